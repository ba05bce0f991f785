import GRDB
import Synchronization
package import Syndication

/// What can be made again from seeds and ledger: the published articles, their bodies, and what became of each seed.
///
/// Disposable: a file that is damaged, of another schema or of another site is deleted and made anew.
package final class ArticleCatalogue: Sendable {
    private let pool: DatabasePool
    /// Whether the file was made anew, so that every seed has to be read.
    package let isNew: Bool
    private let index = IndexGate()
    private let turns = Atomic<Int>(0)

    /// Opens, or throws away and makes anew.
    ///
    /// - Parameter removeFile: deletes the database with its side files.
    package init(path: String, site: PermanentID, removeFile: (String) throws -> Void) throws {
        let expected = "\(CatalogueSchema.version) \(site.uuid)"
        if (try? DiskFile(path).exists) != false, let pool = try? ArticleCatalogue.open(path),
            (try? pool.read { try String.fetchOne($0, sql: "SELECT value FROM fact WHERE key = 'schema'") }) == expected
        {
            self.pool = pool
            isNew = false
            return
        }
        try removeFile(path)
        pool = try ArticleCatalogue.open(path)
        try pool.write { database in
            try database.execute(sql: CatalogueSchema.tables)
            try database.execute(sql: "INSERT INTO fact (key, value) VALUES ('schema', ?)", arguments: [expected])
        }
        isNew = true
    }

    private static func open(_ path: String) throws -> DatabasePool {
        var configuration = Configuration()
        configuration.label = "catalogue"
        configuration.busyMode = .timeout(5)
        configuration.maximumReaderCount = 4
        configuration.prepareDatabase { database in
            // Its two waits for the disk would stand in the way of whatever is being published: see `checkpoint`.
            try database.execute(sql: "PRAGMA wal_autocheckpoint = 0; PRAGMA journal_size_limit = 16000000")
            // For each of several connections; behind them is the system's cache.
            try database.execute(sql: "PRAGMA cache_size = -1000")
        }
        return try DatabasePool(path: path, configuration: configuration)
    }

    /// One transaction, undone when the body throws.
    package func write<Result>(_ body: (CatalogueTransaction) throws -> Result) throws -> Result {
        turns.add(1, ordering: .sequentiallyConsistent)
        defer { turns.add(1, ordering: .sequentiallyConsistent) }
        let (result, waiting) = try pool.write { database in
            let transaction = CatalogueTransaction(database)
            let result = try body(transaction)
            return (result, try transaction.unindexedCount(upTo: IndexGate.worthWaitingFor + 1))
        }
        index.set(waiting: waiting)
        return result
    }

    /// Moves when a write begins and when it ends: what was read after it was asked for is still so while it stays.
    package var turn: Int { turns.load(ordering: .sequentiallyConsistent) }

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

    /// Waits until search finds what was stored before the call; not when that is much, nor for long.
    ///
    /// Never on an event loop.
    package func awaitIndex() { index.wait() }

    /// A snapshot that no writer disturbs; at least as new as the last `write` that returned.
    package func read<Result>(_ body: (CatalogueTransaction) throws -> Result) throws -> Result {
        try pool.read { try body(CatalogueTransaction($0)) }
    }

    /// Lets go of the pages that the connections keep, which long work fills with what nobody asks for again.
    package func releaseMemory() { pool.releaseMemory() }

    /// As `read`, on the connection that writes, whose cache knows what was just written.
    ///
    /// For the one task that writes, outside of its transactions.
    package func readAsWriter<Result>(_ body: (CatalogueTransaction) throws -> Result) throws -> Result {
        try pool.writeWithoutTransaction { try body(CatalogueTransaction($0)) }
    }

    package func close() throws {
        try pool.close()
    }
}
