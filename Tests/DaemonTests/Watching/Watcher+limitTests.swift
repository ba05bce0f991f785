import Glibc
import Testing

@testable import Daemon

@Suite("Watching without enough watches")
struct WatcherLimitTests {
    /// True in a user namespace whose `user.max_inotify_watches` has been set below 64.
    private static var isScarce: Bool {
        WatchFault.value(of: "user.max_inotify_watches").map { $0 < 64 } ?? false
    }

    @Test("The setting and the needed value are named", .enabled(if: isScarce))
    func scarce() throws {
        let limit = try #require(WatchFault.value(of: "user.max_inotify_watches"))
        let disk = try SeedsOnDisk()
        for number in 0..<100 { try disk.makeFolder("\(number)/deep") }
        let watcher = Watcher(folder: disk.folder) { _ in }
        guard case .degraded(let reason) = watcher.start() else {
            Issue.record("more watches than allowed")
            return
        }
        #expect(reason.hasPrefix("inotify watch limit reached: raise user.max_inotify_watches to at least "))
        let value = try #require(reason.split(separator: " ").last.flatMap { Int($0) })
        #expect(value >= 201 && value <= 201 + limit)
    }

    @Test("Each failure has words of its own")
    func words() {
        #expect(WatchFault.noInstance(SystemError(number: ENOSYS)).reason.hasPrefix("inotify is not available: "))
        let instances = WatchFault.noInstance(SystemError(number: EMFILE)).reason
        #expect(instances.hasPrefix("inotify instance limit reached: raise "))
        #expect(instances.contains("_instances to at least "))
        #expect(WatchFault.noWatches(unwatched: 3).reason.hasPrefix("inotify watch limit reached: raise "))
        #expect(WatchFault.value(of: "fs.inotify.none") == nil)
        #expect(WatchFault.folder("a", "why").reason == "a: can't be watched: why")
    }

    @Test("A missing seeds folder degrades with its path")
    func missing() {
        let watcher = Watcher(folder: SeedFolder(path: "/nonexistent/seeds")) { _ in }
        #expect(watcher.start() == .degraded("/nonexistent/seeds: can't be watched: No such file or directory"))
    }
}
