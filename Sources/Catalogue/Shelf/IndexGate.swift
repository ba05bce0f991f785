import Dispatch
import Synchronization

/// Keeps searches back while a few articles are on their way into the index.
final class IndexGate: Sendable {
    /// For more, a search takes the index as it is.
    static let worthWaitingFor = 500
    /// No search waits for longer.
    private static let patience = DispatchTimeInterval.seconds(1)

    private let isClosed = Mutex(false)
    private let group = DispatchGroup()

    /// - Parameter waiting: how many articles the index lacks, counted to just above what is worth waiting for.
    func set(waiting: Int) {
        let shouldClose = (1...IndexGate.worthWaitingFor).contains(waiting)
        isClosed.withLock { isClosed in
            guard isClosed != shouldClose else { return }
            isClosed = shouldClose
            if shouldClose { group.enter() } else { group.leave() }
        }
    }

    func wait() { _ = group.wait(timeout: .now() + IndexGate.patience) }

    deinit {
        // A group must not go while somebody has entered it.
        set(waiting: 0)
    }
}
