import Syndication

/// A ledger's file with those that SQLite keeps beside it.
struct LedgerFiles {
    let path: String

    /// What SQLite appends to the names of the files beside a database.
    static let suffixes = ["-wal", "-shm", "-journal"]

    init(_ path: String) {
        self.path = path
    }

    var exists: Bool {
        get throws(LedgerFileError) { try DiskFile(path).exists }
    }

    /// Moves all that is there out of the way, under a name that nothing bears yet.
    ///
    /// Returns the name; nil when nothing was there. The database goes first: one that stood without its log would look
    /// whole and lack what was written last.
    func setAside(now: Timestamp) throws(LedgerFileError) -> String? {
        let present = try suffixes(where: { suffix throws(LedgerFileError) in try DiskFile(path + suffix).exists })
        guard !present.isEmpty else { return nil }
        let name = "\(path).damaged-\(now.compact)"
        var target = name
        var number = 1
        while try !suffixes(where: { suffix throws(LedgerFileError) in try DiskFile(target + suffix).exists }).isEmpty {
            number += 1
            target = "\(name)-\(number)"
        }
        for suffix in present { try DiskFile(path + suffix).move(to: DiskFile(target + suffix)) }
        try DiskFile(path).folder.sync()
        return target
    }

    /// Puts a copy of a backup where no ledger is.
    func restore(from backup: String) throws(LedgerFileError) {
        let copy = DiskFile(path + ".restoring")
        try DiskFile(backup).copy(to: copy)
        try copy.move(to: DiskFile(path))
        try copy.folder.sync()
    }

    private func suffixes(
        where isWanted: (String) throws(LedgerFileError) -> Bool
    ) throws(LedgerFileError) -> [String] {
        var wanted: [String] = []
        for suffix in [""] + LedgerFiles.suffixes where try isWanted(suffix) { wanted.append(suffix) }
        return wanted
    }
}
