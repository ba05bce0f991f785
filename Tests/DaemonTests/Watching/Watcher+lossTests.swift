import Dispatch
import Glibc
import Synchronization
import Testing

@testable import Daemon

@Suite("Watching when events or the folder are lost")
struct WatcherLossTests {
    private func isRescan(_ event: WatchEvent) -> Bool {
        if case .rescan = event { true } else { false }
    }

    private func isRootLost(_ event: WatchEvent) -> Bool {
        if case .rootLost = event { true } else { false }
    }

    @Test("A queue that overflowed asks for a scan and watches what came meanwhile")
    func overflow() async throws {
        let limit = try #require(WatchFault.value(of: "fs.inotify.max_queued_events"))
        guard limit <= 70_000 else { return }
        let seeds = try await WatchedSeeds()
        seeds.watcher.queue.suspend()
        for number in 0...(limit / 3) {
            try seeds.disk.write("\(number)")
            try seeds.disk.delete("\(number)")
        }
        try seeds.disk.makeFolder("late/deep")
        seeds.watcher.queue.resume()
        let events = try await seeds.recorder.wait("rescan") { $0.contains(where: isRescan) }
        #expect(
            events == [
                .rescan(
                    "events were lost, the inotify queue was full: raise fs.inotify.max_queued_events above \(limit) "
                        + "if this is frequent"
                )
            ]
        )
        _ = try await seeds.hear()
        try seeds.disk.write("late/deep/s.txt")
        #expect(try await seeds.hear() == [.written("late/deep/s.txt")])
        #expect(seeds.watcher.mode == .inotify)
    }

    @Test("An overflow between other events is not missed, nor are bytes that end too early")
    func injected() async throws {
        let seeds = try await WatchedSeeds()
        let tail = rawEvent(watch: 1, IN_CLOSE_WRITE, "b.txt")
        seeds.watcher.receive(rawEvent(watch: 1, IN_CLOSE_WRITE, "a.txt") + rawEvent(watch: -1, IN_Q_OVERFLOW) + tail)
        let events = seeds.recorder.take()
        #expect(events.first == .written("a.txt"))
        #expect(events.count == 2 && events.last.map(isRescan) == true)
        seeds.watcher.receive(Array(tail.dropLast()))
        #expect(seeds.recorder.take() == [.rescan("an inotify event was cut short")])
        #expect(try await seeds.hear().isEmpty)
    }

    @Test("Any bytes in the kernel's place leave a watcher that works")
    func random() async throws {
        let seeds = try await WatchedSeeds()
        try seeds.disk.makeFolder("a/b")
        try seeds.disk.makeLink("l.txt", to: "a/x")
        var generator = SeededGenerator(seed: 3)
        let names = ["", "a", "b", "x", "s.txt", "l.txt", "_d", "..", ".", "a/b", "\0", "\u{FFFD}.txt"]
        for _ in 0..<400 {
            let events = (0..<4).flatMap { _ in
                rawEvent(
                    watch: Int32.random(in: -1...4, using: &generator),
                    // Without the events that end the watching of a root that is still there.
                    Int32(truncatingIfNeeded: generator.next())
                        & ~(IN_MOVE_SELF | IN_DELETE_SELF | IN_UNMOUNT | IN_IGNORED),
                    names.randomElement(using: &generator) ?? "",
                )
            }
            seeds.watcher.receive(Array(events.prefix(Int.random(in: 0...events.count, using: &generator))))
        }
        _ = try await seeds.hear()
        try seeds.disk.write("a/b/s.txt")
        _ = try await seeds.hear()
    }

    @Test("A seeds folder that is renamed is lost, and found again when it is back")
    func renamed() async throws {
        let seeds = try await WatchedSeeds()
        try seeds.disk.makeFolder("a")
        _ = try await seeds.hear()
        let away = seeds.disk.outside + "/away"
        try seeds.disk.move(seeds.disk.root, away)
        try await seeds.recorder.wait(for: .rootLost("the seeds folder was renamed or moved away"))
        #expect(seeds.watcher.mode == .degraded("the seeds folder was renamed or moved away"))
        guard case .degraded = seeds.watcher.start() else {
            Issue.record("watches a folder that is away")
            return
        }
        try seeds.disk.move(away, seeds.disk.root)
        try await seeds.start()
        _ = seeds.recorder.take()
        try seeds.disk.write("a/s.txt")
        #expect(try await seeds.hear() == [.written("a/s.txt")])
    }

    @Test("A seeds folder goes with the folder above it, and is found again when both are back")
    func movedAlong() async throws {
        let seeds = try await WatchedSeeds()
        try seeds.disk.makeFolder("a")
        _ = try await seeds.hear()
        let away = seeds.disk.outside + "-away"
        try seeds.disk.move(seeds.disk.outside, away)
        try await seeds.recorder.wait(for: .rootLost("a folder above the seeds folder was renamed or moved"))
        try seeds.disk.move(away, seeds.disk.outside)
        try await seeds.start()
        _ = seeds.recorder.take()
        try seeds.disk.write("a/s.txt")
        #expect(try await seeds.hear() == [.written("a/s.txt")])
    }

    @Test("A seeds folder that is deleted is lost, and another one in its place can be watched")
    func deleted() async throws {
        let seeds = try await WatchedSeeds()
        try seeds.disk.delete(seeds.disk.root)
        try await seeds.recorder.wait(for: .rootLost("the seeds folder was deleted"))
        #expect(seeds.recorder.take().count == 1)
        try #require(mkdir(seeds.disk.root, 0o755) == 0)
        try await seeds.start()
        try seeds.disk.write("s.txt")
        #expect(try await seeds.hear() == [.written("s.txt")])
    }

    @Test("A watcher may be started from its own handler")
    func reentrant() async throws {
        let seeds = try await WatchedSeeds()
        let (disk, recorder) = (seeds.disk, seeds.recorder)
        let restarts = WatchRecorder()
        let inner = Mutex<Watcher?>(nil)
        let watcher = Watcher(folder: disk.folder) { events in
            let mode = inner.withLock { $0 }?.start()
            restarts.record([.rescan("\(mode.map { "\($0)" } ?? "")")])
            recorder.record(events)
        }
        inner.withLock { $0 = watcher }
        while watcher.start() != .inotify { try await Task.sleep(for: .milliseconds(2)) }
        seeds.watcher.stop()
        try #require(rmdir(disk.root) == 0)
        try await recorder.wait("loss") { $0.contains(where: isRootLost) }
        #expect(watcher.mode != .inotify)
        #expect(!restarts.events.isEmpty)
        inner.withLock { $0 = nil }
    }

    @Test("Unmounting is told of, of the seeds folder and of a folder in it", .enabled(if: mountsAreAllowed))
    func unmounted() async throws {
        let disk = try SeedsOnDisk()
        try disk.makeFolder("a")
        try disk.write("a/under.txt")
        try #require(mount("tmpfs", disk.path("a"), "tmpfs", 0, nil) == 0)
        try disk.makeFolder("a/b")
        do {
            let seeds = try await WatchedSeeds(disk)
            try #require(umount(disk.path("a")) == 0)
            try await seeds.recorder.wait(for: .folderArrived("a"))
            _ = try await seeds.hear()
            try disk.write("a/s.txt")
            #expect(try await seeds.hear() == [.written("a/s.txt")])
        }
        try #require(mount("tmpfs", disk.root, "tmpfs", 0, nil) == 0)
        let identity = disk.folder.identity()
        let seeds = try await WatchedSeeds(disk)
        try #require(umount(disk.root) == 0)
        try await seeds.recorder.wait(for: .rootLost("the seeds folder was unmounted"))
        #expect(disk.folder.identity()?.device != identity?.device)
    }

    /// Whether this process may mount anything: containers mostly forbid it, also to root.
    private static let mountsAreAllowed: Bool = {
        guard let disk = try? SeedsOnDisk(), mount("tmpfs", disk.root, "tmpfs", 0, nil) == 0 else { return false }
        return umount(disk.root) == 0
    }()
}
