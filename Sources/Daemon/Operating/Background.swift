import Glibc
import NIOPosix

/// The thread for what nobody waits for: every other thread that has something to do goes first.
///
/// One for the process, and it ends with it. Swift's own threads are as many as there are processors, so long work on one of
/// them would hold up what somebody does wait for; and they can't be told to give way, since a thread that has lowered its
/// priority may not raise it again (setpriority(2)).
enum Background {
    private static let threads: NIOThreadPool = {
        let threads = NIOThreadPool(numberOfThreads: 1)
        threads.start()
        // On Linux a thread has a priority of its own (setpriority(2), “C library/kernel differences”). Where it is not allowed
        // to, it is a thread as the others.
        threads.submit { _ in _ = setpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0, 10) }
        return threads
    }()

    /// Done some time, after what was submitted before.
    static func submit(_ work: @escaping @Sendable () -> Void) {
        threads.submit { _ in work() }
    }

    /// Done a moment later: what is behind a new edition leaves the processors to those who fetch it.
    static func submitLater(_ work: @escaping @Sendable () -> Void) {
        submit {
            usleep(breath)
            work()
        }
    }

    /// In microseconds.
    private static let breath: UInt32 = 20_000

    /// Returns what came of it.
    static func run<Value: Sendable>(_ work: @escaping @Sendable () throws -> Value) async throws -> Value {
        try await threads.runIfActive(work)
    }
}
