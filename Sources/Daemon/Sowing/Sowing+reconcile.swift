import Catalogue
import Syndication

extension Sowing {
    /// What a scan found that the catalogue does not know, or no longer; paths that need a look, each with what was seen.
    struct Differences {
        var paths: [(path: String, sighting: Sighting?)] = []
        /// Changed so lately that they may still be being written.
        var fresh: [String] = []
        var identity: FolderIdentity
    }

    /// Compares the whole folder with the catalogue; opens no seed.
    ///
    /// - Parameter freshSince: a file modified after this moment, in nanoseconds since the epoch, is fresh.
    func differences(freshSince: Int64) throws -> Differences {
        let scan = try folder.scan()
        var differences = Differences(identity: scan.identity)
        let fingerprint = settings.recogniser.fingerprint
        var known: [String: SeedRow] = [:]
        for row in try catalogue.read({ try $0.seeds() }) { known[row.path] = row }
        for (path, stamp) in scan.seeds.sorted(by: { $0.key < $1.key }) {
            let row = known.removeValue(forKey: path)
            if let row, row.stamp == stamp, row.fingerprint == fingerprint { continue }
            if stamp.modified > freshSince {
                differences.fresh.append(path)
            } else {
                differences.paths.append((path, .seed(stamp)))
            }
        }
        for (path, reason) in scan.refused.sorted(by: { $0.key < $1.key }) {
            known[path] = nil
            differences.paths.append((path, .refused(reason)))
        }
        for path in known.keys.sorted() {
            // What a folder that can't be read holds is not known to be gone.
            let isHidden = scan.unreadable.contains { path == $0 || path.hasPrefix($0 + "/") }
            if !isHidden { differences.paths.append((path, .absent)) }
        }
        return differences
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
                    holding.slug == row.slug, holding.givenID == row.givenID
                {
                    continue
                }
                // Its body must be made again: forget what was known of its seeds, so that they are read.
                for seed in try catalogue.seeds(article: row.number) { try catalogue.removeSeed(seed.path) }
                try catalogue.removeSeed(row.path)
            }
            for number in held { try catalogue.removeArticle(number) }
            try catalogue.setLedgerRevision(revision)
        }
        guard !isFollowing else { return }
        // Seeds that are gone leave no trace in a new catalogue, so their articles are marked here.
        let now = wallClock()
        try ledger.write { ledger in
            for row in rows where row.state == .live && row.missingSince == nil {
                if folder.identity() != nil, case .absent = folder.look(at: row.path) {
                    _ = try settings.absence.mark(row.path, in: ledger, now: now)
                }
            }
        }
        try catalogue.write { try $0.setLedgerRevision(ledger.read { try $0.revision() }) }
    }
}
