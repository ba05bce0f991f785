package import Foundation
import GRDB

/// What feeds were in former editions; what it says is not the catalogue's business.
extension CatalogueTransaction {
    /// Of the feed at a path, the newest last.
    package func feedVersions(_ path: String) throws -> [Data] {
        let sql = "SELECT content FROM feedVersion WHERE path = ? ORDER BY number"
        return try Data.fetchAll(database.cachedStatement(sql: sql), arguments: [path])
    }

    /// Adds the newest unless it is that already, and forgets all but the `limit` newest.
    package func addFeedVersion(_ content: Data, of path: String, limit: Int) throws {
        guard try feedVersions(path).last != content else { return }
        let sql = """
            INSERT INTO feedVersion (path, number, content)
            VALUES (?1, 1 + coalesce((SELECT max(number) FROM feedVersion WHERE path = ?1), 0), ?2)
            """
        try database.cachedStatement(sql: sql).execute(arguments: [path, content])
        let old = """
            DELETE FROM feedVersion
            WHERE path = ?1 AND number <= (SELECT max(number) FROM feedVersion WHERE path = ?1) - ?2
            """
        try database.cachedStatement(sql: old).execute(arguments: [path, limit])
    }
}
