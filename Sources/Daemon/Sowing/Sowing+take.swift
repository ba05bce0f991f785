import Catalogue
import Logging
import Syndication

extension Sowing {
    /// Reads what has to be read of some paths, and stores what came of it: in the ledger first, then in the catalogue.
    func take(
        _ work: ArraySlice<(path: String, sighting: Sighting?, isForced: Bool)>,
        now: Timestamp,
        _ outcome: inout Outcome
    ) throws {
        let reader = SeedReader(folder: folder, recogniser: settings.recogniser, limit: settings.largestSeed)
        var rows: [SeedRow] = []
        var readings: [(Recognition, SeedRow)] = []
        var drafted: [String] = []
        for (path, sighting, isForced) in work {
            let known = try catalogue.read { try $0.seed(path: path) }
            switch reader.read(path, known: known, sighting: sighting, isForced: isForced) {
            case .unchanged, .gone: break
            case .touched(let row):
                if row.stamp == nil { outcome.unsettled.append(path) }
                rows.append(row)
            case .article(let recognition, let row):
                if row.stamp == nil { outcome.unsettled.append(path) }
                readings.append((recognition, row))
            case .draft(let row):
                if row.stamp == nil { outcome.unsettled.append(path) }
                if known?.outcome != .draft {
                    logger.info("seed not published: it is a draft", metadata: ["path": "\(path)"])
                }
                if known?.article != nil { drafted.append(path) }
                rows.append(row)
            case .problem(let problem, let row):
                if known?.outcome != row.outcome {
                    let keeps = row.article == nil ? "" : "; its last good article stays"
                    logger.warning("seed refused: \(problem.described(at: path))\(keeps)")
                }
                if row.stamp == nil, row.hash != nil { outcome.unsettled.append(path) }
                rows.append(row)
            case .unsettled: outcome.unsettled.append(path)
            }
        }
        // A published article whose seed became a draft is as if the seed were gone.
        try setAside(drafted, now: now)
        guard !rows.isEmpty || !readings.isEmpty else { return }
        let (sown, displaced) = try admit(readings, now: now)
        try store(rows, sown, &outcome)
        try release(heirsOf: displaced, &outcome)
    }

    private func setAside(_ drafts: [String], now: Timestamp) throws {
        guard !drafts.isEmpty, !isFollowing else { return }
        _ = try ledger.write { ledger in
            try drafts.flatMap { try settings.absence.mark($0, in: ledger, now: now) }
        }
    }

    /// One seed with what the ledger decided.
    struct Sown {
        var recognition: Recognition
        var seed: SeedRow
        var row: LedgerRow?
    }

    private func admit(_ readings: [(Recognition, SeedRow)], now: Timestamp) throws -> ([Sown], [LedgerRow]) {
        guard !readings.isEmpty else { return ([], []) }
        if isFollowing { return (try follow(readings), []) }
        return try ledger.write { ledger in
            var admission = Admission(ledger, now: now, zone: settings.recogniser.settings.zone, links: settings.links)
            var sown: [Sown] = []
            // Where an article was seen before is settled first, so that one that lost its name to another can be continued
            // under a new one.
            let known = readings.filter { $0.1.article != nil }
            for (recognition, seed) in known + readings.filter({ $0.1.article == nil }) {
                let decision = try admission.admit(
                    recognition.article,
                    path: seed.path,
                    source: seed.hash ?? Digest(bytes: [])
                ) { path in
                    guard case .seed = folder.look(at: path) else { return false }
                    return try catalogue.read { try $0.seed(path: path)?.outcome } != .draft
                }
                sown.append(describe(decision, recognition, seed))
            }
            let moved = Dictionary(
                try admission.spreadArrivals().map { ($0.number, $0) },
                uniquingKeysWith: { $1 }
            )
            for index in sown.indices {
                if let row = sown[index].row, let later = moved[row.number] { sown[index].row = later }
            }
            return (sown, admission.displaced)
        }
    }

    private func describe(_ decision: Admission.Decision, _ recognition: Recognition, _ seed: SeedRow) -> Sown {
        var seed = seed
        switch decision {
        case .new(let row), .known(let row, _):
            seed.article = row.number
            return Sown(recognition: recognition, seed: seed, row: row)
        case .scheduled(let moment):
            seed.outcome = .scheduled(moment)
        case .duplicate(let row):
            seed.article = row.number
            seed.outcome = .duplicate(of: row.path)
        case .withdrawn(let row):
            seed.article = row.number
            seed.outcome = .withdrawn
        }
        return Sown(recognition: recognition, seed: seed, row: nil)
    }

    private func store(_ rows: [SeedRow], _ sown: [Sown], _ outcome: inout Outcome) throws {
        var accepted: [(row: LedgerRow, isNew: Bool)] = []
        var changes: [(before: Holding, after: Holding?, moment: Timestamp)] = []
        try catalogue.write { catalogue in
            for row in rows { try catalogue.put(row) }
            for one in sown {
                try catalogue.put(one.seed)
                guard let row = one.row else { continue }
                let content = one.recognition.article.content
                let holding = Holding(row, one.recognition.article, content: content)
                let before = try catalogue.holding(number: row.number)
                guard before != holding else { continue }
                if let before { changes.append((before, holding, row.updated)) }
                try catalogue.put(holding, content: content)
                outcome.hasChanged = true
                // A new path alone is no news.
                if before?.moved(to: holding.path) != holding { accepted.append((row, before == nil)) }
            }
            // The ledger first, and at once for all of them.
            try noteLeavings(changes)
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

    /// Lets other seeds continue articles whose own seed now holds something else.
    private func release(heirsOf displaced: [LedgerRow], _ outcome: inout Outcome) throws {
        guard !displaced.isEmpty else { return }
        let heirs = try catalogue.write { catalogue in
            let heirs = try displaced.flatMap { row in
                try catalogue.seeds(article: row.number).filter { $0.path != row.path }
            }
            for heir in heirs { try catalogue.removeSeed(heir.path) }
            return heirs.map(\.path)
        }
        outcome.unsettled += heirs
    }
}
