import Synchronization

/// Where the sowing task leaves its status for whoever asks.
package final class StatusBoard: Sendable {
    private let report = Mutex(StatusReport())

    package init() {}

    package var current: StatusReport { report.withLock { $0 } }

    /// Adds what went wrong to the report that stands, when no new one can be made.
    func note(trouble: String?) {
        report.withLock { $0.trouble = trouble }
    }

    func set(_ report: StatusReport) {
        self.report.withLock { $0 = report }
    }
}
