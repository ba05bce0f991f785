import Synchronization

/// Where the sowing task leaves its status for whoever asks.
package final class StatusBoard: Sendable {
    private let report: Mutex<StatusReport>
    private let didChange: @Sendable (StatusReport) -> Void

    /// - Parameters:
    ///   - report: what is known before the sowing task has left its first.
    ///   - didChange: called by the sowing task with each report.
    package init(
        _ report: StatusReport = StatusReport(),
        didChange: @escaping @Sendable (StatusReport) -> Void = { _ in }
    ) {
        self.report = Mutex(report)
        self.didChange = didChange
    }

    package var current: StatusReport { report.withLock { $0 } }

    /// Notes how far a start that takes long is.
    package func note(starting: String) {
        report.withLock { report in
            if report.starting != nil { report.starting = starting }
        }
    }

    /// Adds what went wrong to the report that stands, when no new one can be made.
    func note(trouble: String?) {
        let changed = report.withLock { report in
            report.trouble = trouble
            return report
        }
        didChange(changed)
    }

    /// Notes that the sowing task has ended a piece of work.
    func note(look: String) {
        report.withLock { $0.lastLook = look }
    }

    func set(_ report: StatusReport) {
        self.report.withLock { $0 = report }
        didChange(report)
    }
}
