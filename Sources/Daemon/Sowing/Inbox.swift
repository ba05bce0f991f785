import Synchronization

/// The one queue: whatever the sowing task has to do comes through here, and is gathered while it is busy.
package final class Inbox: Sendable {
    /// What has come since it was last emptied.
    package struct Contents: Sendable {
        /// What the watcher said, in order.
        package var events: [WatchEvent] = []
        package var orders: [Order] = []

        var isEmpty: Bool { events.isEmpty && orders.isEmpty }

        /// Whether there is nothing to do but to answer.
        var isQuestion: Bool { !isEmpty && events.isEmpty && orders.allSatisfy(\.isQuestion) }

        /// Whether somebody waits for the status.
        var asksForReport: Bool { orders.contains { if case .report = $0 { true } else { false } } }

        /// Answers who only asked.
        func answer() {
            for order in orders {
                switch order {
                case .ping(let reply), .report(let reply): reply()
                case .refresh, .reload, .retract, .follow, .logStatus, .verified, .checked: break
                }
            }
        }
    }

    private struct State: ~Copyable {
        var contents = Contents()
        var waiter: CheckedContinuation<Void, Never>?
        var isWoken = false
    }

    /// Beyond so many events the disk is asked instead of them.
    private static let eventLimit = 20_000

    private let state = Mutex(State())

    package init() {}

    /// How many events and orders nobody has taken yet, without what the sowing task tells itself.
    var depth: Int { state.withLock { $0.contents.events.count + $0.contents.orders.count(where: \.isAsked) } }

    package func put(_ events: [WatchEvent]) {
        wake { contents in
            if contents.events.count + events.count > Inbox.eventLimit {
                contents.events = [.rescan("more than \(Inbox.eventLimit) events at once")]
            } else {
                contents.events += events
            }
        }
    }

    package func put(_ order: Order) {
        wake { $0.orders.append(order) }
    }

    /// Waits until something has come or the deadline has passed, and takes all there is.
    ///
    /// One caller at a time.
    func next(until deadline: ContinuousClock.Instant?) async -> Contents {
        let timer = deadline.map { deadline in
            Task {
                try? await Task.sleep(until: deadline, clock: .continuous)
                if !Task.isCancelled { self.wake { _ in } }
            }
        }
        defer { timer?.cancel() }
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isReady = state.withLock { state in
                    if state.isWoken || !state.contents.isEmpty || Task.isCancelled { return true }
                    state.waiter = continuation
                    return false
                }
                if isReady { continuation.resume() }
            }
        } onCancel: {
            wake { _ in }
        }
        return state.withLock { state in
            let contents = state.contents
            state.contents = Contents()
            state.isWoken = false
            return contents
        }
    }

    private func wake(_ change: (inout Contents) -> Void) {
        let waiter = state.withLock { state in
            change(&state.contents)
            state.isWoken = true
            let waiter = state.waiter
            state.waiter = nil
            return waiter
        }
        waiter?.resume()
    }
}
