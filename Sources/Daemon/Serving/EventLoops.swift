import NIOCore
package import NIOPosix

/// The event loops that connections are shared out to.
package enum EventLoops {
    /// As many as there are processors that this process may run on (proc(5)): more would only take turns.
    ///
    /// To be called before anything uses the loops.
    package static func make() -> MultiThreadedEventLoopGroup {
        let status = (try? FilesOnDisk.text(at: "/proc/self/status")) ?? ""
        let line = status.split(separator: "\n").first { $0.hasPrefix("Cpus_allowed:") } ?? ""
        let count = line.utf8.dropFirst("Cpus_allowed:".utf8.count).reduce(0) { count, digit in
            count + (hexValue(digit)?.nonzeroBitCount ?? 0)
        }
        if count > 0 { NIOSingletons.groupLoopCountSuggestion = min(count, System.coreCount) }
        return .singleton
    }
}
