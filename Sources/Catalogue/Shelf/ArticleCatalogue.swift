import GRDB
package import Syndication

/// What can be made again from seeds and ledger: the published articles, their bodies, and what became of each seed.
///
/// Disposable: a file that is damaged, of another schema or of another site is deleted and made anew.
package final class ArticleCatalogue: Sendable {
    private let pool: DatabasePool
    /// Whether the file was made anew, so that every seed has to be read.
    package let isNew: Bool

    /// Opens, or throws away and makes anew.
    ///
    /// - Parameter removeFile: deletes the database with its side files.
    package init(path: String, site: PermanentID, removeFile: (String) throws -> Void) throws {
        let expected = "\(CatalogueSchema.version) \(site.uuid)"
        if let pool = try? ArticleCatalogue.open(path),
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
        return try DatabasePool(path: path, configuration: configuration)
    }

    /// One transaction, undone when the body throws.
    package func write<Result>(_ body: (CatalogueTransaction) throws -> Result) throws -> Result {
        try pool.write { try body(CatalogueTransaction($0)) }
    }

    /// A snapshot that no writer disturbs; at least as new as the last `write` that returned.
    package func read<Result>(_ body: (CatalogueTransaction) throws -> Result) throws -> Result {
        try pool.read { try body(CatalogueTransaction($0)) }
    }

    package func close() throws {
        try pool.close()
    }
}
