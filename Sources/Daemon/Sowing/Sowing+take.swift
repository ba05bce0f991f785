import Catalogue
import Logging
import Syndication

extension Sowing {
    /// Reads what has to be read of some paths, and stores what came of it: in the ledger first, then in the catalogue.
    ///
    /// - Parameters:
    ///   - isLast: what was read before, and these, are all that the ledger will have learnt.
    ///   - ahead: where reading them has begun, of paths that the catalogue does not know.
    func take(
        _ work: ArraySlice<(path: String, sighting: Sighting?, isForced: Bool)>,
        isLast: Bool = false,
        ahead: ReadAhead? = nil,
        now: Timestamp,
        _ outcome: inout Outcome
    ) throws {
        let reader = SeedReader(folder: folder, recogniser: settings.recogniser, limit: settings.largestSeed)
        let knowns = try catalogue.readAsWriter { catalogue in try work.map { try catalogue.seed(path: $0.path) } }
        let readings =
            ahead?.all()
            ?? reader.read(
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
            // Only a survey asks for that.
            case .sight: break
            }
        }
        // A published article whose seed became a draft is as if the seed were gone.
        let aside = try setAside(left, now: now)
        let (admitted, displaced) = try admit(recognised, copies: copies, now: now)
        let sown = announced(admitted)
        outcome.unsettled += sown.flatMap { one in one.unread.map { [$0, one.seed.path] } ?? [] }
        let orphaned = aside + displaced
        if !rows.isEmpty || !sown.isEmpty {
            try store(rows, sown, following: isLast && orphaned.isEmpty ? ledgerRevision() : nil, &outcome)
        }
        outcome.unsettled += try forget(heirsOf: orphaned)
    }

    /// The article that the ledger last saw at a path and the catalogue holds.
    private func heldArticle(at path: String) throws -> Int64? {
        guard !isFollowing else { return nil }
        let rows = try ledger.readAsWriter { try $0.articles(path: path) }
        guard let row = rows.first(where: { $0.state == .live && $0.missingSince == nil }) else { return nil }
        return try catalogue.readAsWriter { try $0.holding(number: row.number)?.number }
    }

    /// Marks as missing what the ledger last saw at these paths, and returns it; mostly that is nothing.
    private func setAside(_ paths: [String], now: Timestamp) throws -> [LedgerRow] {
        guard !paths.isEmpty, !isFollowing else { return [] }
        let known = try ledger.readAsWriter { ledger in
            try paths.filter { try ledger.articles(path: $0).contains { $0.state == .live && $0.missingSince == nil } }
        }
        guard !known.isEmpty else { return [] }
        return try ledger.write { ledger in
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
        /// What the catalogue is told of it, where that was made already.
        var shown: (holding: Holding, content: String)?
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
        // Where somebody may be waiting for it, the disk is waited for beside what follows, until the catalogue shows it.
        let isAwaited = recognised.count <= Sowing.announced
        defer {
            if isAwaited {
                // The catalogue asks again, and is told of what is wrong.
                Beside.submit { [ledger] in try? ledger.sync() }
            }
        }
        return try ledger.write(durability: isAwaited ? .bySync : .atOnce) { ledger in
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

    /// Tells of what is about to be stored, where that is little.
    private func announced(_ sown: [Sown]) -> [Sown] {
        guard sown.count <= Sowing.announced else { return sown }
        return sown.map { one in
            guard let row = one.row else { return one }
            var one = one
            let content = one.recognition.article.content
            let holding = Holding(row, one.recognition.article, content: content)
            one.shown = (holding, content)
            willStore(holding, content)
            return one
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

    /// Lets other seeds continue articles whose own seed is gone, or now holds something else: they are to be read again.
    ///
    /// Returns their paths.
    func forget(heirsOf rows: [LedgerRow]) throws -> [String] {
        guard !rows.isEmpty else { return [] }
        return try catalogue.write { catalogue in
            let heirs = try rows.flatMap { row in
                try catalogue.seeds(article: row.number).filter { $0.path != row.path }
            }
            // They are known still, so that one that goes before it is read again is missed.
            for var heir in heirs {
                (heir.stamp, heir.hash) = (nil, nil)
                try catalogue.put(heir)
            }
            return heirs.map(\.path)
        }
    }
}
