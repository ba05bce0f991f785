import GRDB
package import Syndication

/// The articles by publication, those that have left with them: what was cut once stays cut as it was.
extension LedgerTransaction {
    /// Those published in a span of time: by first sight, and by publication what was first seen together; O(n log n) of
    /// the span.
    ///
    /// In this order one that arrives late comes behind all that were there, whatever its date.
    package func publications(in span: Range<Timestamp>, offset: Int, limit: Int) throws -> [LedgerRow] {
        try rows(
            "published >= ? AND published < ? ORDER BY firstSeen, published, number LIMIT ? OFFSET ?",
            [span.lowerBound.seconds, span.upperBound.seconds, limit, offset]
        )
    }

    /// How many were published in a span of time; O(n) of them.
    package func publicationCount(in span: Range<Timestamp>) throws -> Int {
        try Int.fetchOne(
            database.cachedStatement(sql: "SELECT count(*) FROM article WHERE published >= ? AND published < ?"),
            arguments: [span.lowerBound.seconds, span.upperBound.seconds]
        ) ?? 0
    }

    /// The last publication before a moment; O(log n).
    package func publication(before moment: Timestamp) throws -> Timestamp? {
        try publication("SELECT max(published) FROM article WHERE published < ?", moment)
    }

    /// The first publication at a moment or after it; O(log n).
    package func publication(from moment: Timestamp) throws -> Timestamp? {
        try publication("SELECT min(published) FROM article WHERE published >= ?", moment)
    }

    private func publication(_ sql: String, _ moment: Timestamp) throws -> Timestamp? {
        try Int64.fetchOne(database.cachedStatement(sql: sql), arguments: [moment.seconds])
            .map(Timestamp.init(seconds:))
    }
}
