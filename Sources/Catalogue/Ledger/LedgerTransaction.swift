import Foundation
import GRDB
package import Syndication

/// The ledger inside one transaction.
///
/// Every look-up is by an index, so it costs O(log n).
package struct LedgerTransaction {
    let database: Database
    /// Spares look-ups where much is taken in; nil elsewhere.
    private(set) var filter: LedgerFilter?

    init(_ database: Database) {
        self.database = database
    }

    /// The same, with a filter that is worth its making: O(n) now, and most look-ups of what is not there cost nothing.
    package func forMany() throws -> LedgerTransaction {
        var transaction = self
        transaction.filter = try LedgerFilter(self)
        return transaction
    }

    /// An upper bound of the number of articles; O(1).
    package func size() throws -> Int64 {
        try Int64.fetchOne(database.cachedStatement(sql: LedgerTransaction.nextNumber)) ?? 1
    }

    static let nextNumber = "SELECT 1 + coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'article'), 0)"

    package func article(number: Int64) throws -> LedgerRow? {
        try rows("number = ?", [number]).first
    }

    package func article(id: PermanentID) throws -> LedgerRow? {
        if let filter, !filter.mayHave(id) { return nil }
        return try rows("id = ?", orderedBy: "number", [id.data]).first
    }

    package func article(slug: String) throws -> LedgerRow? {
        try rows("slug = ?", [slug]).first
    }

    package func article(formerSlug slug: String) throws -> LedgerRow? {
        try article(namedIn: "formerSlug", by: "slug", slug)
    }

    package func article(alias: String) throws -> LedgerRow? {
        if let filter, !filter.mayHave(alias: alias) { return nil }
        return try article(namedIn: "alias", by: "name", alias)
    }

    /// Those last seen at a path, the latest first.
    package func articles(path: String) throws -> [LedgerRow] {
        if let filter, !filter.mayHave(path: path) { return [] }
        return try rows("path = ?", orderedBy: "number DESC", [path])
    }

    /// Those with a text, the latest first.
    package func articles(textKey: Digest) throws -> [LedgerRow] {
        if let filter, !filter.mayHave(textKey: textKey) { return [] }
        return try rows("textKey = ?", orderedBy: "number DESC", [textKey.data])
    }

    /// All of them, in the order of first sight.
    package func all() throws -> [LedgerRow] {
        try rows("1 ORDER BY number", [])
    }

    /// Where the seeds of all live ones were last seen, the latest article first, as feeds choose them; O(n log n).
    package func latestPaths() throws -> [String] {
        let latest = "SELECT path FROM article WHERE state = 0 ORDER BY max(published, updated) DESC, number DESC"
        return try String.fetchAll(database, sql: latest)
    }

    /// Whether there are more than so many live ones; O(count + those that have left lately).
    package func hasLive(moreThan count: Int) throws -> Bool {
        try Bool.fetchOne(
            database.cachedStatement(
                sql: "SELECT EXISTS(SELECT 1 FROM article WHERE state = 0 ORDER BY published DESC LIMIT 1 OFFSET ?)"
            ),
            arguments: [count]
        ) ?? false
    }

    package func liveCount() throws -> Int {
        try Int.fetchOne(database, sql: "SELECT count(*) FROM article WHERE state = 0") ?? 0
    }

    /// Stores a new row and gives it its number.
    package func insert(_ row: inout LedgerRow) throws {
        // The checksum covers the number, so the number is taken before the row is written.
        row.number = try filter?.takeNumber() ?? size()
        filter?.add(row)
        if FoundingInsertion.fits(row) {
            try FoundingInsertion.store(row, in: database)
        } else {
            try database.cachedStatement(sql: LedgerRow.insertion).execute(arguments: row.arguments)
        }
    }

    package func update(_ row: LedgerRow) throws {
        filter?.add(row)
        try database.cachedStatement(sql: LedgerRow.change).execute(arguments: row.arguments + [row.number])
    }

    package func addAlias(_ name: String, to row: LedgerRow) throws {
        filter?.add(alias: name)
        try database.cachedStatement(sql: "INSERT OR IGNORE INTO alias (name, article, checksum) VALUES (?, ?, ?)")
            .execute(arguments: [name, row.number, Checksum.of([name, String(row.number)])])
    }

    /// The names by which an article is known besides its id.
    package func aliases(of row: LedgerRow) throws -> [String] {
        try String.fetchAll(
            database.cachedStatement(sql: "SELECT name FROM alias WHERE article = ? ORDER BY name"),
            arguments: [row.number]
        )
    }

    /// Keeps a slug leading to an article that bears another one now.
    package func addFormerSlug(_ slug: Slug, of row: LedgerRow) throws {
        filter?.add(slug: slug)
        try database.execute(
            sql: "INSERT OR REPLACE INTO formerSlug (slug, article, checksum) VALUES (?, ?, ?)",
            arguments: [slug.text, row.number, Checksum.of([slug.text, String(row.number)])]
        )
    }

    /// Whether an article bears the slug or ever bore it.
    package func isTaken(_ slug: Slug) throws -> Bool {
        if let filter, !filter.mayHave(slug) { return false }
        let taken = """
            SELECT EXISTS(SELECT 1 FROM article WHERE slug = ?1) OR EXISTS(SELECT 1 FROM formerSlug WHERE slug = ?1)
            """
        return try Bool.fetchOne(
            database.cachedStatement(sql: taken),
            arguments: [slug.text]
        ) ?? false
    }

    /// The first second from `start` on at which nothing was published; O(k) for a run of k taken ones.
    package func freeSecond(from start: Timestamp) throws -> Timestamp {
        if let filter, !filter.mayHave(start) { return start }
        let taken = "SELECT EXISTS(SELECT 1 FROM article WHERE published = ?)"
        guard try Bool.fetchOne(database.cachedStatement(sql: taken), arguments: [start.seconds]) == true else {
            return start
        }
        let free = """
            SELECT a.published + 1 FROM article a
            WHERE a.published >= ? AND NOT EXISTS (SELECT 1 FROM article b WHERE b.published = a.published + 1)
            ORDER BY a.published LIMIT 1
            """
        let second = try Int64.fetchOne(database.cachedStatement(sql: free), arguments: [start.seconds])
        return second.map(Timestamp.init(seconds:)) ?? start
    }

    /// The latest publication up to a moment, among the articles seen before one of them.
    package func lastPublication(upTo moment: Timestamp, before number: Int64) throws -> Timestamp? {
        let last = "SELECT published FROM article WHERE published <= ? AND number < ? ORDER BY published DESC LIMIT 1"
        return try Int64.fetchOne(
            database.cachedStatement(sql: last),
            arguments: [moment.seconds, number]
        ).map(Timestamp.init(seconds:))
    }

    var mayHaveImports: Bool { filter?.mayHaveImports ?? true }

    private func article(namedIn table: String, by column: String, _ name: String) throws -> LedgerRow? {
        let sql = "SELECT article, checksum FROM \(table) WHERE \(column) = ?"
        guard let row = try Row.fetchOne(database.cachedStatement(sql: sql), arguments: [name]) else { return nil }
        let damage = LedgerDamage(table: table, row: name)
        let number: Int64 = try row.value(0, or: damage)
        guard Checksum.of([name, String(number)]) == (try row.value(1, or: damage) as Int64) else { throw damage }
        return try article(number: number)
    }

    /// For what mostly finds nothing: that is seen without the names of a row's columns, which cost more than to look.
    private func rows(
        _ condition: String,
        orderedBy order: String,
        _ arguments: StatementArguments
    ) throws -> [LedgerRow] {
        let sql = "SELECT EXISTS(SELECT 1 FROM article WHERE \(condition))"
        guard try Bool.fetchOne(try database.cachedStatement(sql: sql), arguments: arguments) == true else { return [] }
        return try rows("\(condition) ORDER BY \(order)", arguments)
    }

    func rows(_ condition: String, _ arguments: StatementArguments) throws -> [LedgerRow] {
        let statement = try database.cachedStatement(sql: "SELECT \(LedgerRow.columns) FROM article WHERE \(condition)")
        // A cursor's row is read where it is: to keep it would cost more than that.
        return try Array(Row.fetchCursor(statement, arguments: arguments).map(LedgerRow.init))
    }
}
