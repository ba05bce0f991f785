import NIOCore
import NIOPosix

/// The threads that read seeds where many are to be read: one for each processor.
///
/// Of their own. Dispatch has no more threads than there are processors, the sowing task among them, which waits for what is
/// read; and nothing that waits for a database may stand before the reading for which that database is held.
enum ReadingThreads {
    static let count = max(2, System.coreCount)

    private static let threads: NIOThreadPool = {
        let threads = NIOThreadPool(numberOfThreads: count)
        threads.start()
        return threads
    }()

    static func submit(_ work: @escaping @Sendable () -> Void) {
        threads.submit { _ in work() }
    }
}
