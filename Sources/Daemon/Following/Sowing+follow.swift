import Catalogue
import Logging
import Syndication

extension Sowing {
    /// What a followed ledger says of seeds that were read; it is not written to.
    func follow(_ readings: [(Recognition, SeedRow)]) throws -> [Sown] {
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
            return try readings.map { recognition, seed in
                var seed = seed
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

    /// Prepares for a ledger that says something else: held seeds are looked at again, and every article is compared.
    func forgetLedger() throws {
        try catalogue.write { catalogue in
            for seed in try catalogue.unnamedSeeds(limit: Int.max) { try catalogue.removeSeed(seed.path) }
            try catalogue.setLedgerRevision(-1)
        }
    }
}
