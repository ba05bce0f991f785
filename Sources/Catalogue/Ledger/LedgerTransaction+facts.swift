import GRDB
package import Syndication

/// What the ledger keeps besides articles: documents, as far as their tags and dates need it, and facts by key.
extension LedgerTransaction {
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

    func advanceRevision() throws {
        try setFact("revision", String(revision() + 1))
    }
}
