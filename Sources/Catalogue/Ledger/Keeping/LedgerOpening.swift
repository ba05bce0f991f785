import GRDB
package import Syndication

/// Opens a ledger with care: a damaged or lost one goes on from its newest good backup, and nothing is deleted.
package struct LedgerOpening {
    private let path: String
    private let backups: LedgerBackups
    private let now: Timestamp
    private let seed: [UInt8]
    private let isQuick: Bool
    private var incidents: [LedgerIncident] = []

    /// Opens the ledger at `path`, whatever its state, and tells what befell it.
    ///
    /// `now` and `seed` become the site's facts when a new ledger has to be made. A quick opening takes the same time however
    /// large the ledger is: `Ledger.verify` is owed before anything is written, and `distrust` when it finds damage. Only one
    /// process may do this at a time.
    /// Throws `LedgerVersionError` for a ledger of a newer version, and whatever storage fails with (`LedgerFileError`,
    /// `DatabaseError`): neither is damage, and no ledger is moved for it. O(n log n).
    package static func open(
        path: String,
        backups: LedgerBackups,
        now: Timestamp,
        seed: [UInt8],
        isQuick: Bool = false
    ) throws -> (Ledger, [LedgerIncident]) {
        let suspicion = suspicion(of: path)
        let isSuspect = try suspicion.exists
        // What is looked through in a moment is not worth starting again for.
        let isLarge = try DiskFile(path).size > largestLookedThrough
        var opening = LedgerOpening(
            path: path,
            backups: backups,
            now: now,
            seed: seed,
            isQuick: isQuick && isLarge && !isSuspect
        )
        try opening.prepare()
        let ledger = try Ledger(path: path, now: now, seed: seed)
        if isSuspect { try suspicion.remove() }
        return (ledger, opening.incidents)
    }

    /// In bytes: some five hundred articles, which take ten milliseconds.
    private static let largestLookedThrough: Int64 = 256_000

    /// Makes the next opening look through the whole ledger, be it quick or not.
    package static func distrust(_ path: String) throws {
        try suspicion(of: path).create()
    }

    private static func suspicion(of path: String) -> DiskFile { DiskFile(path + ".suspect") }

    private init(path: String, backups: LedgerBackups, now: Timestamp, seed: [UInt8], isQuick: Bool) {
        (self.path, self.backups, self.now, self.seed, self.isQuick) = (path, backups, now, seed, isQuick)
    }

    /// Leaves a sound ledger at the path, or none when a new one is to be made.
    private mutating func prepare() throws {
        let files = LedgerFiles(path)
        guard try files.exists else { return try replaceMissing(files) }
        switch try LedgerExamination(path: path, scratch: path + ".examined").run(isAtRest: false, isQuick: isQuick) {
        case .sound: break
        case .older: try save()
        case .newer: throw LedgerVersionError(path: path, backup: try backups.newestGood()?.path)
        case .damaged(let findings):
            guard let setAside = try files.setAside(now: now) else { break }
            incidents.append(.damaged(path: path, findings: findings, setAside: setAside))
            try replace(files)
        }
    }

    private mutating func replaceMissing(_ files: LedgerFiles) throws {
        // A log that is left over would be applied to whatever ledger is put beside it.
        let setAside = try files.setAside(now: now)
        if try setAside == nil && backups.all().isEmpty { return }
        incidents.append(.missing(path: path, setAside: setAside))
        try replace(files)
    }

    private mutating func replace(_ files: LedgerFiles) throws {
        let search = try backups.search()
        if !search.damaged.isEmpty || !search.newer.isEmpty {
            incidents.append(.passedOver(damaged: search.damaged.map(\.path), newer: search.newer.map(\.path)))
        }
        if let backup = search.good {
            try files.restore(from: backup.path)
            incidents.append(.restored(path: path, backup: backup))
        } else if let newer = search.newer.first {
            // Going on with nothing would lose every id that the newer version can still restore.
            throw LedgerVersionError(path: newer.path, backup: nil)
        } else {
            incidents.append(.begunAnew(path: path))
        }
    }

    /// Keeps the ledger as an earlier version can read it, for the way back.
    private mutating func save() throws {
        let queue = try DatabaseQueue(path: path)
        let backup = try backups.make(from: queue, now: now)
        try queue.close()
        incidents.append(.saved(path: path, backup: backup.path))
    }
}
