import NIOPosix

/// Threads for what somebody waits for who goes on with something else meanwhile.
///
/// They last as long as the process, and one that waits for work has it in a fraction of the time in which Dispatch would find a
/// thread.
enum Beside {
    /// As many as have work at once behind one dropped article.
    private static let threads: NIOThreadPool = {
        let threads = NIOThreadPool(numberOfThreads: 2)
        threads.start()
        return threads
    }()

    static func submit(_ work: @escaping @Sendable () -> Void) {
        threads.submit { _ in work() }
    }
}
