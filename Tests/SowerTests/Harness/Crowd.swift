import Synchronization

/// Bounds how many tests have daemons at once.
///
/// All tests begin together, and each daemon takes one of the 128 inotify instances that a user has by default (inotify(7)):
/// beyond them a daemon reads the folder every few seconds instead, and its status says that somebody should look.
final class Crowd: Sendable {
    static let shared = Crowd(limit: 24)

    private struct State {
        var free: Int
        var waiting: [CheckedContinuation<Void, Never>] = []
    }

    private let state: Mutex<State>

    init(limit: Int) {
        state = Mutex(State(free: limit))
    }

    /// A place in the crowd, free again when it is let go of.
    final class Seat: Sendable {
        private let crowd: Crowd

        fileprivate init(_ crowd: Crowd) {
            self.crowd = crowd
        }

        deinit { crowd.leave() }
    }

    /// Waits until there is room.
    ///
    /// Tests that wait for a second one while they hold a first must be fewer than there are seats.
    func seat() async -> Seat {
        await withCheckedContinuation { continuation in
            let isFree = state.withLock { state in
                if state.free > 0 {
                    state.free -= 1
                    return true
                }
                state.waiting.append(continuation)
                return false
            }
            if isFree { continuation.resume() }
        }
        return Seat(self)
    }

    private func leave() {
        let next = state.withLock { state -> CheckedContinuation<Void, Never>? in
            if state.waiting.isEmpty {
                state.free += 1
                return nil
            }
            return state.waiting.removeFirst()
        }
        next?.resume()
    }
}
