import Daemon
import Foundation
import Testing

@Suite("Reconciling")
struct ReconcileTests {
    @Test("What no event told of is found, taken in, counted and named; what events told of is not counted")
    func drift() async throws {
        let place = try Place()
        try place.write(SeedText.many(3))
        let outside = place.root + "/another-name"
        try #require(link(place.seed("article-2.txt"), outside) == 0)
        let daemon = try await SowerDaemon(place, configuration: "reconcile: 1s\n")
        // A file that is written under a name outside the folder: inotify(7) tells of names, and this one isn't watched.
        let file = try #require(FileHandle(forUpdatingAtPath: outside))
        try file.seekToEnd()
        try file.write(contentsOf: Data("\nA line from elsewhere.\n".utf8))
        try file.close()
        try await eventually("the change is served") {
            try await daemon.document("/atom.xml").text.contains("A line from elsewhere.")
        }
        try await eventually("it is counted") { try await daemon.status().drift == 1 }
        #expect(daemon.log.contains("1 changes were found that no event had told of: article-2.txt"))
        #expect(try await daemon.metric("sower_watch_drift_total") == 1)

        for number in 4...12 {
            try place.write("article-\(number).txt", SeedText.plain("Article Number \(number)"))
            try place.rename(place.seed("article-\(number).txt"), place.seed("moved-\(number).txt"))
        }
        try place.remove("article-1.txt")
        try FileManager.default.createDirectory(atPath: place.seed("sub"), withIntermediateDirectories: false)
        try place.write("sub/article-20.txt", SeedText.plain("Article Number 20"))
        try place.rename(place.seed("sub"), place.seed("other"))
        try place.write("bad.txt", "Only a title\n")
        try await reconciled(daemon, times: 4)
        #expect(try await daemon.status().drift == 1, "\(daemon.log)")
        let status = try await place.sower("status", "--state", place.state)
        #expect(status.output.contains("drift:     1 changes that no event told of"), "\(status.output)")
    }

    @Test("No seed is opened that has not changed")
    func frugal() async throws {
        let place = try Place()
        try place.write(SeedText.many(30))
        let trace = place.root + "/strace"
        let daemon = try await SowerDaemon(
            place,
            configuration: "reconcile: 1s\n",
            tracer: ["strace", "-f", "-e", "trace=open,openat,openat2", "-o", trace]
        )
        // A file that was written just before the start is read once more, when its time can be trusted.
        try await daemon.refresh()
        try await reconciled(daemon, times: 1)
        let before = opened(place)
        #expect(before.count >= 30)
        try await reconciled(daemon, times: 3)
        try place.write("article-7.txt", SeedText.plain("Article Number 7", text: "Another text."))
        try await eventually("the change is served") {
            try await daemon.document("/atom.xml").text.contains("Another text.")
        }
        try await reconciled(daemon, times: 2)
        let after = opened(place).dropFirst(before.count)
        #expect(Set(after.map { $0.split(separator: "/").last ?? "" }) == ["article-7.txt"], "\(after)")
        kill(try await daemon.status().process, SIGTERM)
        #expect(try await daemon.exit() == 0)
    }

    @Test("With “reconcile: 0s” nothing is compared by the clock")
    func off() async throws {
        let place = try Place()
        try place.write(SeedText.many(3))
        let daemon = try await SowerDaemon(place, configuration: "reconcile: 0s\n")
        let first = try await daemon.status().lastReconcile
        try place.write("more.txt", SeedText.plain("More"))
        try await daemon.holds(4)
        #expect(try await daemon.status().lastReconcile == first)
        #expect(try await daemon.metric("sower_reconcile_interval_seconds") == 0)
        try await daemon.refresh()
        #expect(try await daemon.status().lastReconcile?.seeds == 4)
    }

    @Test("Each refresh finds what was there when it was asked for, whatever is under way")
    func overlapping() async throws {
        let place = try Place()
        try place.write(SeedText.many(200))
        let daemon = try await SowerDaemon(place, configuration: "entries: 500\n")
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 1...12 {
                group.addTask {
                    // Much to do for the one before, and a file that nobody tells of until it is closed.
                    try place.write(SeedText.many(20, from: 1_000 * number))
                    let title = "Late and Open \(number)"
                    let file = try #require(fopen(place.seed("late-\(number).txt"), "w"))
                    fputs(SeedText.plain(title), file)
                    fflush(file)
                    try await daemon.refresh()
                    #expect(try await daemon.atom()[title] != nil, "\(title)")
                    fclose(file)
                }
            }
            try await group.waitForAll()
        }
        #expect(try await daemon.status().articles == 200 + 12 * 21)
    }

    @Test("A refresh names what is held, and why")
    func held() async throws {
        let place = try Place()
        try place.write(SeedText.many(30))
        try place.write("soon.txt", "Not Yet\nMarch 5, 2199\n\nIn a while.\n")
        let daemon = try await SowerDaemon(place, configuration: "grace: 1h\n")
        try place.remove("article-3.txt")
        // Written without a pause, and never closed.
        let script = """
            import os, sys
            file = os.open(sys.argv[1], os.O_RDWR | os.O_CREAT)
            os.write(file, b"Growing\\nMarch 5, 2026\\n\\nSome text.\\n")
            while True: os.pwrite(file, b"G", 0)
            """
        // Ahead of all other tests, where that is allowed: while it waits for its turn, the file would seem whole.
        let growth = try Running(
            "nice",
            ["-n", "-15", "python3", "-c", script, place.seed("growing.txt")],
            environment: plainEnvironment(home: place.root),
            output: place.root + "/growth.out",
            errors: place.root + "/growth.err"
        )
        try await eventually("it grows") { place.text("seeds/growing.txt").contains("Some text.") }
        // On a busy machine it may seem to rest for a moment, and then it is taken.
        let some = try await eventually("it is held") { () throws -> Finished? in
            let refreshed = try await place.sower("refresh", "--wait", "--state", place.state)
            return refreshed.lines.contains("held: growing.txt: still being written") ? refreshed : nil
        }
        #expect(some.lines.contains("held: soon.txt: held back until 2199-03-05T00:00:00Z"))
        #expect(some.output.contains("held: article-3.txt: gone since 20"))
        growth.send(SIGKILL)
        _ = try await growth.exit()

        try place.file("sower.yaml", "grace: 0s\n")
        for number in 4...20 { try place.remove("article-\(number).txt") }
        _ = try await place.sower("reload", "--state", place.state)
        let many = try await place.sower("refresh", "--wait", "--state", place.state)
        let braked = many.lines.filter { $0.hasSuffix("held until “sower retract --missing”") }
        #expect(braked.count == 18, "\(many.output)")
        try place.file("sower.yaml", "on-missing: keep\n")
        _ = try await place.sower("reload", "--state", place.state)
        try place.write(SeedText.many(17, from: 4))
        let kept = try await place.sower("refresh", "--wait", "--state", place.state)
        #expect(kept.lines.filter { $0.hasPrefix("held: article-") }.count == 1, "\(kept.output)")
        #expect(daemon.isRunning)
    }

    /// Waits until the folder has been compared so many times more.
    private func reconciled(_ daemon: SowerDaemon, times: Int) async throws {
        for _ in 0..<times {
            let last = try await daemon.status().lastReconcile
            try await eventually("the folder is compared") { try await daemon.status().lastReconcile != last }
        }
    }

    private func opened(_ place: Place) -> [String] {
        place.text("strace").split(separator: "\n").filter { $0.contains("open") }
            .compactMap { String($0).pieces(between: "\"", and: "\"").first }.filter { $0.hasSuffix(".txt") }
    }
}
