import Synchronization
import Syndication

/// Counts unconditional fetches of a document by client (H-16), over all loops.
///
/// A client is an address together with a user agent: many readers share an address. Of IPv6 addresses the first
/// 64 bits count.
final class Throttle: Sendable {
    struct Client: Hashable {
        let address: String
        let userAgent: String
        let path: String
    }

    private struct Window {
        let began: Timestamp
        var count: Int
    }

    private struct State {
        var recent: [Client: Window] = [:]
        /// The generation before, until it is forgotten: so memory is bounded without a clock of its own.
        var older: [Client: Window] = [:]
    }

    private let state = Mutex(State())

    /// Nil when the fetch may be answered, else the seconds to wait.
    func wait(_ client: Client, _ throttling: Throttling, now: Timestamp) -> Int? {
        state.withLock { state in
            var window = state.recent[client] ?? state.older[client] ?? Window(began: now, count: 0)
            let end = window.began.seconds + Int64(throttling.period)
            if now.seconds >= end || now < window.began { window = Window(began: now, count: 0) }
            guard window.count < throttling.requests else {
                return Int(max(1, window.began.seconds + Int64(throttling.period) - now.seconds))
            }
            window.count += 1
            state.recent[client] = window
            if state.recent.count >= Throttle.generationSize { (state.older, state.recent) = (state.recent, [:]) }
            return nil
        }
    }

    private static let generationSize = 20_000
}
