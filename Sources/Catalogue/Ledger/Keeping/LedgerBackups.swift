import GRDB
package import Syndication

/// The folder of the ledger's backups: whole copies, each verified before it bears its name.
package struct LedgerBackups: Sendable {
    package let folder: String

    /// - Parameter folder: made when the first backup is.
    package init(folder: String) {
        self.folder = folder
    }

    /// Copies the ledger while it is in use, and deletes backups that are no longer wanted.
    ///
    /// The copy is a snapshot, verified, and on stable storage. O(n log n); readers and writers go on beside it. Throws
    /// `LedgerBackupError` when the ledger itself is damaged: then nothing is kept, and no backup is deleted.
    @discardableResult
    package func make(from ledger: Ledger, now: Timestamp) throws -> LedgerBackup {
        try make(from: ledger.pool, now: now)
    }

    func make(from source: some DatabaseReader, now: Timestamp) throws -> LedgerBackup {
        let place = DiskFile(folder)
        try place.makeFolder()
        try removeRemains()
        // Names tell the order in which backups were made, also when the clock was set back.
        let last = try all().first?.made
        let backup = LedgerBackup(folder: folder, made: last.map { max(now, $0 + 1) } ?? now)
        let part = DiskFile(backup.path + LedgerBackups.unfinished)
        do {
            try copy(source, to: part)
            if case .damaged(let findings) = try examination(of: part.path).run(isAtRest: true) {
                throw LedgerBackupError(path: backup.path, findings: findings)
            }
            try part.move(to: DiskFile(backup.path))
            try place.sync()
        } catch {
            try? removeRemains()
            throw error
        }
        for old in LedgerBackups.unwanted(try all()) { try DiskFile(old.path).remove() }
        return backup
    }

    /// The newest first.
    package func all() throws -> [LedgerBackup] {
        try DiskFile(folder).names().compactMap { LedgerBackup(folder: folder, name: $0) }
            .sorted { $0.made > $1.made }
    }

    /// The newest that is sound and that this version can read, of an earlier schema too.
    ///
    /// Examines from the newest down, each in O(n log n).
    package func newestGood() throws -> LedgerBackup? {
        try search().good
    }

    /// What was met on the way from the newest down to one that is good.
    struct Search {
        var good: LedgerBackup?
        var damaged: [LedgerBackup] = []
        /// Written by a newer version.
        var newer: [LedgerBackup] = []
    }

    func search() throws -> Search {
        var search = Search()
        for backup in try all() {
            switch try examination(of: backup.path).run(isAtRest: true) {
            case .sound, .older:
                search.good = backup
                return search
            case .newer: search.newer.append(backup)
            case .damaged: search.damaged.append(backup)
            }
        }
        return search
    }

    /// Ends the names of files that are no backups yet.
    private static let unfinished = ".part"

    private func examination(of path: String) -> LedgerExamination {
        LedgerExamination(path: path, scratch: "\(folder)/examined\(LedgerBackups.unfinished)")
    }

    private func copy(_ source: some DatabaseReader, to part: DiskFile) throws {
        let copy = try DatabaseQueue(path: part.path)
        do {
            try source.backup(to: copy)
            // The copy has the ledger's own mode, in which even a reader makes files beside it.
            try copy.writeWithoutTransaction { try $0.execute(sql: "PRAGMA journal_mode = DELETE") }
        } catch {
            try? copy.close()
            throw error
        }
        try copy.close()
        try part.sync()
    }

    /// Deletes what an interrupted backup left.
    private func removeRemains() throws {
        let endings = ([""] + LedgerFiles.suffixes).map { LedgerBackups.unfinished + $0 }
        for name in try DiskFile(folder).names() where endings.contains(where: name.hasSuffix) {
            try DiskFile("\(folder)/\(name)").remove()
        }
    }
}

/// A backup that was not kept, since the ledger that it was made of is damaged.
package struct LedgerBackupError: Error, Sendable, CustomStringConvertible {
    /// Where the backup would have been.
    package let path: String
    package let findings: [LedgerFinding]

    package var description: String {
        "\(path): not made, since the ledger is damaged: \(findings.summary)"
    }
}
