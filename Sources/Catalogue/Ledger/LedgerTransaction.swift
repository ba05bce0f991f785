import Foundation
import GRDB
package import Syndication

/// The ledger inside one transaction.
///
/// Every look-up is by an index, so it costs O(log n).
package struct LedgerTransaction {
    let database: Database
    /// Spares look-ups where much is taken in; nil elsewhere.
    private var filter: LedgerFilter?

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

    // MARK: Articles

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

    /// Live ones without a seed, the longest missing first.
    package func missing() throws -> [LedgerRow] {
        try rows("missingSince IS NOT NULL AND state = 0 ORDER BY missingSince, number", [])
    }

    /// The paths of so many of those, and how many there are and of them are held; O(n), without reading any row.
    package func missing(named limit: Int) throws -> (paths: [String], count: Int, held: Int) {
        let missing = "missingSince IS NOT NULL AND state = 0"
        func count(_ condition: String) throws -> Int {
            let sql = "SELECT count(*) FROM article WHERE \(condition)"
            return try Int.fetchOne(database.cachedStatement(sql: sql)) ?? 0
        }
        let paths = "SELECT path FROM article WHERE \(missing) ORDER BY missingSince, number LIMIT ?"
        let all = try count(missing)
        return (
            try String.fetchAll(database.cachedStatement(sql: paths), arguments: [limit]), all,
            all - (try count("\(missing) AND isHeld = 0"))
        )
    }

    /// Since when the longest missing live one is, of those that the brake does not hold.
    package func firstMissing() throws -> Timestamp? {
        let first = """
            SELECT missingSince FROM article WHERE missingSince IS NOT NULL AND state = 0 AND isHeld = 0
            ORDER BY missingSince LIMIT 1
            """
        return try Int64.fetchOne(database.cachedStatement(sql: first)).map(Timestamp.init(seconds:))
    }

    /// The latest of a date whose seed is gone and whose title and sketch fit; at most 500 are looked at.
    package func lastGone(
        date: ArticleDate?,
        where fits: (_ title: String, _ sketch: Sketch) -> Bool
    ) throws -> LedgerRow? {
        if let filter, !filter.mayHaveGone { return nil }
        let gone = """
            SELECT number, title, sketch FROM article WHERE (missingSince IS NOT NULL OR state = 1) AND date IS ?
            ORDER BY number DESC LIMIT 500
            """
        let rows = try Row.fetchCursor(try database.cachedStatement(sql: gone), arguments: [date?.stored])
        while let row = try rows.next() {
            let place = row[0] as DatabaseValue
            var damage: LedgerDamage { LedgerDamage(table: "article", row: place.description) }
            guard let sketch = Sketch(stored: Array(try row.value(2, or: damage) as Data)) else { throw damage }
            if fits(try row.value(1, or: damage), sketch) { return try article(number: try row.value(0, or: damage)) }
        }
        return nil
    }

    /// The latest to leave, the latest first.
    package func lastRetracted(_ count: Int) throws -> [LedgerRow] {
        try rows("retracted IS NOT NULL AND state <> 0 ORDER BY retracted DESC, number DESC LIMIT ?", [count])
    }

    /// All of them, in the order of first sight.
    package func all() throws -> [LedgerRow] {
        try rows("1 ORDER BY number", [])
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

    /// How many left by absence after a moment.
    package func retractedCount(after moment: Timestamp) throws -> Int {
        try Int.fetchOne(
            database,
            sql: "SELECT count(*) FROM article WHERE state = 1 AND retracted > ?",
            arguments: [moment.seconds]
        ) ?? 0
    }

    /// When the latest article left, be it back or not; nil when none ever has.
    package func lastRetraction() throws -> Timestamp? {
        try fact("lastRetraction").flatMap { Int64($0) }.map(Timestamp.init(seconds:))
    }

    /// Keeps the later of the two when there is one already.
    func setLastRetraction(_ moment: Timestamp) throws {
        if let last = try lastRetraction(), last >= moment { return }
        try setFact("lastRetraction", String(moment.seconds))
    }

    /// Stores a new row and gives it its number.
    package func insert(_ row: inout LedgerRow) throws {
        // The checksum covers the number, so the number is taken before the row is written.
        row.number = try filter?.takeNumber() ?? size()
        filter?.add(row)
        try database.cachedStatement(sql: LedgerRow.insertion).execute(arguments: row.arguments)
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

    // MARK: Documents and facts

    /// What was last served under a path: the digest of its bytes and its Last-Modified.
    package func document(_ path: String) throws -> (digest: String, lastModified: Timestamp)? {
        let sql = "SELECT digest, lastModified, checksum FROM document WHERE path = ?"
        guard let row = try Row.fetchOne(database.cachedStatement(sql: sql), arguments: [path]) else { return nil }
        let damage = LedgerDamage(table: "document", row: path)
        let (digest, lastModified): (String, Int64) = (try row.value(0, or: damage), try row.value(1, or: damage))
        guard Checksum.of([path, digest, String(lastModified)]) == (try row.value(2, or: damage) as Int64) else {
            throw damage
        }
        return (digest, Timestamp(seconds: lastModified))
    }

    package func setDocument(_ path: String, digest: String, lastModified: Timestamp) throws {
        try database.cachedStatement(
            sql: "INSERT OR REPLACE INTO document (path, digest, lastModified, checksum) VALUES (?, ?, ?, ?)"
        ).execute(
            arguments: [
                path, digest, lastModified.seconds, Checksum.of([path, digest, String(lastModified.seconds)]),
            ]
        )
    }

    package func fact(_ key: String) throws -> String? {
        guard
            let row = try Row.fetchOne(
                database.cachedStatement(sql: "SELECT value, checksum FROM fact WHERE key = ?"),
                arguments: [key]
            )
        else { return nil }
        let damage = LedgerDamage(table: "fact", row: key)
        let value: String = try row.value(0, or: damage)
        guard Checksum.of([key, value]) == (try row.value(1, or: damage) as Int64) else { throw damage }
        return value
    }

    package func setFact(_ key: String, _ value: String) throws {
        try database.cachedStatement(sql: "INSERT OR REPLACE INTO fact (key, value, checksum) VALUES (?, ?, ?)")
            .execute(arguments: [key, value, Checksum.of([key, value])])
    }

    /// Moves with every write, so that the catalogue can tell whether it has followed.
    package func revision() throws -> Int64 {
        try fact("revision").flatMap { Int64($0) } ?? 0
    }

    var mayHaveImports: Bool { filter?.mayHaveImports ?? true }

    func advanceRevision() throws {
        try setFact("revision", String(revision() + 1))
    }

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
