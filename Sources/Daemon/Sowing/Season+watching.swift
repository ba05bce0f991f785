import Catalogue
import Logging

/// How much is heard of what happens in the folder, and what is done about the rest.
extension Season {
    /// While the watcher hears everything, the folder's identity is compared this often.
    ///
    /// Nothing tells when something was mounted over it.
    private static let slowLook: Duration = .seconds(15)
    /// While the folder is away.
    static let fastLook: Duration = .seconds(1)

    /// Whether each change is told of by an event.
    var hearsEverything: Bool { identity != nil && deafness == nil && watcher.mode == .inotify && !hasLostEvents }

    /// Compares the folder with what it was; true when it must be read whole.
    func lookAtFolder() -> Bool {
        let seen = loop.folder.identity()
        defer { scheduleLook() }
        if seen == nil {
            if identity != nil { loseFolder("it is missing") }
            return false
        }
        if seen != identity || deafness != nil { return true }
        if case .degraded = watcher.mode { return true }
        return false
    }

    func scheduleLook() {
        let interval: Duration =
            switch watcher.mode {
            case _ where identity == nil: Season.fastLook
            case .inotify where deafness == nil: Season.slowLook
            case .inotify, .degraded: pollInterval
            }
        nextLook = ContinuousClock.now + interval
    }

    /// As configured, but reading takes no more than a tenth of the time.
    private var pollInterval: Duration {
        max(.seconds(plan.watching.pollInterval), .milliseconds(Int64((lastReconcile?.milliseconds ?? 0) * 9)))
    }

    func scheduleReconcile() {
        let interval = plan.watching.reconcileInterval
        nextReconcile = interval == 0 ? nil : ContinuousClock.now + jitter.spread(interval)
    }

    /// Begins to watch where that is not done, and begins anew for another folder.
    ///
    /// Watching that is incomplete, because a limit was hit, is tried again once in a while: it costs a walk through
    /// all folders.
    func watch() {
        let seen = loop.folder.identity()
        guard seen != nil else { return }
        listen()
        guard plan.watching.policy != .poll else { return watcher.stop() }
        let before = watcher.mode
        let now = ContinuousClock.now
        if before == .inotify, seen == identity { return }
        if seen == identity, let lastWatch, now - lastWatch < Season.watchRetry { return }
        lastWatch = now
        if case .degraded(let reason) = watcher.start(), before != watcher.mode {
            let interval = plan.watching.pollInterval
            logger.error("not every change is heard, so the folder is read every \(interval) s: \(reason)")
        }
    }

    private static let watchRetry: Duration = .seconds(60)

    /// Finds out whether events can tell of all changes.
    private func listen() {
        let reason: String?
        switch plan.watching.policy {
        case .events: reason = nil
        case .poll: reason = "“watch: poll” asks for it"
        case .auto:
            reason = loop.folder.deafness().map { "\($0) doesn’t tell of what other machines do" }
        }
        if let reason, reason != deafness {
            logger.notice("the folder is read every \(plan.watching.pollInterval) s: \(reason)")
        }
        if deafness != nil, reason == nil, plan.watching.policy != .poll { lastWatch = nil }
        deafness = reason
    }

    // MARK: Drift

    /// What was found that no event has told of yet.
    func suspect(_ found: [Sowing.Unheard]) {
        guard trouble == nil, isServing else { return }
        let (now, known) = (ContinuousClock.now, quiet.paths)
        for one in found where !known.contains(one.path) { drift.suspect(one.path, one.stamp, one.hash, now: now) }
    }

    func hear(_ event: WatchEvent) {
        switch event {
        case .written(let path), .arrived(let path), .removed(let path), .folderArrived(let path),
            .folderRemoved(let path), .refused(let path, _):
            drift.hear(of: path)
        case .rescan, .rootLost: drift.forgive()
        }
    }

    /// Counts and names what no event came for.
    func settleDrift() {
        let found = drift.settle(now: ContinuousClock.now) { path in
            guard case .seed(let stamp) = loop.folder.look(at: path) else { return nil }
            return stamp
        } hash: { path in
            try? loop.catalogue.read { try $0.seed(path: path)?.hash }
        }
        guard !found.isEmpty else { return }
        let more = found.count > Season.namedDrift ? " and \(found.count - Season.namedDrift) more" : ""
        logger.warning(
            """
            \(found.count) changes were found that no event had told of: \
            \(found.prefix(Season.namedDrift).joined(separator: ", "))\(more)
            """
        )
    }

    private static let namedDrift = 5

    // MARK: Freshness

    /// When the files behind some articles last changed, in nanoseconds since the epoch: those that did so while they were
    /// waited for.
    ///
    /// A renamed file's inode changes when it is renamed, a written one's at its last write.
    func changeTimes(of rows: [LedgerRow]) -> [Int64] {
        rows.prefix(Season.measured).compactMap { row in
            guard case .seed(let stamp) = loop.folder.look(at: row.path) else { return nil }
            return stamp.changed > servingSince ? stamp.changed : nil
        }
    }

    /// Of one pass; in a larger one the others took about as long.
    private static let measured = 1_000

    static func milliseconds(_ duration: Duration) -> Double {
        let (seconds, attoseconds) = duration.components
        return Double(seconds) * 1e3 + Double(attoseconds / 1_000_000_000_000) / 1e3
    }
}
