import Foundation
import Testing

@Suite("The command line")
struct CommandTests {
    @Test(
        "Every command explains itself",
        arguments: [
            "", "serve", "refresh", "reload", "status", "check", "show", "retract", "config", "init", "ledger",
        ]
    )
    func help(of command: String) async throws {
        let place = try Place()
        let finished = try await place.run(Checkout.program, [command, "--help"].filter { !$0.isEmpty })
        #expect(finished.status == 0)
        #expect(finished.output.contains(command.isEmpty ? "USAGE: sower <subcommand>" : "USAGE: sower \(command)"))
        #expect(finished.errors.isEmpty)
    }

    @Test(
        "Wrong usage is told with exit status 64",
        arguments: [
            ["sow"], ["serve", "--no-such-flag"], ["serve", "a", "b"], ["retract"], ["retract", "x", "--missing"],
            ["show"],
            ["check"], ["status", "--state"],
        ]
    )
    func usage(_ arguments: [String]) async throws {
        let finished = try await Place().run(Checkout.program, arguments)
        #expect(finished.status == 64)
        #expect(finished.errors.contains("Usage:") || finished.errors.contains("Error:"))
    }

    @Test("check prints file, line and problem of what is no article, and exits with 1; with 0 when all is well")
    func check() async throws {
        let place = try Place()
        try place.write(SeedText.many(3))
        let good = try await place.sower("check", place.seeds)
        #expect(good.status == 0 && good.output.isEmpty)
        #expect(good.errors.contains("3 seeds are articles, 0 problems"))
        try place.write("february.txt", "A Title\nFebruary 30, 2026\n\nSome text.\n")
        try place.write("empty.txt", "")
        try FileManager.default.createSymbolicLink(atPath: place.seed("passwd.txt"), withDestinationPath: "/etc/passwd")
        let bad = try await place.sower("check", place.seeds)
        #expect(bad.status == 1)
        #expect(bad.lines.count == 3)
        #expect(bad.lines.contains { $0.hasPrefix(place.seed("february.txt") + ":2:1: error: ") })
        #expect(bad.lines.contains { $0.hasPrefix(place.seed("empty.txt") + ": error: ") })
        #expect(bad.lines.contains { $0.hasPrefix(place.seed("passwd.txt") + ": error: ") })
        let one = try await place.sower("check", place.seed("february.txt"))
        #expect(one.status == 1 && one.lines.count == 1)
        #expect(try await place.sower("check", place.seed("article-1.txt")).status == 0)
        #expect(try await place.sower("check", place.seed("no-such-file.txt")).status == 1)
    }

    @Test("show prints the article, which rule found each field, and what was cut")
    func show() async throws {
        let place = try Place()
        try place.write(
            "ferry.txt",
            SeedText.exported(teasers: [("Old Mill", "The mill ground a sack")], categories: ["Harbour & Coast"])
        )
        let text = try await place.sower("show", place.seed("ferry.txt"))
        #expect(text.status == 0)
        for part in [
            "title:      Ferry Timetable Changes for the Winter", "date:       March 9, 2026", "Harbour & Coast",
            "first line", "furniture from “Search Articles” on", "Three crossings a day.", "Fog may still stop it.",
        ] {
            #expect(text.output.contains(part), "\(part)")
        }
        let json = try await place.sower("show", place.seed("ferry.txt"), "--json")
        #expect(json.status == 0)
        let object = try #require(
            try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any]
        )
        let article = try #require(object["article"] as? [String: Any])
        #expect(article["title"] as? String == "Ferry Timetable Changes for the Winter")
        #expect(article["category"] as? String == "Harbour & Coast")
        try place.write("empty.txt", "")
        let bad = try await place.sower("show", place.seed("empty.txt"))
        #expect(bad.status == 1 && bad.errors.contains("empty.txt: the file is empty"))
        #expect(try await place.sower("show", place.seed("no-such-file.txt")).status == 1)
    }

    @Test("status and refresh speak with the daemon that --state or --config names")
    func conversation() async throws {
        let place = try Place()
        try place.write(SeedText.many(2))
        let daemon = try await SowerDaemon(place)
        try place.file("named.yaml", "seeds: \(place.seeds)\nstate: \(place.state)\n")
        for where_ in [["--state", place.state], ["--config", place.root + "/named.yaml"]] {
            let status = try await place.run(Checkout.program, ["status"] + where_)
            #expect(status.status == 0)
            #expect(status.output.contains("articles:  2"))
            let refreshed = try await place.run(Checkout.program, ["refresh"] + where_)
            #expect(refreshed.status == 0 && refreshed.output == "refreshing\n")
        }
        try place.write(SeedText.many(1, from: 3))
        let waited = try await place.sower("refresh", "--wait", "--state", place.state)
        #expect(waited.status == 0)
        // What the events had told of already is not new to the refresh.
        #expect(
            try #/[01] new, 0 changed, 0 refused\n/#.wholeMatch(in: waited.output) != nil,
            "\(waited.output)"
        )
        #expect(try await daemon.atom().entries.count == 3)
    }

    @Test("Without a name the one daemon that runs is meant, not one that was killed; of several, one must be named")
    func unnamed() async throws {
        let place = try Place()
        await place.takeSeat()
        let environment = ["STATE_DIRECTORY": place.root + "/states"]
        var daemons: [Running] = []
        for name in ["first", "second", "third"] {
            let seeds = place.root + "/" + name
            try FileManager.default.createDirectory(atPath: seeds, withIntermediateDirectories: false)
            let running = try Running(
                Checkout.program,
                ["serve", seeds, "--listen", "127.0.0.1:0"],
                environment: plainEnvironment(home: place.root).merging(environment) { $1 },
                output: place.root + "/\(name).out",
                errors: place.root + "/\(name).err"
            )
            daemons.append(running)
            try await eventually("it is ready") { place.text("\(name).out").contains("Drop a text file") }
        }
        daemons[0].send(SIGKILL)
        _ = try await daemons[0].exit()
        let several = try await place.sower("status", environment: environment)
        #expect(several.status == 78 && several.errors.contains("several daemons"), "\(several)")
        #expect(several.errors.contains("/second-") && !several.errors.contains("/first-"))
        daemons[1].send(SIGKILL)
        _ = try await daemons[1].exit()
        let only = try await place.sower("status", environment: environment)
        #expect(only.status == 0 && only.output.contains("\(place.root)/third"), "\(only)")
        daemons[2].send(SIGKILL)
        _ = try await daemons[2].exit()
        #expect(try await place.sower("reload", environment: environment).status == 69)
    }

    @Test("refresh --wait counts what came of it")
    func refreshReport() async throws {
        let place = try Place()
        try place.write(SeedText.many(5))
        let daemon = try await SowerDaemon(place)
        // Nothing is said of a file before its writer closes it, and these do so at the end.
        var files: [FileHandle] = []
        for (name, _) in SeedText.many(3) {
            let file = try #require(FileHandle(forUpdatingAtPath: place.seed(name)))
            try file.seekToEnd()
            try file.write(contentsOf: Data("\nOne paragraph more.\n".utf8))
            files.append(file)
        }
        let waited = try await place.sower("refresh", "--wait", "--state", place.state)
        #expect(waited.output == "0 new, 3 changed, 0 refused\n")
        #expect(try await daemon.document("/atom.xml").text.contains("One paragraph more."))
        for file in files { try file.close() }
    }

    @Test(
        "Without a daemon, what would ask it says so with exit status 69",
        arguments: [
            ["status"], ["status", "--json"], ["refresh"], ["refresh", "--wait"], ["retract", "--missing"],
            ["retract", "x"],
        ]
    )
    func noDaemon(_ arguments: [String]) async throws {
        let place = try Place()
        let named = try await place.run(Checkout.program, arguments + ["--state", place.state])
        #expect(named.status == 69)
        #expect(named.errors.contains(place.state))
        if !FileManager.default.fileExists(atPath: "/var/lib/sower") {
            let unnamed = try await place.run(Checkout.program, arguments)
            #expect(unnamed.status == 69)
            #expect(unnamed.errors.contains("--state"))
        }
    }

    @Test("A second daemon on one state is sent away with the first one's process id")
    func stateLocked() async throws {
        let place = try Place()
        let daemon = try await SowerDaemon(place)
        let second = try await place.sower("serve", place.seeds, "--state", place.state, "--listen", "127.0.0.1:0")
        #expect(second.status == 69)
        #expect(second.errors.contains("process \(try await daemon.status().process)"))
        #expect(second.errors.contains(place.state))
        #expect(try await daemon.get("/healthz").status == 200)
    }

    @Test("A port that is taken is named, with exit status 69")
    func portTaken() async throws {
        let (place, other) = (try Place(), try Place())
        let daemon = try await SowerDaemon(place)
        guard case .loopback(let port) = daemon.address else { return }
        let second = try await other.sower(
            "serve",
            other.seeds,
            "--state",
            other.state,
            "--listen",
            "127.0.0.1:\(port)"
        )
        #expect(second.status == 69)
        #expect(second.errors.contains("127.0.0.1:\(port)"))
        #expect(second.output.isEmpty)
        #expect(try await daemon.get("/healthz").status == 200)
    }

    @Test("The state of another folder is refused, naming both and what to do")
    func stateOfAnother() async throws {
        let (place, other) = (try Place(), try Place())
        try await SowerDaemon(place).terminate()
        let second = try await other.sower("serve", other.seeds, "--state", place.state, "--listen", "127.0.0.1:0")
        #expect(second.status == 78)
        for part in [place.seeds, other.seeds, "adopt"] { #expect(second.errors.contains(part), "\(part)") }
    }

    @Test("A seeds folder that never was is a configuration error; one that is away is waited for")
    func missingFolder() async throws {
        let place = try Place()
        let never = try await place.sower("serve", place.root + "/nowhere", "--state", place.state)
        #expect(never.status == 78 && never.errors.contains("nowhere"))
        let other = try Place()
        try other.write(SeedText.many(2))
        try await SowerDaemon(other, baseURL: "http://news.example").terminate()
        try other.rename(other.seeds, other.root + "/elsewhere")
        let daemon = try await SowerDaemon(other, baseURL: "http://news.example")
        #expect(try await daemon.atom().entries.count == 2)
        #expect(try await daemon.status().brake != nil)
        try other.rename(other.root + "/elsewhere", other.seeds)
        try await eventually("all is well") { try await daemon.status().brake == nil }
    }

    @Test(
        "A retracted article is gone from feeds and pages, stays so after a restart, and its file stays",
        arguments: [true, false]
    )
    func retract(byFile: Bool) async throws {
        let place = try Place()
        try place.write(SeedText.many(3))
        let daemon = try await SowerDaemon(place)
        let id = try #require(try await daemon.atom()["Article Number 2"]?.id)
        let name = byFile ? place.seed("article-2.txt") : id
        let finished = try await place.sower("retract", name, "--state", place.state)
        #expect(finished.status == 0)
        #expect(finished.output == "withdrawn: article-2.txt: Article Number 2\n")
        try await expectGone(daemon)
        #expect(try await place.sower("retract", name, "--state", place.state).status == 1)
        try await daemon.refresh()
        try await expectGone(daemon)
        try await daemon.terminate()
        let again = try await SowerDaemon(place)
        try await expectGone(again)
        #expect(FileManager.default.fileExists(atPath: place.seed("article-2.txt")))
        let unknown = try await place.sower("retract", "no-such-file.txt", "--state", place.state)
        #expect(unknown.status == 1 && unknown.errors.contains("no-such-file.txt"))
    }

    private func expectGone(_ daemon: SowerDaemon) async throws {
        #expect(Set(try await daemon.atom().titles) == ["Article Number 1", "Article Number 3"])
        #expect(!(try await daemon.document("/rss.xml").text.contains("Article Number 2")))
        #expect(!(try await daemon.document("/").text.contains("Article Number 2")))
        #expect(try await daemon.get("/articles/article-number-2").status == 410)
        #expect(try await daemon.status().articles == 2)
    }
}
