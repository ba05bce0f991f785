import Foundation
import Testing

@Suite("Under a service manager")
struct SupervisionTests {
    @Test("It tells each state in order: ready, reloading, ready, a bad reload, stopping", arguments: [false, true])
    func order(isAbstract: Bool) async throws {
        let place = try Place()
        try place.write(SeedText.many(3))
        try place.write("bad.txt", "A title alone\n")
        let name = isAbstract ? "@sower-test-\(UUID().uuidString)" : place.root + "/notify"
        let manager = try NotifySocket(name)
        let daemon = try await SowerDaemon(place, configuration: "title: A\n", environment: ["NOTIFY_SOCKET": name])
        #expect(manager.states == ["READY=1"])
        try await eventually("the status has come") {
            manager.messages.contains { $0.hasPrefix("STATUS=3 articles, 1 refused, last change ") }
        }

        try place.file("sower.yaml", "title: B\n")
        daemon.send(SIGHUP)
        try await eventually("it has reloaded") { manager.states.count == 3 }
        #expect(manager.states.dropFirst() == ["RELOADING=1 MONOTONIC_USEC", "READY=1"])
        #expect(try await daemon.document("/atom.xml").text.contains(">B</title>"))

        try place.file("sower.yaml", "title: C\nentires: 3\n")
        let reload = try await place.sower("reload", "--state", place.state)
        #expect(reload.status == 1)
        #expect(reload.errors.contains("sower.yaml:2:1: unknown key “entires”; did you mean “entries”?"))
        #expect(manager.states.dropFirst(3) == ["RELOADING=1 MONOTONIC_USEC", "READY=1"])
        try await eventually("the status says why") {
            manager.messages.last { $0.hasPrefix("STATUS=") }?.contains("not reloaded: ") == true
        }
        #expect(try await daemon.document("/atom.xml").text.contains(">B</title>"))

        try await daemon.terminate()
        #expect(manager.states.dropFirst(5) == ["STOPPING=1"])
        #expect(manager.messages.last == "STOPPING=1")
    }

    @Test("The watchdog is fed while all moves, not while one event loop is held, and again after that")
    func watchdog() async throws {
        let place = try Place()
        try place.write(SeedText.many(3))
        let manager = try NotifySocket(place.root + "/notify")
        let daemon = try await SowerDaemon(
            place,
            environment: ["NOTIFY_SOCKET": place.root + "/notify", "WATCHDOG_USEC": "400000"]
        )
        let fed = { manager.messages.count { $0 == "WATCHDOG=1" } }
        try await eventually("it is fed") { fed() >= 3 }

        let process = try await daemon.status().process
        let tasks = "/proc/\(process)/task"
        let loop = try #require(
            try FileManager.default.contentsOfDirectory(atPath: tasks).first { task in
                let name = FileManager.default.contents(atPath: "\(tasks)/\(task)/comm") ?? Data()
                return String(decoding: name, as: UTF8.self).hasPrefix("NIO-")
            }
        )
        // Each return from waiting for events takes ten minutes.
        let tracer = try Running(
            "strace",
            [
                "-p", loop, "-e", "trace=epoll_wait,epoll_pwait", "-e",
                "inject=epoll_wait,epoll_pwait:delay_exit=600000000", "-o", place.root + "/trace",
            ],
            environment: plainEnvironment(home: place.root),
            output: place.root + "/strace.out",
            errors: place.root + "/strace.err"
        )
        try await eventually("strace is there") { place.text("strace.err").contains("attached") }
        // Seven intervals at which it would have been fed.
        try await eventually("it goes unfed") {
            manager.last("WATCHDOG=1").map { ContinuousClock.now - $0 > .milliseconds(1_500) } ?? false
        }
        tracer.send(SIGINT)
        _ = try await tracer.exit()
        let before = fed()
        try await eventually("it is fed again") { fed() > before }
        try await daemon.terminate()
    }

    @Test("Large seeds are read a few at a time, so that a first start tells of its progress and does not look stuck")
    func largeSeeds() async throws {
        let place = try Place()
        let large = [UInt8](repeating: 0xFF, count: 4_000_000)
        for number in 1...5 {
            try place.write("large-\(number).txt", bytes: large)
            // What was written just now would be taken by itself.
            try FileManager.default.setAttributes(
                [.modificationDate: Date(timeIntervalSinceNow: -60)],
                ofItemAtPath: place.seed("large-\(number).txt")
            )
        }
        let manager = try NotifySocket(place.root + "/notify")
        let daemon = try await SowerDaemon(place, environment: ["NOTIFY_SOCKET": place.root + "/notify"])
        for done in [2, 4] {
            #expect(
                manager.messages.contains("EXTEND_TIMEOUT_USEC=30000000\nSTATUS=reading seeds: \(done) of 5"),
                "\(manager.messages)"
            )
        }
        #expect(try await daemon.status().counts.refused == 5)
    }

    @Test("A watchdog that is meant for another process is not fed")
    func foreignWatchdog() async throws {
        let place = try Place()
        try place.write(SeedText.many(1))
        let manager = try NotifySocket(place.root + "/notify")
        let daemon = try await SowerDaemon(
            place,
            environment: [
                "NOTIFY_SOCKET": place.root + "/notify", "WATCHDOG_USEC": "1000", "WATCHDOG_PID": "1",
            ]
        )
        for _ in 0..<20 { try await daemon.refresh() }
        try await daemon.terminate()
        #expect(!manager.messages.contains("WATCHDOG=1"))
    }

    @Test("An upgrade under socket activation loses no request: none is refused, and one half sent is answered")
    func upgrade() async throws {
        let place = try Place()
        try place.write(SeedText.many(40))
        let holder = try Running(
            "python3",
            [
                Checkout.path("Tests/Judges/socket_holder.py"), Checkout.program, "serve", place.seeds, "--state",
                place.state, "--listen", "127.0.0.1:1",
            ],
            environment: plainEnvironment(home: place.root),
            output: place.root + "/out",
            errors: place.root + "/err"
        )
        let port = try await eventually("the port is known") {
            place.text("out").split(separator: "\n").first.flatMap { Int($0) }
        }
        let address = HTTPAddress.loopback(port: port)
        // Whoever connects before it is ready waits in the queue.
        let first = try await fetch("/atom.xml", from: address)
        #expect(first.status == 200)
        for round in 1...3 {
            let half = try connected(to: address)
            defer { close(half) }
            try send(Array("GET /atom.xml HTTP/1.1\r\nHost: a\r\n".utf8), to: half)
            // Nothing tells when the kernel has handed the half over but an answer on a later connection.
            #expect(try await fetch("/healthz", from: address).status == 200)
            holder.send(SIGHUP)
            let answers = try await withThrowingTaskGroup(of: [HTTPAnswer].self) { tasks in
                for _ in 0..<4 {
                    tasks.addTask {
                        var answers: [HTTPAnswer] = []
                        repeat { answers.append(try await fetch("/atom.xml", from: address)) } while place.nexts < round
                        for _ in 0..<20 { answers.append(try await fetch("/atom.xml", from: address)) }
                        return answers
                    }
                }
                // While others are being turned to the next process, the first still owes this one an answer.
                try send(Array("Connection: close\r\n\r\n".utf8), to: half)
                let late = try received(from: half)
                #expect(late.hasPrefix("HTTP/1.1 200 OK") && late.hasSuffix("</feed>\n"))
                return try await tasks.reduce(into: []) { $0 += $1 }
            }
            #expect(answers.count >= 84)
            #expect(answers.allSatisfy { $0.status == 200 && $0.body == first.body && $0.tag == first.tag })
        }
        let log = place.text("err")
        #expect(log.contains("listening on the service manager's sockets, not on “listen”"))
        holder.send(SIGTERM)
        #expect(try await holder.exit() == 0)
    }

    /// All that comes until the other side closes.
    private func received(from socket: Int32) throws -> String {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = recv(socket, &buffer, buffer.count, 0)
            guard count >= 0 else { throw HTTPFailure(description: String(cString: strerror(errno))) }
            if count == 0 { return String(decoding: bytes, as: UTF8.self) }
            bytes += buffer[..<count]
        }
    }

    // As in the unit: a read-only system but for its own places, read-only seeds, processes of its own, no capabilities, no new
    // privileges. Not as there: the user, whom the folders of a checkout may keep out, and the filters of system calls,
    // devices and address families, which the service manager alone installs.
    @Test("It does all of its work in a sandbox like the unit's", .enabled(if: MountedFolder.isPermitted))
    func sandbox() async throws {
        let place = try Place()
        try place.write(SeedText.many(3))
        let script = """
            set -e
            mount --make-rprivate /
            mkdir -p "$0/state"
            mount --bind "$0" "$0"
            mount --bind "$0/seeds" "$0/seeds" && mount -o remount,bind,ro "$0/seeds"
            mount -o remount,bind,ro /
            exec setpriv --no-new-privs --bounding-set=-all --inh-caps=-all --ambient-caps=-all -- "$@"
            """
        let daemon = try await SowerDaemon(
            place,
            tracer: [
                "unshare", "--mount", "--pid", "--fork", "--kill-child", "--mount-proc", "sh", "-c", script, place.root,
            ]
        )
        let process = "/proc/\(try #require(try await daemonProcess(in: place)))"
        let facts = String(decoding: FileManager.default.contents(atPath: process + "/status") ?? Data(), as: UTF8.self)
        #expect(facts.contains("CapBnd:\t0000000000000000") && facts.contains("NoNewPrivs:\t1"))
        let mounts = String(
            decoding: FileManager.default.contents(atPath: process + "/mounts") ?? Data(),
            as: UTF8.self
        )
        #expect(mounts.split(separator: "\n").contains { $0.contains(" / ") && $0.contains(" ro,") })

        try place.write("later.txt", SeedText.plain("Written Later"))
        try await daemon.holds(4)
        #expect(try await daemon.atom()["Written Later"] != nil)
        try place.rename(place.seed("later.txt"), place.seed("moved.txt"))
        try await daemon.refresh()
        #expect(try await daemon.get("/articles/written-later").status == 200)
        try place.remove("moved.txt")
        let retracted = try await place.sower("status", "--state", place.state)
        #expect(retracted.status == 0, "\(retracted)")
        let reload = try await place.sower("reload", "--state", place.state)
        #expect(reload.status == 0, "\(reload)")
    }

    /// The process of the daemon as it is numbered here, not in its own namespace.
    private func daemonProcess(in place: Place) async throws -> Int? {
        let found = try await place.run("pgrep", ["-f", "^\(Checkout.program) serve \(place.seeds) "])
        return found.output.split(separator: "\n").first.flatMap { Int($0) }
    }

    @Test("systemd finds nothing to say about the units, and exposure is at most 2.0")
    func units() async throws {
        let place = try Place()
        for name in ["sower.service", "sower.socket"] {
            let unit = try String(contentsOfFile: Checkout.path("deploy/systemd/\(name)"), encoding: .utf8)
            // The program need not be installed where the tests run.
            try place.file(name, unit.replacing("/usr/local/bin/sower", with: "/bin/true"))
        }
        let verified = try await place.run(
            "systemd-analyze",
            ["verify", place.root + "/sower.service", place.root + "/sower.socket"]
        )
        #expect(verified.status == 0)
        #expect(verified.errors.isEmpty, "\(verified.errors)")
        let rated = try await place.run(
            "systemd-analyze",
            ["security", "--offline=true", "--threshold=20", place.root + "/sower.service"]
        )
        #expect(rated.status == 0, "\(rated.output.suffix(200))")
        #expect(rated.output.contains("Overall exposure level"))
    }
}

extension Place {
    /// How many further processes the socket's holder has started.
    fileprivate var nexts: Int { text("out").split(separator: "\n").count { $0 == "next" } }
}
