import GRDB

/// Finds out what a ledger's file is, without changing what it says.
struct LedgerExamination {
    let path: String
    /// Where a copy may be made for trying the migrations; deleted afterwards.
    let scratch: String

    enum Result: Hashable {
        case sound
        /// Sound, and written by an earlier version: migrations have to be applied.
        case older
        case newer
        case damaged([LedgerFinding])
    }

    /// Examines a file that is there.
    ///
    /// Only failing storage is thrown; O(n log n).
    ///
    /// - Parameters:
    ///   - isAtRest: no process has it open and it has no side files, so that none have to be made.
    ///   - isQuick: looks at what costs the same however large it is, the header and the schema, and leaves pages and rows to
    ///     `Ledger.verify`.
    func run(isAtRest: Bool, isQuick: Bool = false) throws -> Result {
        if let fault = try LedgerExamination.fault(ofHeader: DiskFile(path).head(100)) {
            return .damaged([.file(fault)])
        }
        var configuration = Configuration()
        configuration.label = "ledger examination"
        configuration.readonly = isAtRest
        configuration.busyMode = .timeout(5)
        let queue: DatabaseQueue
        let stage: Result
        do {
            queue = try DatabaseQueue(path: path, configuration: configuration)
            stage = try queue.inDatabase { try examine($0, isQuick: isQuick) }
        } catch let error as DatabaseError where error.isDamage {
            return .damaged([.file("SQLite: \(error.message ?? error.resultCode.description)")])
        }
        let result = stage == .older ? try tryMigrations(queue) : stage
        try queue.close()
        return result
    }

    private func examine(_ database: Database, isQuick: Bool) throws -> Result {
        let known = LedgerMigrations.migrator.migrations
        if try LedgerSchema.isEmpty(database) { return .damaged([.file("it holds nothing")]) }
        let applied = try LedgerMigrations.migrator.appliedIdentifiers(database)
        // A newer version knows all our migrations and more; a list with a gap is not its work.
        if applied.count > known.count, applied.isSuperset(of: known) { return .newer }
        guard let last = known.prefix(applied.count).last, applied == Set(known.prefix(applied.count)) else {
            return .damaged([.file("it is not a ledger, or its list of migrations is damaged")])
        }
        var inspection = LedgerInspection()
        let isCurrent = applied.count == known.count
        // One that is about to be migrated is looked through first, whatever it costs.
        let isWhole = !isQuick || !isCurrent
        if isWhole { try inspection.checkStructure(database) }
        try inspection.checkSchema(database, upTo: last)
        if isWhole, isCurrent { try inspection.checkRows(database) }
        if !inspection.findings.isEmpty { return .damaged(inspection.findings) }
        return isCurrent ? .sound : .older
    }

    /// Applies the migrations to a copy, whose rows can then be read as this version reads them.
    private func tryMigrations(_ queue: DatabaseQueue) throws -> Result {
        try removeScratch()
        let copy = try DatabaseQueue(path: scratch)
        do {
            try queue.backup(to: copy)
            try LedgerMigrations.migrator.migrate(copy)
            var inspection = LedgerInspection()
            try copy.inDatabase { try inspection.checkRows($0) }
            try copy.close()
            try removeScratch()
            return inspection.findings.isEmpty ? .older : .damaged(inspection.findings)
        } catch {
            try? copy.close()
            try? removeScratch()
            // Any other error is one of storage or of the migration, which no backup would mend.
            guard let damage = error as? LedgerDamage else { throw error }
            return .damaged([LedgerFinding(damage)])
        }
    }

    private func removeScratch() throws {
        for suffix in [""] + LedgerFiles.suffixes { try DiskFile(scratch + suffix).remove() }
    }

    /// What is wrong with the first 100 bytes; nil when nothing is (sqlite.org, "Database File Format", §1.3).
    ///
    /// SQLite takes an empty file for a new database, and calls a file read-only or of an unknown format where only its
    /// header is damaged.
    static func fault(ofHeader bytes: [UInt8]) -> String? {
        if bytes.isEmpty { return "it is empty" }
        guard bytes.count == 100 else { return "it is cut off after \(bytes.count) bytes" }
        guard bytes.starts(with: "SQLite format 3\0".utf8) else { return "it is not an SQLite file" }
        let versions = bytes[18...19]
        let format = bytes[44...47].reduce(0 as UInt32) { $0 << 8 | UInt32($1) }
        guard versions.allSatisfy({ $0 <= 2 }), format <= 4 else { return "its header is damaged" }
        return nil
    }
}
