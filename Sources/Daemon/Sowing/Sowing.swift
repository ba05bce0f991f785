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
    /// The ledger is kept elsewhere, and not written to here.
    let isFollowing: Bool

    /// What was read of the folder before; used once.
    var headStart: HeadStart?
    /// So many new seeds at once are surveyed first: what fewer gain by it is not worth reading them twice.
    var surveyed = Sowing.fewestSurveyed
    static let fewestSurveyed = 500
    /// Called with each article that is about to be stored, when so few are that somebody may be waiting for them, or as many as feeds show.
    var willStore: (Holding, _ content: String) -> Void = { _, _ in }
    static let announced = 64
    /// At most so many seeds go into one transaction, and so much waits in memory.
    private static let batch = 500
    /// Nor more than these bytes of them, but for one seed: recognising takes about a second for each ten millions, and a
    /// batch that outlasts the service manager's watchdog would never end.
    private static let batchBytes: Int64 = 8_000_000
    /// So many articles are indexed at a time, so that what comes meanwhile waits for a few milliseconds.
    private static let indexed = 10
    /// So many pages of the index are merged at a time: while many articles come, as many as keep up with them.
    private static let (merged, mergedAmidMany) = (40, 250)
    /// What was indexed is still to be merged.
    private(set) var isIndexLoose = true
    /// After so many small pieces of work the databases' logs are brought in, amid many and otherwise; each leaves ten pages in
    /// them and up to some hundred.
    private static let (passesToTidy, mostPasses) = (64, 256)
    /// They are when nothing has come for so long, as an article that comes meanwhile waits for the same disk.
    var quiet: Duration = .seconds(2)
    /// The catalogue was brought in step with the ledger, and the folder was not read since.
    var owesAbsences = false
    private var passes = 0
    private var lastPass = ContinuousClock.now
    /// A pass with more news than this logs their number instead of each.
    static let loggedArticles = 20

    init(
        ledger: Ledger,
        catalogue: ArticleCatalogue,
        folder: SeedFolder,
        settings: SowingSettings,
        isFollowing: Bool = false,
        logger: Logger
    ) {
        self.ledger = ledger
        self.catalogue = catalogue
        self.folder = folder
        self.settings = settings
        self.isFollowing = isFollowing
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
    ///   - keeping: as many as the feeds show; they are stored first when much is to be done.
    ///   - onProgress: called now and then when much is to be done.
    ///   - afterSurvey: called when all have their ids and the newest are stored, and the bodies of the others are not.
    ///   - afterBatch: called between transactions, when much is to be done.
    func pass(
        _ paths: [(path: String, sighting: Sighting?)],
        forced: [String] = [],
        vanishing: [String] = [],
        now: Timestamp,
        isFolderSuspect: Bool = false,
        isBusy: Bool = false,
        keeping: Int,
        onProgress: (_ done: Int, _ all: Int) -> Void = { _, _ in },
        afterSurvey: () async throws -> Void = {},
        afterBatch: () async -> Void = {}
    ) async throws -> Outcome {
        var outcome = Outcome()
        let heirs = try markGone(paths + vanishing.map { ($0, nil) }, now: now, &outcome)
        if paths.count >= surveyed {
            if isFollowing {
                try takeLatest(of: paths, keeping: keeping, now: now, &outcome)
            } else {
                try survey(paths, keeping: keeping, now: now, &outcome) { onProgress($0, paths.count) }
            }
            if outcome.hasChanged { try await afterSurvey() }
        }
        headStart?.drop()
        let work =
            paths.map { (path: $0.path, sighting: $0.sighting, isForced: false) }
            + (heirs + forced).map { (path: $0, sighting: nil, isForced: true) }
        var start = 0
        while start < work.count {
            try Task.checkCancellation()
            var (end, bytes) = (start, 0 as Int64)
            while end < min(start + Sowing.batch, work.count), bytes < Sowing.batchBytes {
                if case .seed(let stamp) = work[end].sighting ?? folder.look(at: work[end].path) { bytes += stamp.size }
                end += 1
            }
            try take(work[start..<end], isLast: end == work.count, now: now, &outcome)
            start = end
            if start < work.count {
                onProgress(start, work.count)
                try tidy()
                await afterBatch()
            }
        }
        try settle(now: now, isFolderSuspect: isFolderSuspect, isBusy: isBusy, &outcome)
        try followLedger()
        outcome.report.refused = try catalogue.readAsWriter { try $0.seedCounts()["refused"] ?? 0 }
        if outcome.accepted.count > Sowing.loggedArticles {
            logger.info("articles accepted", metadata: ["count": "\(outcome.accepted.count)"])
        }
        return outcome
    }

    // MARK: Behind

    /// What nobody waits for: some of what search is still to take up and of its merging, and the logs of both databases once
    /// they are long.
    ///
    /// Returns whether search is still to take up more.
    func catchUp() throws -> Bool {
        let hasMore = try catalogue.write { catalogue in
            let hasMore = try catalogue.indexNext(Sowing.indexed)
            isIndexLoose = try catalogue.mergeIndex(pages: hasMore ? Sowing.mergedAmidMany : Sowing.merged)
            return hasMore
        }
        passes += 1
        lastPass = .now
        if passes >= Sowing.passesToTidy, hasMore { try tidy() } else if passes >= Sowing.mostPasses { tidyBeside() }
        return hasMore
    }

    /// Brings the databases' logs in where nothing has come for a while.
    func tidyWhenQuiet() {
        if passes > 0, ContinuousClock.now - lastPass >= quiet { tidyBeside() }
    }

    /// Lets search take up as much as somebody may be waiting for; false when nothing is left.
    func index() throws -> Bool { try catalogue.write { try $0.indexNext(Sowing.batch) } }

    /// While something writes on and on, a log that is brought in beside it never ends.
    private func tidyBeside() {
        passes = 0
        Background.submitLater { [ledger, catalogue, logger] in
            do {
                try ledger.checkpointBeside()
                try catalogue.checkpointBeside()
            } catch {
                logger.notice("the databases’ logs were not brought in: \(error)")
            }
        }
    }

    private func tidy() throws {
        passes = 0
        try ledger.checkpoint()
        try catalogue.checkpoint()
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
        let gone = try catalogue.readAsWriter { catalogue in
            guard try catalogue.hasSeeds() else { return [String]() }
            return try paths.filter { path, sighting in
                // What is there costs no question.
                if case .seed = sighting { return false }
                guard try catalogue.seed(path: path) != nil else { return false }
                return isGone(sighting ?? folder.look(at: path))
            }.map(\.path)
        }
        guard !gone.isEmpty else { return [] }
        let marked =
            isFollowing
            ? []
            : try ledger.write { ledger in
                try gone.flatMap { try settings.absence.mark($0, in: ledger, now: now) }
            }
        let goneSet = Set(gone)
        return try catalogue.write { catalogue in
            for path in gone { try catalogue.removeSeed(path) }
            return try marked.flatMap { try catalogue.seeds(article: $0.number) }.map(\.path)
                .filter { !goneSet.contains($0) }
        }
    }

    /// Retracts what stayed away, or holds it.
    private func settle(now: Timestamp, isFolderSuspect: Bool, isBusy: Bool, _ outcome: inout Outcome) throws {
        guard !isFollowing else { return }
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
        let held = try catalogue.readAsWriter { catalogue in
            try rows.compactMap { row in try catalogue.holding(number: row.number).map { ($0, row) } }
        }
        try noteLeavings(held.map { holding, row in (holding, nil, row.retracted ?? row.updated) })
        try catalogue.write { catalogue in
            for row in rows { try catalogue.removeArticle(row.number) }
        }
    }

    /// Keeps in mind which categories, tags and authors articles have left, before the catalogue forgets it: their feeds have
    /// moved, and stay when they are empty.
    func noteLeavings(_ changes: [(before: Holding, after: Holding?, moment: Timestamp)]) throws {
        let left = changes.flatMap { before, after, moment in
            let kept = Set((after?.topics ?? []).map { Topic.path($0.kind, $0.category.slug) })
            return before.topics.filter { !kept.contains(Topic.path($0.kind, $0.category.slug)) }.map { ($0, moment) }
        }
        guard !left.isEmpty, !isFollowing else { return }
        try ledger.write(concernsArticles: false) { ledger in
            for (topic, moment) in left { try ledger.setLeaving(topic.kind, topic.category, at: moment) }
        }
    }

    /// Notes in the catalogue that it holds all that the ledger says.
    func followLedger() throws {
        let revision = try ledgerRevision()
        guard try catalogue.readAsWriter({ try $0.ledgerRevision() }) != revision else { return }
        try catalogue.write { try $0.setLedgerRevision(revision) }
    }

    func ledgerRevision() throws -> Int64 { try ledger.readAsWriter { try $0.revision() } }
}
