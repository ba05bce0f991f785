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
        let knowns = try catalogue.readAsWriter { catalogue in try work.map { try catalogue.seed(path: $0.path) } }
        let readings = reader.read(
            zip(work, knowns).map { one, known in
                SeedReader.Task(path: one.path, known: known, sighting: one.sighting, isForced: one.isForced)
            }
        )
        var rows: [SeedRow] = []
        var recognised: [Recognised] = []
        var left: [String] = []
        var copies: Set<String> = []
        for ((path, known), reading) in zip(zip(work.map(\.path), knowns), readings) {
            if case .duplicate = known?.outcome { copies.insert(path) }
            switch reading {
            case .unchanged: break
            case .gone:
                // A survey may have given it an id before it went, and nobody else knows that it was there.
                if known == nil { left.append(path) }
            case .touched(let row):
                if row.stamp == nil { outcome.unsettled.append(path) }
                rows.append(row)
            case .article(let recognition, let marks, let row):
                if row.stamp == nil { outcome.unsettled.append(path) }
                recognised.append(Recognised(recognition: recognition, marks: marks, seed: row))
            case .draft(let row):
                if row.stamp == nil { outcome.unsettled.append(path) }
                if known?.outcome != .draft {
                    logger.info("seed not published: it is a draft", metadata: ["path": "\(path)"])
                }
                left.append(path)
                rows.append(row)
            case .problem(let problem, var row):
                // It may have been good when a survey gave it an id, or moved it here.
                if known == nil { row.article = try heldArticle(at: path) }
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
        try setAside(left, now: now)
        guard !rows.isEmpty || !recognised.isEmpty else { return }
        let (sown, displaced) = try admit(recognised, copies: copies, now: now)
        outcome.unsettled += sown.flatMap { one in one.unread.map { [$0, one.seed.path] } ?? [] }
        try store(rows, sown, &outcome)
        try release(heirsOf: displaced, &outcome)
    }

    /// The article that the ledger last saw at a path and the catalogue holds.
    private func heldArticle(at path: String) throws -> Int64? {
        guard !isFollowing else { return nil }
        let rows = try ledger.readAsWriter { try $0.articles(path: path) }
        guard let row = rows.first(where: { $0.state == .live && $0.missingSince == nil }) else { return nil }
        return try catalogue.readAsWriter { try $0.holding(number: row.number)?.number }
    }

    /// Marks as missing what the ledger last saw at these paths; mostly that is nothing.
    private func setAside(_ paths: [String], now: Timestamp) throws {
        guard !paths.isEmpty, !isFollowing else { return }
        let known = try ledger.readAsWriter { ledger in
            try paths.filter { try ledger.articles(path: $0).contains { $0.state == .live && $0.missingSince == nil } }
        }
        guard !known.isEmpty else { return }
        _ = try ledger.write { ledger in
            try known.flatMap { try settings.absence.mark($0, in: ledger, now: now) }
        }
    }

    /// One seed on its way to the ledger.
    struct Recognised {
        var recognition: Recognition
        var marks: ArticleMarks
        var seed: SeedRow
    }

    /// One seed with what the ledger decided.
    struct Sown {
        var recognition: Recognition
        var seed: SeedRow
        var row: LedgerRow?
        /// Where the seed of the article is that it was taken for a copy of: nobody has read what is there now, so it is judged
        /// again behind that.
        var unread: String?
    }

    private func admit(
        _ recognised: [Recognised],
        copies: Set<String>,
        now: Timestamp
    ) throws -> ([Sown], [LedgerRow]) {
        guard !recognised.isEmpty else { return ([], []) }
        if isFollowing { return (try follow(recognised), []) }
        return try ledger.write { ledger in
            var admission = Admission(ledger, now: now, zone: settings.recogniser.settings.zone, links: settings.links)
            var sown: [Sown] = []
            // Where an article was seen before is settled first, so that one that lost its name to another can be continued
            // under a new one. Copies go on with an article only when nothing else does.
            let others = recognised.filter { !copies.contains($0.seed.path) }
            let known = others.filter { $0.seed.article != nil }
            let new = others.filter { $0.seed.article == nil }
            let last = recognised.filter { copies.contains($0.seed.path) }
            let texts = Dictionary(recognised.map { ($0.seed.path, $0) }, uniquingKeysWith: { $1 })
            for one in known + new + last {
                var unread: String?
                let decision = try admission.admit(
                    one.recognition.article,
                    marks: one.marks,
                    path: one.seed.path,
                    source: one.seed.hash ?? Digest(bytes: [])
                ) { row in
                    let presence = try presence(of: row, texts)
                    unread = presence == .unknown ? row.path : nil
                    return presence != .gone
                }
                var result = describe(decision, one.recognition, one.seed)
                if case .duplicate = result.seed.outcome, unread != nil {
                    result.unread = unread
                    (result.seed.stamp, result.seed.hash) = (nil, nil)
                }
                sown.append(result)
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
            // What stood there before has been written over.
            seed.article = nil
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

    /// Stores articles that a survey has admitted.
    func store(_ candidates: [Candidate], _ outcome: inout Outcome) throws {
        try store([], candidates.map { Sown(recognition: $0.recognition, seed: $0.seed, row: $0.row) }, &outcome)
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
                if let before, before.path != holding.path { try rename(row, in: catalogue) }
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
    private func rename(_ row: LedgerRow, in catalogue: CatalogueTransaction) throws {
        for var copy in try catalogue.seeds(article: row.number) {
            guard case .duplicate = copy.outcome, copy.path != row.path else { continue }
            copy.outcome = .duplicate(of: row.path)
            try catalogue.put(copy)
        }
    }

    /// Lets other seeds continue articles whose own seed now holds something else.
    private func release(heirsOf displaced: [LedgerRow], _ outcome: inout Outcome) throws {
        guard !displaced.isEmpty else { return }
        let heirs = try catalogue.write { catalogue in
            let heirs = try displaced.flatMap { row in
                try catalogue.seeds(article: row.number).filter { $0.path != row.path }
            }
            // They are known still, so that one that goes before it is read again is missed.
            for var heir in heirs {
                (heir.stamp, heir.hash) = (nil, nil)
                try catalogue.put(heir)
            }
            return heirs.map(\.path)
        }
        outcome.unsettled += heirs
    }
}
