import Catalogue
import Logging
import Syndication

extension Sowing {
    /// What a followed ledger says of seeds that were read; it is not written to.
    func follow(_ recognised: [Recognised]) throws -> [Sown] {
        var others = 0
        defer {
            if others > 0 {
                logger.warning(
                    "\(others) articles are read otherwise than by the ledger’s keeper; version and configuration must be the same"
                )
            }
        }
        return try ledger.read { ledger in
            let followed = FollowedSeeds(ledger)
            return try recognised.map { one in
                let recognition = one.recognition
                var seed = one.seed
                switch try followed.decision(path: seed.path, source: seed.hash ?? Digest(bytes: [])) {
                case .named(let row):
                    seed.article = row.number
                    if row.digestVersion == Article.digestVersion, row.digest != recognition.article.digest {
                        others += 1
                    }
                    return Sown(recognition: recognition, seed: seed, row: row)
                case .withdrawn(let row):
                    (seed.article, seed.outcome) = (row.number, .withdrawn)
                case .unnamed(let reason):
                    // The article that it is known as stays as it was.
                    seed.outcome = .unnamed(reason)
                }
                return Sown(recognition: recognition, seed: seed, row: nil)
            }
        }
    }

    /// Stores the latest articles among many new seeds before the others, as many as the feeds show: which they are is what the
    /// ledger says, so no other seed has to be read for it.
    func takeLatest(
        of paths: [(path: String, sighting: Sighting?)],
        keeping count: Int,
        now: Timestamp,
        _ outcome: inout Outcome
    ) throws {
        let sightings = Dictionary(paths.map { ($0.path, $0.sighting) }, uniquingKeysWith: { $1 })
        let latest = try ledger.read { try $0.latestPaths() }.filter { sightings[$0] != nil }
        let before = outcome.accepted.count
        var rest = latest[...]
        // Some may be held back, since the ledger was written from other bytes of them.
        while !rest.isEmpty, outcome.accepted.count - before < count {
            let step = rest.prefix(count - (outcome.accepted.count - before))
            try take(step.map { ($0, sightings[$0] ?? nil, false) }[...], now: now, &outcome)
            rest = rest.dropFirst(step.count)
        }
    }

    /// Compares everything with a ledger that may say something else of it; the folder must be read after it.
    func alignWithFollowed() throws {
        try catalogue.write { try $0.setLedgerRevision(-1) }
        try alignCatalogue()
        _ = try forgetUnnamed()
    }

    /// The same for some articles, by number; returns the seeds that must be looked at.
    func alignWithFollowed(_ numbers: [Int64]) throws -> [String] {
        let (rows, revision) = try ledger.read { ledger in
            (try numbers.compactMap { try ledger.article(number: $0) }, try ledger.revision())
        }
        let paths = try catalogue.write { catalogue in
            var paths = Set<String>()
            for row in rows {
                if row.state == .live {
                    paths.formUnion(try catalogue.seeds(article: row.number).map(\.path) + [row.path])
                } else {
                    try catalogue.removeArticle(row.number)
                }
            }
            for path in paths { try catalogue.removeSeed(path) }
            try catalogue.setLedgerRevision(revision)
            return paths
        }
        return paths.union(try forgetUnnamed()).sorted()
    }

    /// Lets seeds that were held back be looked at again; returns their paths.
    func forgetUnnamed() throws -> [String] {
        try catalogue.write { catalogue in
            let paths = try catalogue.notices(of: .unnamed, limit: Int.max).map(\.path)
            for path in paths { try catalogue.removeSeed(path) }
            return paths
        }
    }
}
