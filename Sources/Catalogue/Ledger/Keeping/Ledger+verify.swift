import GRDB

extension Ledger {
    /// Examines the whole ledger: SQLite's structures, its schema, and every row against its checksum.
    ///
    /// Runs beside writers. O(n log n); a damaged ledger is a verdict, and only failing storage is thrown.
    package func verify() throws -> LedgerVerdict {
        try pool.read { database in
            var inspection = LedgerInspection()
            try inspection.checkStructure(database)
            if let last = LedgerMigrations.migrator.migrations.last {
                try inspection.checkSchema(database, upTo: last)
            }
            try inspection.checkRows(database)
            return inspection.verdict
        }
    }
}
