import GRDB
package import Syndication

extension CatalogueTransaction {
    /// Slug and last update of every article, in the order of first sight; O(n).
    package func pages() throws -> [(slug: Slug, updated: Timestamp)] {
        var pages: [(slug: Slug, updated: Timestamp)] = []
        let rows = try Row.fetchCursor(database, sql: "SELECT slug, updated FROM article ORDER BY number")
        while let row = try rows.next() {
            pages.append((Slug(stored: row[0]), Timestamp(seconds: row[1])))
        }
        return pages
    }

    /// Those published in a span of time, the latest first; O(log n) and what is found.
    package func holdings(publishedIn span: Range<Timestamp>, limit: Int) throws -> [Holding] {
        try holdings(
            "published >= ? AND published < ? ORDER BY published DESC, number DESC LIMIT ?",
            [span.lowerBound.seconds, span.upperBound.seconds, limit]
        )
    }

    /// How many articles were published in a span of time, and the last update of one; nil when there is none.
    package func summary(of span: Range<Timestamp>) throws -> (count: Int, changed: Timestamp)? {
        let sql = "SELECT count(*), max(updated) FROM article WHERE published >= ? AND published < ?"
        let row = try Row.fetchOne(
            database.cachedStatement(sql: sql),
            arguments: [span.lowerBound.seconds, span.upperBound.seconds]
        )
        guard let row, let updated = row[1] as Int64? else { return nil }
        return (row[0], Timestamp(seconds: updated))
    }
}
