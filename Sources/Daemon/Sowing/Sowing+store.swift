import Catalogue
import Logging
import Syndication

/// What the catalogue is told, and the log, once the ledger has decided.
extension Sowing {
    /// Stores what was found at some paths, and what the ledger decided of articles.
    ///
    /// - Parameter revision: the ledger's, when the catalogue then holds all that it says.
    func store(
        _ rows: [SeedRow],
        _ sown: [Sown],
        following revision: Int64? = nil,
        _ outcome: inout Outcome
    ) throws {
        var accepted: [(row: LedgerRow, isNew: Bool)] = []
        var changes: [(before: Holding, after: Holding?, moment: Timestamp)] = []
        try catalogue.write { catalogue in
            for row in rows { try catalogue.put(row) }
            for one in sown {
                try catalogue.put(one.seed)
                guard let row = one.row else { continue }
                let content = one.shown?.content ?? one.recognition.article.content
                let holding = one.shown?.holding ?? Holding(row, one.recognition.article, content: content)
                let before = try catalogue.holding(number: row.number)
                guard before != holding else { continue }
                if let before { changes.append((before, holding, row.updated)) }
                if let before, before.path != holding.path { outcome.unsettled += try rename(row, in: catalogue) }
                try catalogue.put(holding, content: content)
                outcome.hasChanged = true
                // A new path alone is no news.
                if before?.moved(to: holding.path) != holding { accepted.append((row, before == nil)) }
            }
            if let revision { try catalogue.setLedgerRevision(revision) }
            // The ledger first, and at once for all of them.
            try noteLeavings(changes)
            // Nobody sees of it what a power cut could still take.
            try ledger.sync()
        }
        for (row, isNew) in accepted {
            if isNew { outcome.report.new += 1 } else { outcome.report.changed += 1 }
            outcome.accepted.append(row)
        }
        if accepted.count <= Sowing.loggedArticles {
            for (row, isNew) in accepted {
                logger.info(
                    "article \(isNew ? "accepted" : "changed")",
                    metadata: ["path": "\(row.path)", "title": "\(row.title)", "slug": "\(row.slug.text)"]
                )
            }
        }
        for one in sown { log(one) }
    }

    private func log(_ one: Sown) {
        switch one.seed.outcome {
        case .scheduled(let moment):
            logger.info("seed held back until \(moment.rfc3339)", metadata: ["path": "\(one.seed.path)"])
        case .duplicate where one.unread != nil: break
        case .duplicate(let other):
            logger.warning(
                "seed not published: it is the same article as another one, which was there first",
                metadata: ["path": "\(one.seed.path)", "first": "\(other)"]
            )
        case .withdrawn:
            logger.info("seed not published: its article was withdrawn", metadata: ["path": "\(one.seed.path)"])
        case .unnamed(let reason):
            logger.info("seed held back: \(reason)", metadata: ["path": "\(one.seed.path)"])
        case .accepted, .refused, .draft: break
        }
        for note in one.recognition.notes {
            let level: Logger.Level = note.severity == .warning ? .warning : .notice
            logger.log(level: level, "\(one.seed.path):\(note.line): \(note.text)")
        }
    }

    /// Lets copies of an article say under which path it is now.
    ///
    /// Returns paths to be looked at: what was the article until now was not there for a moment, and may be back as it was.
    private func rename(_ row: LedgerRow, in catalogue: CatalogueTransaction) throws -> [String] {
        var former: [String] = []
        for var copy in try catalogue.seeds(article: row.number) where copy.path != row.path {
            switch copy.outcome {
            case .duplicate: copy.outcome = .duplicate(of: row.path)
            case .accepted:
                (copy.stamp, copy.hash) = (nil, nil)
                former.append(copy.path)
            case .draft, .refused, .scheduled, .unnamed, .withdrawn: continue
            }
            try catalogue.put(copy)
        }
        return former
    }
}
