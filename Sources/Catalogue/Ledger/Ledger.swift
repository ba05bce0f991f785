import Foundation
import GRDB
package import Syndication

/// The only precious file: who every article is, and when it was published.
///
/// One writer; each write is durable before it returns (`synchronous=FULL`). Reads may run beside it.
package final class Ledger: Sendable {
    let pool: DatabasePool
    package let site: SiteFacts

    /// Facts of the site as a whole.
    package struct SiteFacts: Sendable, Hashable {
        package let id: PermanentID
        package let created: Timestamp
    }

    /// Opens or creates the file.
    ///
    /// `now` and `seed` become the site's facts when it is new.
    ///
    /// Throws when the file is not a ledger, or was written by a newer version.
    package init(path: String, now: Timestamp, seed: [UInt8]) throws {
        var configuration = Configuration()
        configuration.label = "ledger"
        configuration.busyMode = .timeout(5)
        pool = try DatabasePool(path: path, configuration: configuration)
        let migrator = LedgerMigrations.migrator
        if try pool.read(migrator.hasBeenSuperseded) {
            throw LedgerVersionError(path: path, backup: nil)
        }
        try migrator.migrate(pool)
        // The pool sets NORMAL on its writer after any preparation, so FULL is set on the open writer and read back.
        try pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous = FULL") }
        guard try Ledger.synchronous(pool) == 2 else { throw LedgerSyncError(path: path) }
        site = try pool.write { database in
            let transaction = LedgerTransaction(database)
            if let id = try transaction.fact("site").flatMap({ PermanentID($0) }),
                let created = try transaction.fact("created").flatMap({ Int64($0) })
            {
                return SiteFacts(id: id, created: Timestamp(seconds: created))
            }
            let id = PermanentID(Digest(bytes: seed))
            try transaction.setFact("site", id.urn)
            try transaction.setFact("created", String(now.seconds))
            return SiteFacts(id: id, created: now)
        }
    }

    /// One transaction; durable when it returns, undone when the body throws.
    ///
    /// - Parameter concernsArticles: false for what the catalogue does not follow, as documents.
    package func write<Result>(concernsArticles: Bool = true, _ body: (LedgerTransaction) throws -> Result) throws
        -> Result
    {
        try pool.write { database in
            let transaction = LedgerTransaction(database)
            let changes = database.totalChangesCount
            let result = try body(transaction)
            if concernsArticles, database.totalChangesCount != changes { try transaction.advanceRevision() }
            return result
        }
    }

    /// A snapshot that no writer disturbs.
    package func read<Result>(_ body: (LedgerTransaction) throws -> Result) throws -> Result {
        try pool.read { try body(LedgerTransaction($0)) }
    }

    /// Brings what the log holds into the file, and closes both.
    package func close() throws {
        // The last connection that the pool closes is a reader, which would leave the log as it is. Where this fails, the
        // log stays, and is read at the next opening.
        _ = try? pool.writeWithoutTransaction { try $0.checkpoint(.truncate) }
        try pool.close()
    }

    /// What the open writer says of `synchronous`: 2 is FULL.
    var synchronous: Int? {
        get throws { try Ledger.synchronous(pool) }
    }

    private static func synchronous(_ pool: DatabasePool) throws -> Int? {
        try pool.writeWithoutTransaction { try Int.fetchOne($0, sql: "PRAGMA synchronous") }
    }
}

/// A ledger that a newer version wrote; it is not damaged, and stays where it is.
package struct LedgerVersionError: Error, CustomStringConvertible {
    package let path: String
    /// The newest backup that this version can read, when there is one.
    package let backup: String?

    package var description: String {
        let remedy =
            backup.map { "move it away and start again, which goes on from the backup \($0)" }
            ?? "restore a ledger saved before the upgrade (there is no such backup)"
        return "\(path): written by a newer version of sower; install that version, or \(remedy)"
    }
}

/// A ledger whose writes would not be durable.
package struct LedgerSyncError: Error, CustomStringConvertible {
    package let path: String

    package var description: String {
        "\(path): SQLite did not accept synchronous=FULL, so writes would not be durable"
    }
}
