import GRDB
package import Syndication

extension CatalogueTransaction {
    package func seed(path: String) throws -> SeedRow? {
        try seeds("path = ?", [path]).first
    }

    package func hasSeeds() throws -> Bool {
        try Bool.fetchOne(database.cachedStatement(sql: "SELECT EXISTS(SELECT 1 FROM seed)")) ?? false
    }

    /// All of them, by path.
    package func seeds() throws -> [SeedRow] {
        try seeds("1 ORDER BY path", [])
    }

    /// The seed at a path and those in the folder of that name.
    package func seeds(under path: String) throws -> [SeedRow] {
        // "0" follows "/" in ASCII, so the range holds just the paths that begin with "path/".
        try seeds("path = ?1 OR (path >= ?1 || '/' AND path < ?1 || '0') ORDER BY path", [path])
    }

    /// Those that bear an article: its own seed, and others that were recognised as the same.
    package func seeds(article: Int64) throws -> [SeedRow] {
        try seeds("article = ? ORDER BY path", [article])
    }

    /// What there is to tell of so many seeds of an outcome, by moment where they have one, and by path.
    package func notices(of outcome: SeedNotice.Outcome, limit: Int) throws -> [SeedNotice] {
        let sql = "SELECT path, line, due, detail FROM seed WHERE outcome = ? ORDER BY due, path LIMIT ?"
        let rows = try Row.fetchCursor(database.cachedStatement(sql: sql), arguments: [outcome.rawValue, limit])
        return try Array(rows.map(SeedNotice.init))
    }

    /// Scheduled ones whose moment has come.
    package func dueSeeds(at moment: Timestamp) throws -> [SeedRow] {
        try seeds("outcome = 'scheduled' AND due <= ? ORDER BY path", [moment.seconds])
    }

    /// The moment at which the next scheduled seed is due.
    package func nextDue() throws -> Timestamp? {
        let sql = "SELECT min(due) FROM seed WHERE outcome = 'scheduled'"
        return try Int64.fetchOne(database.cachedStatement(sql: sql)).map(Timestamp.init(seconds:))
    }

    /// How many there are of each outcome: "accepted", "refused", "scheduled", "duplicate", "draft",
    /// "withdrawn", "unnamed".
    package func seedCounts() throws -> [String: Int] {
        let rows = try Row.fetchAll(
            database.cachedStatement(sql: "SELECT what, count FROM tally WHERE what <> 'article' AND count > 0")
        )
        return Dictionary(uniqueKeysWithValues: rows.map { ($0[0], $0[1]) })
    }

    package func put(_ seed: SeedRow) throws {
        try database.cachedStatement(sql: CatalogueTransaction.upsertSeed).execute(arguments: seed.arguments)
    }

    /// An update where there is one, so that the triggers count right.
    private static let upsertSeed: String = {
        let columns = SeedRow.columns.split(separator: ",").map { $0.filter { $0 != " " } }
        let marks = columns.map { _ in "?" }.joined(separator: ", ")
        let changes = columns.dropFirst().map { "\($0) = excluded.\($0)" }.joined(separator: ", ")
        return "INSERT INTO seed (\(SeedRow.columns)) VALUES (\(marks)) ON CONFLICT (path) DO UPDATE SET \(changes)"
    }()

    package func removeSeed(_ path: String) throws {
        try database.cachedStatement(sql: "DELETE FROM seed WHERE path = ?").execute(arguments: [path])
    }

    private func seeds(_ condition: String, _ arguments: StatementArguments) throws -> [SeedRow] {
        let statement = try database.cachedStatement(sql: "SELECT \(SeedRow.columns) FROM seed WHERE \(condition)")
        // A cursor's row is read where it is: to keep it would cost more than that.
        return try Array(Row.fetchCursor(statement, arguments: arguments).map(SeedRow.init))
    }
}
