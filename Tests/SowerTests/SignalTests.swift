import Foundation
import Testing

@Suite("Signals")
struct SignalTests {
    @Test("SIGUSR1 finds what no event told of")
    func refresh() async throws {
        let place = try Place()
        try place.write("lamps.txt", SeedText.plain("Lamps on the Pier", text: "They were dark for 9 winters."))
        let daemon = try await SowerDaemon(place)
        let before = try #require(try await daemon.atom().entries.first)
        let refreshed = try await daemon.status().lastRefresh
        // Nothing is said of a file before its writer closes it, and this one does so at the end.
        let file = try #require(FileHandle(forUpdatingAtPath: place.seed("lamps.txt")))
        defer { try? file.close() }
        try file.seek(toOffset: UInt64(SeedText.plain("Lamps on the Pier", text: "They were dark for ").utf8.count - 1))
        try file.write(contentsOf: Data("8".utf8))
        daemon.send(SIGUSR1)
        try await eventually("the change is published") {
            try await daemon.atom().entries.first.map { $0.updated != before.updated } ?? false
        }
        #expect(try await daemon.document("/rss.xml").text.contains("for 8 winters"))
        try await eventually("the refresh is logged") {
            daemon.log.contains("SIGUSR1: refreshing") && daemon.log.contains("refreshed: ")
        }
        try await eventually("the status tells the time of the refresh", every: .milliseconds(200)) {
            daemon.send(SIGUSR1)
            return try await daemon.status().lastRefresh?.time != refreshed?.time
        }
    }

    @Test("SIGHUP with a broken configuration keeps the one before and says what is wrong where")
    func brokenReload() async throws {
        let place = try Place()
        try place.write(SeedText.many(2))
        let daemon = try await SowerDaemon(place, configuration: "title: Old Title\n")
        let before = try await daemon.document("/atom.xml")
        let path = try place.file("sower.yaml", "title: New Title\nentries: 50\nentires: 3\n")
        daemon.send(SIGHUP)
        try await eventually("the failure is logged") { daemon.log.contains("\(path):3:") }
        #expect(daemon.log.contains("did you mean “entries”?"))
        try await eventually("the status tells of it") { try await daemon.status().lastReload?.succeeded == false }
        #expect(try await daemon.document("/atom.xml").body == before.body)
        try place.write("later.txt", SeedText.plain("Later"))
        try await daemon.holds(3)
        #expect(try await daemon.document("/atom.xml").text.contains("Old Title"))
    }

    @Test("SIGHUP takes over a new title, and no entry counts as updated for it")
    func reload() async throws {
        let place = try Place()
        try place.write(SeedText.many(2))
        let daemon = try await SowerDaemon(place, configuration: "title: Old Title\n")
        let before = try await daemon.atom()
        try place.file("sower.yaml", "title: New & Better\nentries: 1\n")
        daemon.send(SIGHUP)
        try await eventually("the title is in the feed") {
            try await daemon.document("/atom.xml").text.contains("<title type=\"text\">New &amp; Better</title>")
        }
        let after = try await daemon.atom()
        #expect(after.id == before.id)
        #expect(after.entries == Array(before.entries.prefix(1)))
        #expect(try await daemon.document("/rss.xml").text.contains("New &"))
        #expect(try await daemon.document("/").text.contains("New &amp; Better"))
        #expect(try await daemon.document("/articles/article-number-1").text.contains("New &amp; Better"))
        try await eventually("the status tells of it") { try await daemon.status().lastReload?.succeeded == true }
    }

    @Test("SIGUSR2 writes the status to the log")
    func statusLine() async throws {
        let place = try Place()
        try place.write(SeedText.many(2))
        let daemon = try await SowerDaemon(place)
        daemon.send(SIGUSR2)
        try await eventually("the status is logged") { daemon.log.contains("status: 2 articles, 0 refused") }
    }

    @Test("SIGTERM and SIGINT stop it with exit status 0, and the port is free again", arguments: [SIGTERM, SIGINT])
    func stop(by signal: Int32) async throws {
        let place = try Place()
        let daemon = try await SowerDaemon(place)
        #expect(try await daemon.terminate(signal) == 0)
        await #expect(throws: HTTPFailure.self) { try await daemon.get("/atom.xml") }
        #expect(!FileManager.default.fileExists(atPath: place.state + "/admin.sock"))
    }

    @Test("A second SIGTERM does not wait for a reader that is slow")
    func secondStop() async throws {
        let place = try Place()
        try place.write(SeedText.many(30))
        let daemon = try await SowerDaemon(place)
        let socket = try connected(to: daemon.address, receiveBuffer: 4_096)
        defer { close(socket) }
        // Many answers on one connection are more than sockets hold, and none of it is read.
        let request = "GET /atom.xml HTTP/1.1\r\nHost: localhost\r\n\r\n"
        try send(Array(String(repeating: request, count: 800).utf8), to: socket)
        var byte: UInt8 = 0
        #expect(recv(socket, &byte, 1, 0) == 1)
        daemon.send(SIGTERM)
        try await eventually("it is stopping") { daemon.log.contains("stopping") }
        #expect(daemon.isRunning)
        daemon.send(SIGTERM)
        #expect(try await daemon.exit() == 128 + SIGTERM)
        #expect(daemon.log.contains("a second signal"))
    }

    @Test("SIGHUP reloads while the terminal is there, and stops it once the terminal has gone")
    func terminal() async throws {
        let place = try Place()
        try place.write(SeedText.many(1))
        try place.file("sower.yaml", "title: Old Title\n")
        // The daemon leads a session with a terminal of its own; closing the other end takes the terminal away.
        let program = """
            import os, pty, signal, sys
            process, terminal = pty.fork()
            if process == 0: os.execv(sys.argv[1], sys.argv[1:])
            def wait_for(text):
                seen = b""
                while text not in seen: seen += os.read(terminal, 4096)
            wait_for(b"Drop a text file")
            os.kill(process, signal.SIGHUP)
            wait_for(b"configuration reloaded")
            os.close(terminal)
            print(os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]))
            """
        let finished = try await place.run(
            "python3",
            [
                "-c", program, Checkout.program, "serve", place.seeds, "--state", place.state, "--listen",
                "127.0.0.1:0",
                "--config", place.root + "/sower.yaml",
            ]
        )
        #expect(finished.output == "0\n", "\(finished)")
    }
}
