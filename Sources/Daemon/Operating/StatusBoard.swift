import Synchronization

/// Where the sowing task leaves its status for whoever asks.
package final class StatusBoard: Sendable {
    private let report = Mutex(StatusReport())

    package init() {}

    package var current: StatusReport { report.withLock { $0 } }

    func set(_ report: StatusReport) {
        self.report.withLock { $0 = report }
    }
}
