import Catalogue
import Syndication

extension Sowing {
    /// A path that is not as it was read last.
    struct Unheard {
        let path: String
        /// Nil when no seed is there that can be read.
        var stamp: FileStamp?
        /// Of the bytes that were read last; nil when none were.
        var hash: Digest?
    }

    /// What a scan found that the catalogue does not know, or no longer; paths that need a look, each with what was seen.
    struct Differences {
        var paths: [(path: String, sighting: Sighting?)] = []
        /// Changed so lately that they may still be being written.
        var fresh: [String] = []
        /// Those among both that events should have told of.
        var unheard: [Unheard] = []
        /// How many seeds there are.
        var seeds = 0
        var identity: FolderIdentity
    }

    /// Compares the whole folder with the catalogue; opens no seed.
    ///
    /// - Parameter freshSince: a file modified after this moment, in nanoseconds since the epoch, is fresh.
    func differences(freshSince: Int64) throws -> Differences {
        let fingerprint = settings.recogniser.fingerprint
        var (changed, fresh, unseen): ([(path: String, sighting: Sighting?)], [String], [String]) = ([], [], [])
        var (unheard, rewritten, seeds): ([Unheard], [Int], Int) = ([], [], 0)
        let scan = try catalogue.read { catalogue in
            try catalogue.mappingPages {
                var known = try catalogue.seedMarks(fingerprint: fingerprint)
                // Both come in the order of the paths' bytes, so that neither has to be held.
                let scan = try folder.walk { path, stamp in
                    seeds += 1
                    while let mark = known.current, mark.path.precedes(path) {
                        unseen.append(mark.path)
                        known.advance()
                    }
                    var mark: SeedMark?
                    if let current = known.current, current.path.hasSameBytes(as: path) {
                        known.advance()
                        if current.isCurrent, current.stamp == stamp { return }
                        mark = current
                    }
                    // One without a stamp waits to be read again in any case.
                    if mark == nil || mark?.stamp.map({ $0 != stamp }) == true {
                        if mark != nil { rewritten.append(unheard.count) }
                        unheard.append(Unheard(path: path, stamp: stamp))
                    }
                    if stamp.modified > freshSince { fresh.append(path) } else { changed.append((path, .seed(stamp))) }
                }
                while let mark = known.current {
                    unseen.append(mark.path)
                    known.advance()
                }
                if let error = known.error { throw error }
                return scan
            }
        }
        for index in rewritten {
            unheard[index].hash = try catalogue.read { try $0.seed(path: unheard[index].path)?.hash }
        }
        var differences = Differences(
            paths: changed,
            fresh: fresh,
            unheard: unheard,
            seeds: seeds,
            identity: scan.identity
        )
        let known = scan.refused.isEmpty ? [] : Set(unseen)
        for (path, reason) in scan.refused.sorted(by: { $0.key < $1.key }) {
            if !known.contains(path) { differences.unheard.append(Unheard(path: path)) }
            differences.paths.append((path, .refused(reason)))
        }
        for path in unseen where scan.refused[path] == nil {
            // What a folder that can't be read holds is not known to be gone.
            let isHidden = scan.unreadable.contains { path == $0 || path.hasPrefix($0 + "/") }
            if !isHidden {
                differences.paths.append((path, .absent))
                differences.unheard.append(Unheard(path: path))
            }
        }
        return differences
    }

    /// Whether the catalogue has followed the ledger's last write.
    func isAligned() throws -> Bool {
        try catalogue.read { try $0.ledgerRevision() } == ledger.read { try $0.revision() }
    }

    /// Brings the catalogue back in step with the ledger when it has not followed the last write, or is new.
    func alignCatalogue() throws {
        let revision = try ledger.read { try $0.revision() }
        guard try catalogue.read({ try $0.ledgerRevision() }) != revision else { return }
        let rows = try ledger.read { try $0.all() }
        try noteLeavings(
            catalogue.read { catalogue in
                try rows.filter { $0.state != .live }.compactMap { row in
                    try catalogue.holding(number: row.number).map { ($0, nil, row.retracted ?? row.updated) }
                }
            }
        )
        try catalogue.write { catalogue in
            var held = try catalogue.numbers()
            for row in rows where row.state == .live {
                if held.remove(row.number) != nil, let holding = try catalogue.holding(number: row.number),
                    holding.published == row.published, holding.updated == row.updated, holding.path == row.path,
                    holding.slug == row.slug, holding.givenID == row.givenID,
                    try catalogue.seed(path: row.path)?.hash ?? row.source == row.source
                {
                    continue
                }
                // Its body must be made again: forget what was known of its seeds, so that they are read.
                for seed in try catalogue.seeds(article: row.number) { try catalogue.removeSeed(seed.path) }
                try catalogue.removeSeed(row.path)
            }
            for number in held {
                try catalogue.removeArticle(number)
                // A ledger that was set back, by a power cut or to a backup, has never heard of it, and is to hear of it again.
                for seed in try catalogue.seeds(article: number) { try catalogue.removeSeed(seed.path) }
            }
            try catalogue.setLedgerRevision(revision)
        }
        owesAbsences = true
        _ = try markAbsent()
        try catalogue.write { try $0.setLedgerRevision(ledger.read { try $0.revision() }) }
    }

    /// Marks live articles as missing whose seeds are gone without a trace in the catalogue, as in one that was made anew.
    ///
    /// Once more when the folder was read: what goes before it is read leaves no trace either. Returns their copies, which are to
    /// be looked at: whoever found out that they are gone may not have come to them. O(n) of all articles.
    func markAbsent() throws -> [String] {
        guard !isFollowing, folder.identity() != nil else { return [] }
        let present = try ledger.read { try $0.presentPaths() }
        let untold = try catalogue.read { catalogue in try present.filter { try catalogue.seed(path: $0) == nil } }
        let absent = untold.filter { isGone(folder.look(at: $0)) }
        if !absent.isEmpty {
            let now = wallClock()
            _ = try ledger.write { ledger in
                try absent.map { try settings.absence.mark($0, in: ledger, now: now) }
            }
        }
        return try forget(heirsOf: ledger.read { try $0.missing() })
    }

    /// Whether no seed is where something else, or nothing, was seen.
    func isGone(_ sighting: Sighting) -> Bool {
        switch sighting {
        case .absent, .folder, .ignored: true
        case .refused, .seed: false
        }
    }
}
