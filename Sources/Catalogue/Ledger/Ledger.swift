import Foundation
import GRDB
package import Syndication

/// The only precious file: who every article is, and when it was published.
///
/// One writer; each write that doesn't ask for less is durable before it returns (`synchronous=FULL`). Reads may run beside it.
package final class Ledger: Sendable {
    let pool: DatabasePool
    package let site: SiteFacts
    /// Whether it was made by this opening, so that nothing can have befallen it.
    package let isNew: Bool
    private let durability = DurabilityRecord()

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
        configuration.prepareDatabase { database in
            // Its waits for the disk would stand in the way of whatever is being published: see `checkpoint`.
            try database.execute(sql: "PRAGMA wal_autocheckpoint = 0; PRAGMA journal_size_limit = 16000000")
        }
        pool = try DatabasePool(path: path, configuration: configuration)
        let migrator = LedgerMigrations.migrator
        if try pool.read(migrator.hasBeenSuperseded) {
            throw LedgerVersionError(path: path, backup: nil)
        }
        try migrator.migrate(pool)
        // The pool sets NORMAL on its writer after any preparation, so FULL is set on the open writer and read back.
        try pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous = FULL") }
        guard try Ledger.synchronous(pool) == 2 else { throw LedgerSyncError(path: path) }
        (site, isNew) = try pool.write { database in
            let transaction = LedgerTransaction(database)
            if let facts = try transaction.siteFacts() { return (facts, false) }
            let id = PermanentID(Digest(bytes: seed))
            try transaction.setFact("site", id.urn)
            try transaction.setFact("created", String(now.seconds))
            return (SiteFacts(id: id, created: now), true)
        }
    }

    /// Opens a ledger that is there, and neither makes nor migrates one: for reading beside a daemon that may run.
    ///
    /// Throws `LedgerVersionError` for one that a newer version wrote, `LedgerFormatError` for what this version can't read.
    package init(existing path: String, backups: LedgerBackups) throws {
        var configuration = Configuration()
        configuration.label = "ledger, read only"
        // Opening would already write to an empty file.
        if let fault = try LedgerExamination.fault(ofHeader: DiskFile(path).head(100)) {
            throw LedgerFormatError(path: path, reason: fault)
        }
        configuration.busyMode = .timeout(5)
        pool = try DatabasePool(path: path, configuration: configuration)
        isNew = false
        site = try pool.read { database in
            let migrator = LedgerMigrations.migrator
            if try migrator.hasBeenSuperseded(database) {
                throw LedgerVersionError(path: path, backup: try backups.newestGood()?.path)
            }
            if try LedgerSchema.isEmpty(database) { throw LedgerFormatError(path: path, reason: "it holds nothing") }
            guard try migrator.hasCompletedMigrations(database) else {
                throw LedgerFormatError(
                    path: path,
                    reason: "an earlier version wrote it, and “sower serve” has not brought it up to date yet"
                )
            }
            guard let facts = try LedgerTransaction(database).siteFacts() else {
                throw LedgerFormatError(path: path, reason: "it was never begun")
            }
            return facts
        }
    }

    /// One transaction; durable when it returns, undone when the body throws.
    ///
    /// - Parameters:
    ///   - concernsArticles: false for what the catalogue does not follow, as documents.
    ///   - durability: when it is on the disk.
    package func write<Result>(
        concernsArticles: Bool = true,
        durability: Durability = .atOnce,
        _ body: (LedgerTransaction) throws -> Result
    ) throws -> Result {
        let isSynced = durability == .atOnce
        var isAltered = false
        let result = try pool.writeWithoutTransaction { database in
            // In a write-ahead log, NORMAL commits without waiting for the disk (sqlite.org, PRAGMA synchronous).
            if !isSynced { try database.execute(sql: "PRAGMA synchronous = NORMAL") }
            // A connection that stayed so would be noticed by nobody.
            defer { if !isSynced { try? database.execute(sql: "PRAGMA synchronous = FULL") } }
            var result: Result?
            try database.inTransaction(.immediate) {
                let transaction = LedgerTransaction(database)
                let changes = database.totalChangesCount
                let outcome = try body(transaction)
                isAltered = database.totalChangesCount != changes
                if concernsArticles, isAltered { try transaction.advanceRevision() }
                result = outcome
                return .commit
            }
            guard let result else { throw DatabaseError(resultCode: .SQLITE_ABORT) }
            return result
        }
        switch durability {
        // One that wrote nothing has waited for nothing.
        case .atOnce where isAltered: self.durability.noteSynced()
        case .bySync where isAltered: self.durability.noteWritten()
        case .atOnce, .bySync, .byTheNext: break
        }
        return result
    }

    /// Returns when every write before it is on the disk that was to be there `bySync`; from any thread.
    package func sync() throws {
        try durability.settle { isAnew in
            if isAnew {
                // What a checkpoint writes, and waits for, is the file itself.
                _ = try pool.writeWithoutTransaction { try $0.checkpoint(.full) }
            } else {
                try DiskFile(pool.path + "-wal").syncData()
            }
        }
    }

    /// One transaction that is undone, whatever it did: what would come of it.
    package func trial<Result>(_ body: (LedgerTransaction) throws -> Result) throws -> Result {
        try pool.writeWithoutTransaction { database in
            try database.beginTransaction()
            defer { try? database.rollback() }
            return try body(LedgerTransaction(database))
        }
    }

    /// A snapshot that no writer disturbs.
    package func read<Result>(_ body: (LedgerTransaction) throws -> Result) throws -> Result {
        try pool.read { try body(LedgerTransaction($0)) }
    }

    /// Lets go of the pages that the connections keep, which long work fills with what nobody asks for again.
    package func releaseMemory() { pool.releaseMemory() }

    /// As `read`, on the connection that writes, whose cache knows what was just written.
    ///
    /// For the one task that writes, outside of its transactions.
    package func readAsWriter<Result>(_ body: (LedgerTransaction) throws -> Result) throws -> Result {
        try pool.writeWithoutTransaction { try body(LedgerTransaction($0)) }
    }

    /// Brings what the log holds into the file, as far as no reader needs it there; waits for the disk.
    package func checkpoint() throws {
        _ = try pool.writeWithoutTransaction { try $0.checkpoint(.passive) }
    }

    /// The same on a connection of its own, so that whoever writes meanwhile waits for nothing; from any thread.
    package func checkpointBeside() throws {
        let queue = try DatabaseQueue(path: pool.path)
        defer { try? queue.close() }
        _ = try queue.writeWithoutTransaction { try $0.checkpoint(.passive) }
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

extension LedgerTransaction {
    /// Nil in a ledger that was not begun.
    fileprivate func siteFacts() throws -> Ledger.SiteFacts? {
        guard let id = try fact("site").flatMap({ PermanentID($0) }),
            let created = try fact("created").flatMap({ Int64($0) })
        else { return nil }
        return Ledger.SiteFacts(id: id, created: Timestamp(seconds: created))
    }
}

/// A database that is no ledger, or one of an earlier version that the daemon has not brought up to date.
package struct LedgerFormatError: Error, CustomStringConvertible {
    package let path: String
    package let reason: String

    package var description: String { "\(path): can't be read as a ledger: \(reason)" }
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
