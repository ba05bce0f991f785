import Foundation
import Testing

/// Bounded load on loopback: clients that are slow, many, or in the way of a refresh.
@Suite("Under pressure", .serialized)
struct PressureTests {
    private static let quick = "header-timeout: 2s\nidle-timeout: 3s\nwrite-timeout: 2s\nmax-connections: 300\n"

    @Test(
        "slowhttptest takes the service from nobody: it answers throughout, and all connections end",
        arguments: [
            // Slow heads, slow bodies, slow reading; far more of them than there is room for.
            ["-H", "-c", "600", "-r", "300", "-i", "1", "-l", "6", "-x", "10", "-p", "2"],
            ["-B", "-c", "600", "-r", "300", "-i", "1", "-l", "6", "-x", "10", "-p", "2"],
            [
                "-X", "-c", "600", "-r", "300", "-i", "1", "-l", "6", "-k", "10", "-n", "1", "-w", "10", "-y", "20",
                "-z", "5",
            ],
        ]
    )
    func slow(arguments: [String]) async throws {
        let place = try Place()
        try place.write(SeedText.many(50))
        let daemon = try await SowerDaemon(place, configuration: PressureTests.quick)
        let address = try #require(daemon.feeds.first)
        async let attack = place.run("slowhttptest", arguments + ["-u", address])
        var answers = 0
        let deadline = ContinuousClock.now + .seconds(6)
        while ContinuousClock.now < deadline {
            let began = ContinuousClock.now
            #expect(try await daemon.get("/atom.xml").status == 200)
            #expect(ContinuousClock.now - began < .seconds(3))
            answers += 1
            try await Task.sleep(for: .milliseconds(20))
        }
        let finished = try await attack
        #expect(finished.output.contains("service available:"), "\(finished.output)")
        #expect(answers > 10)
        try await eventually("every connection has ended") { try await daemon.connections() == 0 }
        try await daemon.terminate()
    }

    @Test("Ten thousand idle connections take less than 15 kB each, and a request is still answered")
    func idle() async throws {
        var limit = rlimit()
        getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
        limit.rlim_cur = limit.rlim_max
        setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
        let place = try Place()
        try place.write(SeedText.many(3))
        let daemon = try await SowerDaemon(place, configuration: "max-connections: 12000\nidle-timeout: 10m\n")
        _ = try await daemon.get("/atom.xml")
        let before = try #require(try await daemon.metric("process_resident_memory_bytes"))
        let count = 10_000
        var sockets: [Int32] = []
        defer { for socket in sockets { close(socket) } }
        let request = Array("GET /atom.xml HTTP/1.1\r\nHost: x\r\nIf-None-Match: *\r\n\r\n".utf8)
        for _ in 0..<count {
            let socket = try connected(to: daemon.address)
            sockets.append(socket)
            try send(request, to: socket)
        }
        var buffer = [UInt8](repeating: 0, count: 4_096)
        for socket in sockets { #expect(recv(socket, &buffer, buffer.count, 0) > 0) }
        #expect(try await daemon.connections() == count)
        let after = try #require(try await daemon.metric("process_resident_memory_bytes"))
        let each = (after - before) / Double(count)
        print("an idle connection: \(Int(each)) bytes of resident memory")
        #expect(each < 15_000)
        #expect(try await daemon.get("/atom.xml").status == 200)
        try await daemon.terminate()
    }

    @Test("With hardly a descriptor left it goes on, and answers again once there is one", arguments: [48, 110])
    func descriptors(limit: Int) async throws {
        let place = try Place()
        try place.write(SeedText.many(3))
        let daemon = try await SowerDaemon(place, tracer: ["prlimit", "--nofile=\(limit):\(limit)"])
        var sockets: [Int32] = []
        for _ in 0..<200 { sockets.append(try connected(to: daemon.address)) }
        for socket in sockets { _ = try? send(Array("GET /healthz HTTP/1.1\r\nHost: x\r\n".utf8), to: socket) }
        #expect(daemon.isRunning)
        for socket in sockets { close(socket) }
        try await eventually("it answers", within: .seconds(90)) { (try? await daemon.get("/atom.xml"))?.status == 200 }
        try place.write("later.txt", SeedText.plain("Later"))
        try await eventually("it reads seeds") { try await daemon.atom()["Later"] != nil }
        try await daemon.terminate()
    }

    @Test("Refreshes and reloads under full load fail no request, and every body fits its tag and length")
    func load() async throws {
        // 200 and 50 with SOWER_PRESSURE=full; the load is the same.
        let isFull = ProcessInfo.processInfo.environment["SOWER_PRESSURE"] == "full"
        let (refreshes, reloads) = isFull ? (200, 50) : (20, 5)
        let place = try Place()
        try place.write(SeedText.many(60))
        let daemon = try await SowerDaemon(place, configuration: "title: One\ngrace: 0s\n")
        let bodies = Bodies()
        let work = Task {
            for number in 0..<refreshes {
                try place.write("changing.txt", SeedText.plain("Changing \(number)"))
                try await daemon.refresh()
                if number % (refreshes / reloads) == 0 {
                    try place.file("sower.yaml", "title: Number \(number)\ngrace: 0s\nmax-age: \(number % 9 + 1)m\n")
                    let reloaded = try await place.sower("reload", "--state", place.state)
                    #expect(reloaded.status == 0, "\(reloaded.errors)")
                }
            }
        }
        try await withThrowingTaskGroup(of: Int.self) { tasks in
            for reader in 0..<8 {
                tasks.addTask {
                    var count = 0
                    while await !bodies.isOver {
                        let path = ["/atom.xml", "/rss.xml", "/", "/articles/article-number-7"][(count + reader) % 4]
                        let answer = try await daemon.get(
                            path,
                            reader.isMultiple(of: 2) ? ["Accept-Encoding": "gzip"] : [:]
                        )
                        try #require(answer.status == 200)
                        try #require(answer["content-length"] == String(answer.body.count))
                        try #require(await bodies.fits(answer, path))
                        count += 1
                    }
                    return count
                }
            }
            tasks.addTask {
                let result = await work.result
                await bodies.end()
                try result.get()
                return 0
            }
            var sum = 0
            for try await count in tasks { sum += count }
            print("\(sum) requests during \(refreshes) refreshes and \(reloads) reloads")
            #expect(sum > 10 * refreshes)
        }
        try await daemon.terminate()
    }

    /// The first body of each tag; the tag names it, so there must be no other.
    private actor Bodies {
        private var known: [String: [UInt8]] = [:]
        private(set) var isOver = false

        func end() { isOver = true }

        func fits(_ answer: HTTPAnswer, _ path: String) -> Bool {
            guard let tag = answer.tag else { return false }
            let first = known[path + tag, default: answer.body]
            known[path + tag] = first
            return first == answer.body
        }
    }

    @Test("REDbot has no complaint on any kind of document")
    func redbot() async throws {
        let place = try Place()
        try place.write(SeedText.many(20))
        let daemon = try await SowerDaemon(place, configuration: "grace: 0s\n")
        try place.remove("article-2.txt")
        try await daemon.refresh()
        let root = try #require(daemon.feeds.first).dropLast("/atom.xml".count)
        let kinds = [
            "/atom.xml": 200, "/rss.xml": 200, "/": 200, "/articles/article-number-3": 200, "/none": 404,
            "/healthz": 200,
            "/articles/article-number-2": 410,
        ]
        for (path, status) in kinds {
            let python = Checkout.path(".judges/venv/bin/python")
            let judged = try await place.run(python, [Checkout.path("Tests/Judges/httpcheck.py"), root + path])
            #expect(judged.status == 0 && judged.output.hasPrefix("\(status) "), "\(judged.output)\(judged.errors)")
        }
        try await daemon.terminate()
    }
}
