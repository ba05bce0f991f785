import Glibc
package import NIOCore
import Synchronization

/// Feeds the service manager's watchdog as long as the sowing task and every event loop move.
///
/// Each half of the manager's interval all are asked. One that doesn't answer leaves the watchdog unfed, and the manager
/// ends and restarts the daemon: a feed that is not served is worse than a restart.
package struct Watchdog: Sendable {
    private let interval: Duration
    private let notifier: ServiceNotifier
    private let loops: [any EventLoop]
    private let pulse: Pulse
    private let ask: @Sendable (@escaping @Sendable () -> Void) -> Void

    /// Nil when the manager watches nothing: `WATCHDOG_USEC` is unset, or meant for another process.
    ///
    /// - Parameter ask: calls back once the sowing task is between two pieces of work.
    package init?(
        environment: [String: String],
        notifier: ServiceNotifier,
        group: any EventLoopGroup,
        pulse: Pulse,
        ask: @escaping @Sendable (@escaping @Sendable () -> Void) -> Void
    ) {
        guard let text = environment["WATCHDOG_USEC"], let interval = Int64(text), interval > 0 else { return nil }
        if let process = environment["WATCHDOG_PID"], process != "\(getpid())" { return nil }
        self.interval = .microseconds(interval / 2)
        (self.notifier, self.pulse, self.ask) = (notifier, pulse, ask)
        loops = Array(group.makeIterator())
    }

    /// Runs until its task is cancelled.
    package func run() async {
        while !Task.isCancelled {
            let missing = Answers(count: loops.count)
            for (index, loop) in loops.enumerated() { loop.execute { missing.take(index) } }
            let before = pulse.beats
            ask { [pulse] in pulse.beat() }
            try? await Task.sleep(for: interval)
            if missing.isComplete, pulse.beats != before { notifier.alive() }
        }
    }
}

/// Counts what the sowing task has brought behind it.
package final class Pulse: Sendable {
    private let count = Atomic<Int>(0)

    package init() {}

    var beats: Int { count.load(ordering: .relaxed) }
    package func beat() { count.add(1, ordering: .relaxed) }
}

/// Who has not answered yet.
private final class Answers: Sendable {
    private let waiting: Mutex<Set<Int>>

    init(count: Int) {
        waiting = Mutex(Set(0..<count))
    }

    func take(_ index: Int) { waiting.withLock { _ = $0.remove(index) } }
    var isComplete: Bool { waiting.withLock { $0.isEmpty } }
}
