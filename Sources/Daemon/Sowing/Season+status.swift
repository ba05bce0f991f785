import Catalogue
import Glibc
import Logging
import Syndication

extension Season {
    /// At most so many of each kind are named.
    private static let named = 1_000

    /// Leaves the status where others can read it.
    func updateStatus() throws {
        (isStatusStale, statusUpdated) = (false, .now)
        var report = StatusReport()
        report.version = Generator.version
        report.process = getpid()
        report.seeds = loop.folder.path
        report.state = loop.state.path
        report.edition = maker.number
        report.lastChange = lastChange?.rfc3339
        report.feeds = maker.formats.map { format in
            let path = "/" + format.fileName
            return .init(
                address: plan.site.baseURL.appending(path),
                path: path,
                lastChange: maker.changes[path]?.rfc3339
            )
        }
        report.started = started.rfc3339
        report.lastLook = wallClock().rfc3339
        report.queue = quiet.paths.count
        report.losses = losses
        report.drift = drift.count
        report.lastReconcile = lastReconcile
        report.reconcileInterval = plan.watching.reconcileInterval
        report.freshness = freshness.freshness
        report.lastRefresh = lastRefresh
        report.lastReload = lastReload
        let reading = "reading the folder every \(plan.watching.pollInterval) s"
        switch (watcher.mode, deafness) {
        case _ where identity == nil: (report.watchMode, report.watch) = ("away", "waiting for the folder")
        case (_, let reason?): (report.watchMode, report.watch) = ("poll", "\(reading): \(reason)")
        case (.inotify, nil): (report.watchMode, report.watch) = ("events", "inotify")
        case (.degraded(let reason), nil): (report.watchMode, report.watch) = ("degraded", "\(reading): \(reason)")
        }
        report.isWatchDegraded = report.watchMode == "degraded" || report.watchMode == "away"
        try loop.catalogue.readAsWriter { catalogue in
            let counts = try catalogue.seedCounts()
            report.articles = try catalogue.count()
            report.counts.refused = counts["refused"] ?? 0
            report.counts.scheduled = counts["scheduled"] ?? 0
            report.counts.duplicates = counts["duplicate"] ?? 0
            report.counts.unshown = max(0, report.articles - maker.shown.count)
            report.counts.unnamed = counts["unnamed"] ?? 0
            func notices(_ outcome: SeedNotice.Outcome) throws -> [SeedNotice] {
                try catalogue.notices(of: outcome, limit: Season.named)
            }
            report.refused = try notices(.refused).map { .init(path: $0.path, line: $0.line, reason: $0.detail) }
            report.scheduled = try notices(.scheduled).compactMap { notice in
                notice.due.map { .init(path: notice.path, until: $0.rfc3339) }
            }
            report.duplicates = try notices(.duplicate).map { .init(path: $0.path, first: $0.detail) }
            report.unnamed = try notices(.unnamed).map { .init(path: $0.path, line: nil, reason: $0.detail) }
            report.unshown = try catalogue.olderPaths(than: plan.site.entries, limit: 100)
        }
        let missing = try loop.ledger.readAsWriter { try $0.missing(named: Season.named) }
        (report.counts.missing, report.counts.held, report.missing) = (missing.count, missing.held, missing.paths)
        report.trouble = trouble
        report.following = following
        report.incidents = loop.incidents.filter(\.isLoss).map(\.description)
        report.lastBackup = keeper.last
        report.brake = brake(held: report.counts.held)
        if report.brake == nil, isBraked { logger.notice("the brake is off: nothing is held any more") }
        isBraked = report.brake != nil
        loop.board.set(report)
    }

    static func missing(_ folder: String) -> String {
        "the seeds folder \(folder) is missing: feeds stay as they are until it returns"
    }

    private func brake(held: Int) -> String? {
        if identity == nil {
            return Season.missing(loop.folder.path)
        }
        guard held > 0 else { return nil }
        return "\(held) articles vanished together and are held; “sower retract --missing” lets them go"
    }
}
