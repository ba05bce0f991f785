import NIOCore
import NIOPosix

/// Threads for what somebody waits for who goes on with something else meanwhile.
///
/// They last as long as the process, and one that waits for work has it in a fraction of the time in which Dispatch would find a
/// thread.
enum Beside {
    /// One waits for the disk behind what was dropped, while all processors render it.
    private static let threads: NIOThreadPool = {
        let threads = NIOThreadPool(numberOfThreads: 1 + System.coreCount)
        threads.start()
        return threads
    }()

    static func submit(_ work: @escaping @Sendable () -> Void) {
        threads.submit { _ in work() }
    }
}
