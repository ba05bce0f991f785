import Foundation
import Testing

@Suite("Watching that says how far it reaches")
struct WatchModeTests {
    @Test("With “watch: poll” changes are found by reading the folder; status and metrics say so, and nothing is wrong")
    func polling() async throws {
        let place = try Place()
        try place.write(SeedText.many(3))
        let daemon = try await SowerDaemon(place, configuration: "watch: poll\npoll-interval: 1s\ngrace: 0s\n")
        let status = try await place.sower("status", "--state", place.state)
        #expect(status.status == 0)
        #expect(
            status.output.contains("watch:     reading the folder every 1 s: “watch: poll” asks for it"),
            "\(status.output)"
        )
        #expect(try await daemon.metric("sower_watch_mode{mode=\"poll\"}") == 1)
        #expect(try await daemon.metric("sower_watch_degraded") == 0)
        #expect(try inotifyInstances(of: try await daemon.status().process) == 0)
        try place.write("more.txt", SeedText.plain("More"))
        try place.remove("article-1.txt")
        try await eventually("both are noticed") {
            let atom = try await daemon.atom()
            return atom["More"] != nil && atom["Article Number 1"] == nil
        }
        #expect(try await daemon.status().drift == 0)

        try place.file("sower.yaml", "watch: auto\ngrace: 0s\n")
        #expect(try await place.sower("reload", "--state", place.state).status == 0)
        #expect(try await daemon.status().watchMode == "events")
        try place.drop("again.txt", SeedText.plain("Again"))
        try await daemon.holds(4)
        #expect(try await daemon.status().drift == 0)
    }

    @Test(
        "On a file system that others write to, what no event tells of is found by reading, and “watch: events” forbids that",
        .enabled(if: MountedFolder.isPermitted && access("/dev/fuse", R_OK | W_OK) == 0)
    )
    func deaf() async throws {
        let place = try Place()
        // Behind the mount, as another machine would write to it.
        let server = place.root + "/server"
        try FileManager.default.createDirectory(atPath: server, withIntermediateDirectories: false)
        for (name, text) in SeedText.many(3) {
            try Data(text.utf8).write(to: URL(fileURLWithPath: "\(server)/\(name)"))
        }
        let mirror = try Running(
            "python3",
            [Checkout.path("Tests/Judges/fuse_mirror.py"), server, place.seeds],
            environment: plainEnvironment(home: place.root),
            output: place.root + "/mirror.out",
            errors: place.root + "/mirror.err"
        )
        defer { umount2(place.seeds, Int32(MNT_DETACH)) }
        try await eventually("it is mounted") { place.text("mirror.out").contains("mounted") }
        let daemon = try await SowerDaemon(place, configuration: "poll-interval: 1s\ngrace: 0s\n")
        let status = try await place.sower("status", "--state", place.state)
        #expect(status.status == 0)
        let line = "watch:     reading the folder every 1 s: FUSE doesn’t tell of what other machines do"
        #expect(status.output.contains(line), "\(status.output)")
        #expect(try await daemon.status().watchMode == "poll")
        try Data(SeedText.plain("From Afar").utf8).write(to: URL(fileURLWithPath: server + "/afar.txt"))
        try FileManager.default.removeItem(atPath: server + "/article-2.txt")
        try await eventually("both are noticed") {
            let atom = try await daemon.atom()
            return atom["From Afar"] != nil && atom["Article Number 2"] == nil
        }
        #expect(try await daemon.status().drift == 0)
        try place.file("sower.yaml", "watch: events\nreconcile: 1s\ngrace: 0s\n")
        #expect(try await place.sower("reload", "--state", place.state).status == 0)
        #expect(try await daemon.status().watchMode == "events")
        // Then comparing finds it, and calls it what it is.
        try Data(SeedText.plain("From Afar Again").utf8).write(to: URL(fileURLWithPath: server + "/again.txt"))
        try await daemon.holds(4)
        try await eventually("it is drift") { try await daemon.status().drift == 1 }
        try await daemon.terminate()
        mirror.send(SIGTERM)
        _ = try await mirror.exit()
    }

    /// A limit of a user namespace, so that nobody else is bound by it.
    private static func limited(_ setting: String, to value: Int) -> [String] {
        [
            "unshare", "--user", "--map-root-user", "sh", "-c",
            "echo \(value) > /proc/sys/user/\(setting); exec \"$@\"", "sh",
        ]
    }

    /// Whether a user namespace with limits of its own may be made here.
    private static let isPermitted: Bool = {
        let words = limited("max_inotify_watches", to: 9) + ["true"]
        guard
            let running = try? Running(
                "unshare",
                Array(words.dropFirst()),
                environment: plainEnvironment(home: "/tmp"),
                output: "/dev/null",
                errors: "/dev/null"
            )
        else { return false }
        while running.status == nil { usleep(2_000) }
        return running.status == 0
    }()

    @Test(
        "Without watches or instances left the setting and the value it needs are named, and changes are found all the same",
        .enabled(if: isPermitted),
        arguments: [
            ("max_inotify_watches", 8, "inotify watch limit reached: raise user.max_inotify_watches to at least 21"),
            (
                "max_inotify_instances", 0,
                "inotify instance limit reached: raise user.max_inotify_instances to at least 1"
            ),
        ]
    )
    func limits(setting: String, value: Int, words: String) async throws {
        let place = try Place()
        try place.write(SeedText.many(3))
        for number in 1...20 {
            try FileManager.default.createDirectory(
                atPath: place.seed("d\(number)"),
                withIntermediateDirectories: false
            )
        }
        let daemon = try await SowerDaemon(
            place,
            configuration: "poll-interval: 1s\n",
            tracer: WatchModeTests.limited(setting, to: value)
        )
        let status = try await place.sower("status", "--state", place.state)
        #expect(status.status == 1)
        #expect(status.output.contains("watch:     reading the folder every 1 s: \(words)"), "\(status.output)")
        #expect(try await daemon.metric("sower_watch_mode{mode=\"degraded\"}") == 1)
        #expect(daemon.log.contains("error: not every change is heard, so the folder is read every 1 s: \(words)"))
        for number in [1, 9, 20] { try place.write("d\(number)/new.txt", SeedText.plain("In Folder \(number)")) }
        try await daemon.holds(6)
        #expect(try await daemon.status().drift == 0)
        kill(try await daemon.status().process, SIGTERM)
        _ = try await daemon.exit()
    }

    @Test(
        "A name that changes in case alone, a seed that gives way to a folder and comes back, and folders filled at once"
    )
    func odd() async throws {
        let place = try Place()
        try place.write(SeedText.many(3))
        let daemon = try await SowerDaemon(place, configuration: "grace: 0s\nreconcile: 0s\n")
        let before = try #require(try await daemon.atom()["Article Number 2"])
        try place.rename(place.seed("article-2.txt"), place.seed("ARTICLE-2.TXT"))
        try await daemon.refresh()
        #expect(try await daemon.status().articles == 3)
        #expect(try await daemon.atom()["Article Number 2"]?.id == before.id)

        let away = place.root + "/away"
        try place.rename(place.seed("article-3.txt"), away)
        try FileManager.default.createDirectory(atPath: place.seed("article-3.txt"), withIntermediateDirectories: false)
        try place.write("article-3.txt/inside.txt", SeedText.plain("Inside"))
        try await eventually("the folder's seed is there instead") {
            let atom = try await daemon.atom()
            return atom["Inside"] != nil && atom["Article Number 3"] == nil
        }
        try FileManager.default.removeItem(atPath: place.seed("article-3.txt"))
        try place.rename(away, place.seed("article-3.txt"))
        try await eventually("the seed is back") {
            let atom = try await daemon.atom()
            return atom["Inside"] == nil && atom["Article Number 3"] != nil
        }

        // Faster than any of them can be watched; no reconcile helps.
        let script = """
            for a in 1 2 3 4 5 6 7 8; do mkdir -p $a/b/c; for f in $a/one $a/b/two $a/b/c/three; do
            printf 'Deep %s\\nMarch 4, 2026\\n\\nAbout %s.\\n' $f $f > $f.txt; done; done; mv 8 9; mv 7/b 9/e
            """
        #expect(try await place.run("sh", ["-c", "cd \(place.seeds) && \(script)"]).status == 0)
        try await daemon.holds(3 + 24)
        // Links that lead round in a circle are refused, and a folder that is one of them isn't entered.
        #expect(symlink("b-loop.txt", place.seed("a-loop.txt")) == 0)
        #expect(symlink("a-loop.txt", place.seed("b-loop.txt")) == 0)
        #expect(symlink("..", place.seed("1/up")) == 0)
        try await eventually("all three are refused") { try await daemon.status().counts.refused == 3 }
        let reasons = try await daemon.status().refused.map { "\($0.path): \($0.reason)" }
        #expect(
            reasons == [
                "1/up: a link to a folder; links to files are followed, links to folders are not",
                "a-loop.txt: a link that goes round in a circle", "b-loop.txt: a link that goes round in a circle",
            ]
        )
        try place.remove("1/up")
        try await eventually("one of them is gone") { try await daemon.status().counts.refused == 2 }
        let status = try await daemon.status()
        #expect(status.articles == 27 && status.drift == 0 && status.losses == 0)
    }

    private func inotifyInstances(of process: Int32) throws -> Int {
        let folder = "/proc/\(process)/fd"
        return try FileManager.default.contentsOfDirectory(atPath: folder).count {
            (try? FileManager.default.destinationOfSymbolicLink(atPath: folder + "/" + $0)) == "anon_inode:inotify"
        }
    }
}
