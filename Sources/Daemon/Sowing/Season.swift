import Catalogue
import Logging
import Syndication

/// One run of the sowing loop, with all that it remembers between two pieces of work.
///
/// Not Sendable: it lives and dies in the loop's task.
final class Season {
    let loop: SowingLoop
    let outlets: SowingLoop.Outlets
    let watcher: Watcher
    let sowing: Sowing
    let keeper: BackupKeeper
    var followed: FollowedLedger?
    /// What of it the catalogue has not been compared with yet.
    var unaligned: FollowedLedger.News?
    /// When the ledger's last change should be in a backup.
    var nextBackup: ContinuousClock.Instant?
    var plan: SowingLoop.Plan
    var maker: EditionMaker
    var quiet = Quiet()
    var drift = Drift()
    var jitter: Jitter
    /// When the whole folder is compared next, although nobody said anything; nil for never.
    var nextReconcile: ContinuousClock.Instant?
    var lastReconcile: StatusReport.Reconcile?
    /// Why the folder is read every few seconds although it is watched; nil when it need not be.
    var deafness: String?
    /// Events were lost, so what is found next says nothing of them.
    var hasLostEvents = false
    /// How often that happened.
    var losses = 0
    var freshness = FreshnessTally()
    /// The seeds folder as it was when it was last read whole; nil while it is away.
    var identity: FolderIdentity?
    /// Orders that are answered when what they found has been published.
    var waiting: [Waiting] = []
    /// Orders that the work under way is for.
    var unanswered: [Order.Reply<RefreshReport>] = []
    /// What went wrong last; nil when nothing did.
    var trouble: String?
    var isServing = false
    /// The catalogue lacks most of what the ledger has.
    var isFilling = false
    /// When what nobody waits for is gone on with, at the earliest.
    var nextCatchUp = ContinuousClock.now
    /// The status is behind what was done since it was last updated.
    var isStatusStale = false
    var statusUpdated = ContinuousClock.now
    /// What nobody waits for took more than one turn.
    var wasLong = false
    /// What was long has left an index that is still being merged.
    var wasLoose = false
    /// Search may be still to take up some articles.
    var hasUnindexed = true
    /// The seeds folder is away, and that has been said.
    var isAway = false
    var isBraked = false
    /// A configuration was reloaded, so an edition is due although no article changed.
    var hasNewPlan = false
    /// The last edition whose feeds parsed as whole documents.
    var lastGood: Edition?
    /// The last edition that was published, while it is not known whether its feeds do.
    var unchecked: Unchecked?
    var isChecking = false
    /// The start is done: what is published now is checked behind.
    var isStarted = false
    var lastChange: Timestamp?
    var lastRefresh: StatusReport.Event?
    var lastReload: StatusReport.Event?
    /// Accepted articles that are looked for in the next edition.
    var accepted: [LedgerRow] = []
    let started = wallClock()
    /// The ledger is still to be looked through before anything is written.
    var owesVerification = false
    /// What `Ledger.verify` finds, while that is under way.
    var verification: Task<LedgerVerdict, any Error>?
    /// In nanoseconds since the epoch: what changed before was not waited for.
    let servingSince = wallClockNanoseconds()
    /// When watching was last begun.
    var lastWatch: ContinuousClock.Instant?
    /// When the folder is looked at next although nobody said anything.
    var nextLook = ContinuousClock.now

    struct Waiting {
        /// Those that were not whole yet.
        var paths: Set<String>
        /// A file that never is holds nobody up for longer.
        var limit = ContinuousClock.now + Quiet.limit + Quiet.period
        var report: RefreshReport
        var reply: Order.Reply<RefreshReport>
    }

    init(
        _ loop: SowingLoop,
        _ plan: SowingLoop.Plan,
        _ outlets: SowingLoop.Outlets,
        _ watcher: Watcher
    ) {
        self.loop = loop
        self.plan = plan
        self.outlets = outlets
        self.watcher = watcher
        sowing = Sowing(
            ledger: loop.ledger,
            catalogue: loop.catalogue,
            folder: loop.folder,
            settings: plan.sowing,
            isFollowing: loop.followed != nil,
            logger: loop.logger
        )
        sowing.headStart = loop.headStart
        followed = loop.followed
        unaligned = loop.followed?.news.map { _ in .whole(isOtherSite: false) }
        keeper = BackupKeeper(
            ledger: loop.ledger,
            backups: loop.backups,
            revision: (try? loop.catalogue.read { try $0.fact("backupRevision") }).flatMap { Int64($0) },
            logger: LogPart.ledger.logger
        )
        jitter = Jitter(loop.ledger.site.id)
        maker = EditionMaker(
            ledger: loop.ledger,
            catalogue: loop.catalogue,
            pages: loop.pages,
            isFollowing: loop.followed != nil,
            logger: loop.logger
        )
        sowing.willStore = { [unowned self] in maker.renderAhead($0, content: $1, in: self.plan.site) }
    }

    var logger: Logger { loop.logger }

    /// The moment at which something is due although nothing comes in.
    ///
    /// Now, while there is work left that nobody waits for.
    func nextWake() -> ContinuousClock.Instant? {
        isCatchingUp ? nextDue().map { min($0, nextCatchUp) } ?? nextCatchUp : nextDue()
    }

    func nextDue() -> ContinuousClock.Instant? {
        // What could not be stored is all tried again then.
        if loop.frozen != nil || trouble != nil { return nextLook }
        let now = wallClock()
        // While files wait to be read nothing is retracted for a moment, and they wake the loop themselves.
        let absence =
            quiet.nextDue == nil && followed == nil
            ? try? loop.ledger.readAsWriter { try plan.sowing.absence.nextDue(in: $0) } : nil
        let scheduled = try? loop.catalogue.readAsWriter { try $0.nextDue() }
        let moments = [absence ?? nil, scheduled ?? nil, maker.nextDue].compactMap { $0 }
        let clock = ContinuousClock.now
        // At most an hour ahead, so that a clock that was set is noticed.
        let due = moments.min().map { clock + .seconds(min(max(0, $0 - now), 3_600)) }
        return [due, quiet.nextDue, nextLook, nextBackup, nextReconcile, drift.nextDue].compactMap { $0 }.min()
    }

    /// Carries out everything that came, publishes, and answers.
    ///
    /// Throws only when cancelled.
    func handle(_ contents: Inbox.Contents) async throws {
        defer {
            loop.pulse.beat()
            loop.board.note(look: wallClock().rfc3339)
            contents.answer()
        }
        guard loop.frozen == nil else { return try handleFrozen(contents) }
        for case .checked(let edition, let fault) in contents.orders { await noteCheck(of: edition, fault) }
        if contents.isEmpty, isCatchingUp, nextDue().map({ $0 > .now }) ?? true {
            return nextCatchUp > .now ? () : await catchUp()
        }
        // A question alone is no reason to do anything.
        let isQuestion = contents.isQuestion && ContinuousClock.now < nextDue() ?? .now
        do {
            if isQuestion { return contents.asksForReport && isStatusStale ? try updateStatus() : () }
            try await work(contents)
            trouble = nil
        } catch let error as CancellationError {
            throw error
        } catch let error as LedgerDistrust {
            throw error
        } catch {
            miss(error)
            loop.board.note(trouble: trouble)
            let failure = OrderError("not everything could be stored: \(error)")
            for one in waiting { one.reply(.failure(failure)) }
            for reply in unanswered { reply(.failure(failure)) }
            (waiting, unanswered) = ([], [])
        }
    }

    /// Notes what could not be done, so that all of it is tried again.
    func miss(_ error: any Error) {
        logger.error("not everything could be stored, trying again in \(Season.retryDelay): \(error)")
        trouble = "\(error)"
        nextLook = ContinuousClock.now + Season.retryDelay
    }

    /// How long after a failure everything is tried again.
    private static let retryDelay: Duration = .seconds(5)

    private func work(_ contents: Inbox.Contents) async throws {
        var needsReconcile = false
        for event in contents.events { absorb(event, &needsReconcile) }
        for order in contents.orders {
            switch order {
            case .refresh(let reply): unanswered.append(reply)
            case .reload(let reply): if !reload(reply) { needsReconcile = true }
            case .retract(let target, let reply): try await retract(target, reply)
            case .follow: break
            case .verified: try await assureLedger()
            case .checked: break
            case .ping, .report: break
            case .logStatus:
                try updateStatus()
                LogPart.service.logger.notice("status: \(loop.board.current.line)")
            }
        }
        if asksToFollow(contents) {
            try await assureLedger()
            needsReconcile = try follow() || needsReconcile
        }
        settleDrift()
        if let nextReconcile, ContinuousClock.now >= nextReconcile { needsReconcile = true }
        if ContinuousClock.now >= nextLook {
            needsReconcile = lookAtFolder() || needsReconcile
            sowing.tidyWhenQuiet()
        }
        if trouble != nil {
            try sowing.alignCatalogue()
            hasNewPlan = true
            needsReconcile = true
        }
        var report = RefreshReport()
        if needsReconcile || !unanswered.isEmpty { report = try await reconcile() }
        report = report + (try await takeDue())
        logger.debug("took in what came", metadata: ["found": "\(report.line)", "edition": "\(maker.number)"])
        if !unanswered.isEmpty { lastRefresh = event(report.line, succeeded: identity != nil) }
        for index in waiting.indices { waiting[index].report = waiting[index].report + report }
        // Also what turned out only now to need another look.
        let pending = unanswered.isEmpty ? [] : quiet.paths
        waiting += unanswered.map { Waiting(paths: pending, report: report, reply: $0) }
        unanswered = []
        // Whoever waits has search find it, too, however much goes on coming.
        if !waiting.isEmpty, hasUnindexed { hasUnindexed = try sowing.index() }
        try scheduleBackup()
        // Nobody reads it between two files that come one after the other.
        if waiting.isEmpty, !contents.asksForReport, ContinuousClock.now < statusUpdated + Season.statusDelay {
            isStatusStale = true
        } else {
            try updateStatus()
        }
        answer()
    }

    /// So long at most the status is behind while work goes on and nobody asks for it.
    private static let statusDelay: Duration = .seconds(1)

    func answer() {
        // What is published is found, too.
        guard !hasUnindexed, unchecked == nil else { return }
        waiting = waiting.filter { one in
            if ContinuousClock.now < one.limit, quiet.contains(anyOf: one.paths) { return true }
            one.reply(.success(naming(one.report)))
            return false
        }
    }

    func event(_ result: String, succeeded: Bool) -> StatusReport.Event {
        StatusReport.Event(time: wallClock().rfc3339, result: result, succeeded: succeeded)
    }
}
