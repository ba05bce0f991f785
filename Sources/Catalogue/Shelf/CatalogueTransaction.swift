import GRDB
import Syndication

/// The catalogue inside one transaction.
package struct CatalogueTransaction {
    let database: Database

    init(_ database: Database) {
        self.database = database
    }

    // MARK: Articles

    package func holding(number: Int64) throws -> Holding? {
        try holdings("number = ?", [number]).first
    }

    package func holding(slug: String) throws -> Holding? {
        try holdings("slug = ?", [slug]).first
    }

    /// Those whose title folds to the same key.
    package func holdings(title: String) throws -> [Holding] {
        try holdings("titleKey = ? ORDER BY number LIMIT 20", [Folding.folded(title)])
    }

    /// The `count` latest by publication or update, ordered by publication, the newest first; O(count).
    ///
    /// Reads only what is not known yet.
    ///
    /// - Parameter known: what this gave before, by number; it gets what this gives now.
    package func latest(_ count: Int, known: inout [Int64: Stamped]) throws -> [Stamped] {
        let statement = try database.cachedStatement(
            sql: "SELECT number, stamp FROM article ORDER BY recency DESC, number DESC LIMIT ?"
        )
        let rows = try Row.fetchCursor(statement, arguments: [count])
        var latest: [Int64: Stamped] = [:]
        while let row = try rows.next() {
            let (number, stamp): (Int64, Int64) = (row[0], row[1])
            if let stamped = known[number], stamped.stamp == stamp {
                latest[number] = stamped
            } else if let holding = try holding(number: number) {
                latest[number] = Stamped(holding: holding, stamp: stamp)
            }
        }
        known = latest
        return latest.values.sorted {
            ($0.holding.published, $0.holding.number) > ($1.holding.published, $1.holding.number)
        }
    }

    /// A holding with what stands for all of it in the catalogue; shared, since each edition passes on many.
    package final class Stamped: Sendable {
        package let holding: Holding
        let stamp: Int64

        init(holding: Holding, stamp: Int64) {
            (self.holding, self.stamp) = (holding, stamp)
        }
    }

    /// The latest of those that come after the `count` latest.
    package func older(than count: Int, limit: Int) throws -> [Holding] {
        try holdings("1 ORDER BY recency DESC, number DESC LIMIT ? OFFSET ?", [limit, count])
    }

    /// The paths of those, without reading their rows.
    package func olderPaths(than count: Int, limit: Int) throws -> [String] {
        let sql = "SELECT path FROM article ORDER BY recency DESC, number DESC LIMIT ? OFFSET ?"
        return try String.fetchAll(database.cachedStatement(sql: sql), arguments: [limit, count])
    }

    package func count() throws -> Int {
        try tally("article")
    }

    /// Of a kind that the triggers of the schema count; O(1).
    func tally(_ what: String) throws -> Int {
        try Int.fetchOne(
            database.cachedStatement(sql: "SELECT count FROM tally WHERE what = ?"),
            arguments: [what]
        ) ?? 0
    }

    /// The numbers of all, for comparing with the ledger.
    package func numbers() throws -> Set<Int64> {
        try Set(Int64.fetchAll(database, sql: "SELECT number FROM article"))
    }

    package func content(of number: Int64) throws -> String? {
        try String.fetchOne(
            database.cachedStatement(sql: "SELECT content FROM body WHERE number = ?"),
            arguments: [number]
        )
    }

    /// Stores a published article, and makes category, tags and authors find it; search finds it once it is indexed.
    package func put(_ holding: Holding, content: String) throws {
        for other in try rivals(of: holding) { try removeArticle(other) }
        let before = try indexed(holding.number)
        let after = Indexed(
            place: try place(of: holding),
            title: holding.title,
            abstract: holding.abstract,
            content: content
        )
        if before != after {
            if let before { try unindex(before, holding.number) }
            try awaitIndex(holding.number)
        }
        try leave(holding.number)
        try database.cachedStatement(sql: CatalogueTransaction.upsert).execute(
            arguments: holding.arguments + [after.place, holding.stamp]
        )
        try database.cachedStatement(sql: "INSERT OR REPLACE INTO body (number, content) VALUES (?, ?)")
            .execute(arguments: [holding.number, content])
        try join(holding)
    }

    /// An update where there is one, so that the trigger counts right.
    private static let upsert: String = {
        let columns = (Holding.columns + ", place, stamp").split(separator: ",").map { $0.filter { $0 != " " } }
        let marks = columns.map { _ in "?" }.joined(separator: ", ")
        let changes = columns.dropFirst().map { "\($0) = excluded.\($0)" }.joined(separator: ", ")
        return """
            INSERT INTO article (\(columns.joined(separator: ", "))) VALUES (\(marks))
            ON CONFLICT (number) DO UPDATE SET \(changes)
            """
    }()

    /// Other articles with its slug or id, which only a ledger can have left there that was replaced meanwhile.
    private func rivals(of holding: Holding) throws -> [Int64] {
        try Int64.fetchAll(
            database.cachedStatement(sql: "SELECT number FROM article WHERE (slug = ? OR id = ?) AND number <> ?"),
            arguments: [holding.slug.text, holding.id.data, holding.number]
        )
    }

    package func removeArticle(_ number: Int64) throws {
        if let before = try indexed(number) { try unindex(before, number) }
        try leave(number)
        for table in ["article", "body", "unindexed"] {
            try database.cachedStatement(sql: "DELETE FROM \(table) WHERE number = ?").execute(arguments: [number])
        }
    }

    func holdings(_ condition: String, _ arguments: StatementArguments) throws -> [Holding] {
        let statement = try database.cachedStatement(sql: "SELECT \(Holding.columns) FROM article WHERE \(condition)")
        // A cursor's row is read where it is: to keep it would cost more than that.
        return try Array(Row.fetchCursor(statement, arguments: arguments).map(Holding.init))
    }

    // MARK: Facts

    /// The ledger's revision that the catalogue has followed.
    package func ledgerRevision() throws -> Int64? {
        try fact("ledgerRevision").flatMap { Int64($0) }
    }

    package func setLedgerRevision(_ revision: Int64) throws {
        try setFact("ledgerRevision", String(revision))
    }

    package func fact(_ key: String) throws -> String? {
        try String.fetchOne(
            database.cachedStatement(sql: "SELECT value FROM fact WHERE key = ?"),
            arguments: [key]
        )
    }

    package func setFact(_ key: String, _ value: String) throws {
        try database.cachedStatement(sql: "INSERT OR REPLACE INTO fact (key, value) VALUES (?, ?)")
            .execute(arguments: [key, value])
    }
}
