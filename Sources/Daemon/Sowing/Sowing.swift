import Catalogue
import Logging
import Syndication

/// Turns what the disk holds into ledger and catalogue: one pass for the paths that may have changed.
///
/// Owned by the sowing task and touched by nobody else.
final class Sowing {
    let ledger: Ledger
    let catalogue: ArticleCatalogue
    let logger: Logger
    var folder: SeedFolder
    var settings: SowingSettings

    /// At most so many seeds go into one transaction, and so much waits in memory.
    private static let batch = 500
    /// A pass with more news than this logs their number instead of each.
    private static let loggedArticles = 20

    init(
        ledger: Ledger,
        catalogue: ArticleCatalogue,
        folder: SeedFolder,
        settings: SowingSettings,
        logger: Logger
    ) {
        self.ledger = ledger
        self.catalogue = catalogue
        self.folder = folder
        self.settings = settings
        self.logger = logger
    }

    /// What one pass did.
    struct Outcome {
        var report = RefreshReport()
        /// Accepted articles, new or changed.
        var accepted: [LedgerRow] = []
        /// Paths that were changing while they were read, or just before.
        var unsettled: [String] = []
        var newlyHeld = 0
        /// What readers see may differ from before.
        var hasChanged = false
    }

    /// Looks at paths, each with what a scan saw or nil, and carries out what follows.
    ///
    /// - Parameters:
    ///   - vanishing: paths that something went away from and that are not due yet; what is gone there may be continued
    ///     by what is taken now.
    ///   - afterBatch: called between transactions, when much is to be done.
    func pass(
        _ paths: [(path: String, sighting: Sighting?)],
        forced: [String] = [],
        vanishing: [String] = [],
        now: Timestamp,
        isFolderSuspect: Bool = false,
        isBusy: Bool = false,
        afterBatch: (_ done: Int, _ all: Int) async -> Void = { _, _ in }
    ) async throws -> Outcome {
        var outcome = Outcome()
        let heirs = try markGone(paths + vanishing.map { ($0, nil) }, now: now, &outcome)
        let work =
            paths.map { (path: $0.path, sighting: $0.sighting, isForced: false) }
            + (heirs + forced).map { (path: $0, sighting: nil, isForced: true) }
        var start = 0
        while start < work.count {
            try Task.checkCancellation()
            let end = min(start + Sowing.batch, work.count)
            try take(work[start..<end], now: now, &outcome)
            start = end
            if start < work.count { await afterBatch(start, work.count) }
        }
        try settle(now: now, isFolderSuspect: isFolderSuspect, isBusy: isBusy, &outcome)
        try followLedger()
        outcome.report.refused = try catalogue.read { try $0.seedCounts()["refused"] ?? 0 }
        if outcome.accepted.count > Sowing.loggedArticles {
            logger.info("articles accepted", metadata: ["count": "\(outcome.accepted.count)"])
        }
        return outcome
    }

    // MARK: Steps

    /// Marks the articles of seeds that are gone, so that others may continue them.
    ///
    /// Returns seeds that were held back as duplicates of those.
    private func markGone(
        _ paths: [(path: String, sighting: Sighting?)],
        now: Timestamp,
        _ outcome: inout Outcome
    ) throws -> [String] {
        let gone = try catalogue.read { catalogue in
            try paths.filter { path, sighting in
                guard try catalogue.seed(path: path) != nil else { return false }
                switch sighting ?? folder.look(at: path) {
                case .absent, .folder, .ignored: return true
                case .refused, .seed: return false
                }
            }.map(\.path)
        }
        guard !gone.isEmpty else { return [] }
        let marked = try ledger.write { ledger in
            try gone.flatMap { try settings.absence.mark($0, in: ledger, now: now) }
        }
        let goneSet = Set(gone)
        return try catalogue.write { catalogue in
            for path in gone { try catalogue.removeSeed(path) }
            return try marked.flatMap { try catalogue.seeds(article: $0.number) }.map(\.path)
                .filter { !goneSet.contains($0) }
        }
    }

    private func take(
        _ work: ArraySlice<(path: String, sighting: Sighting?, isForced: Bool)>,
        now: Timestamp,
        _ outcome: inout Outcome
    ) throws {
        let reader = SeedReader(folder: folder, recogniser: settings.recogniser, limit: settings.largestSeed)
        var rows: [SeedRow] = []
        var readings: [(Recognition, SeedRow)] = []
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
        guard !rows.isEmpty || !readings.isEmpty else { return }
        let (sown, displaced) = try admit(readings, now: now)
        try store(rows, sown, &outcome)
        try release(heirsOf: displaced, &outcome)
    }

    /// One seed with what the ledger decided.
    private struct Sown {
        var recognition: Recognition
        var seed: SeedRow
        var row: LedgerRow?
    }

    private func admit(_ readings: [(Recognition, SeedRow)], now: Timestamp) throws -> ([Sown], [LedgerRow]) {
        guard !readings.isEmpty else { return ([], []) }
        return try ledger.write { ledger in
            var admission = Admission(ledger, now: now, zone: settings.recogniser.zone, links: settings.links)
            var sown: [Sown] = []
            for (recognition, seed) in readings {
                let decision = try admission.admit(
                    recognition.article,
                    path: seed.path,
                    source: seed.hash ?? Digest(bytes: [])
                ) { path in
                    if case .seed = folder.look(at: path) { true } else { false }
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
        try catalogue.write { catalogue in
            for row in rows { try catalogue.put(row) }
            for one in sown {
                try catalogue.put(one.seed)
                guard let row = one.row else { continue }
                let content = one.recognition.article.content
                let holding = Holding(row, one.recognition.article, content: content)
                let before = try catalogue.holding(number: row.number)
                guard before != holding else { continue }
                try catalogue.put(holding, content: content)
                outcome.hasChanged = true
                // A new path alone is no news.
                if before?.moved(to: holding.path) != holding { accepted.append((row, before == nil)) }
            }
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
        case .accepted, .refused: break
        }
        for note in one.recognition.notes {
            logger.notice("\(one.seed.path):\(note.line): \(note.text)")
        }
    }

    /// Retracts what stayed away, or holds it.
    private func settle(now: Timestamp, isFolderSuspect: Bool, isBusy: Bool, _ outcome: inout Outcome) throws {
        let settled = try ledger.write {
            try settings.absence.settle(in: $0, now: now, isFolderSuspect: isFolderSuspect, isBusy: isBusy)
        }
        outcome.newlyHeld = settled.newlyHeld
        try drop(settled.retracted)
        outcome.report.retracted += settled.retracted.count
        outcome.hasChanged = outcome.hasChanged || !settled.retracted.isEmpty
        for row in settled.retracted {
            logger.info(
                "article retracted: its seed is gone",
                metadata: ["path": "\(row.path)", "title": "\(row.title)"]
            )
        }
    }

    /// Takes retracted articles out of the catalogue.
    func drop(_ rows: [LedgerRow]) throws {
        guard !rows.isEmpty else { return }
        try catalogue.write { catalogue in
            for row in rows { try catalogue.removeArticle(row.number) }
        }
    }

    /// Notes in the catalogue that it holds all that the ledger says.
    func followLedger() throws {
        let revision = try ledger.read { try $0.revision() }
        guard try catalogue.read({ try $0.ledgerRevision() }) != revision else { return }
        try catalogue.write { try $0.setLedgerRevision(revision) }
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
