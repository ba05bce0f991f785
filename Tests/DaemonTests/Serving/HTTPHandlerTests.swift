import NIOCore
import Testing

@testable import Daemon

@Suite("Connections")
struct HTTPHandlerTests {
    /// Short deadlines; the first byte may take longer, since on a busy machine the test itself does.
    private func quick(firstByte: TimeAmount = .seconds(90)) -> ServerSettings {
        var settings = ServerSettings()
        settings.firstByteTimeout = firstByte
        settings.headTimeout = .milliseconds(300)
        settings.idleTimeout = .milliseconds(300)
        settings.writeTimeout = .milliseconds(500)
        return settings
    }

    @Test("A connection stays open for the next request")
    func keepAlive() async throws {
        let site = try await TestSite.start()
        let client = try await RawClient(site.address)
        for count in 1...3 {
            try await client.send("GET /atom.xml HTTP/1.1\r\nHost: x\r\n\r\n")
            let answers = try await client.answers(count)
            #expect(answers[count - 1].status == 200)
            #expect(answers[count - 1].field("Connection") == nil)
        }
        #expect(!client.isEnded)
        await client.close()
        await site.stop()
    }

    @Test(
        "HTTP/1.0 closes unless it asks not to",
        arguments: [("", "close"), ("Connection: keep-alive\r\n", "keep-alive")]
    )
    func http10(field: String, connection: String) async throws {
        let site = try await TestSite.start()
        let client = try await RawClient(site.address)
        try await client.send("GET /atom.xml HTTP/1.0\r\n\(field)\r\n")
        let answer = try #require(try await client.answers(1).first)
        #expect(answer.status == 200)
        #expect(answer.field("Connection") == connection)
        if connection == "close" { _ = try await client.readToEnd() }
        await client.close()
        await site.stop()
    }

    @Test("Pipelined requests are answered in order, hot and cold mixed", arguments: [1, 7, 4_096])
    func pipelining(chunk: Int) async throws {
        let site = try await TestSite.start()
        let paths = (0..<10).map { $0 % 3 == 1 ? "/cold/\($0)" : $0 == 5 ? "/none" : "/atom.xml" }
        let text = paths.map { "GET \($0) HTTP/1.1\r\nHost: x\r\n\r\n" }.joined()
        let client = try await RawClient(site.address)
        let bytes = Array(text.utf8)
        for start in stride(from: 0, to: bytes.count, by: chunk) {
            try await client.send(Array(bytes[start..<min(start + chunk, bytes.count)]))
        }
        let answers = try await client.answers(10)
        for (path, answer) in zip(paths, answers) {
            #expect(answer.status == (path == "/none" ? 404 : 200))
            if path.hasPrefix("/cold/") { #expect(answer.text.hasPrefix("page at \(path)\n")) }
            if path == "/atom.xml" { #expect(answer.body == TestSite.feedBody) }
        }
        await client.close()
        await site.stop()
    }

    @Test("Many requests behind a slow answer wait their turn, and none is lost")
    func longPipeline() async throws {
        let site = try await TestSite.start()
        let client = try await RawClient(site.address)
        // More than the gate keeps, so reading has to pause and go on.
        let count = 5_000
        let request = "HEAD /atom.xml HTTP/1.1\r\nHost: x\r\n\r\n"
        async let sent: Void = client.send(
            "GET /slow/a HTTP/1.1\r\nHost: x\r\n\r\n" + String(repeating: request, count: count)
        )
        try await RawClient.eventually { site.source.current.waiting == 1 }
        #expect(client.bytes.isEmpty)
        site.source.open()
        try await sent
        let answers = try await client.answers(count + 1, bodiless: Set(1...count))
        #expect(answers.count == count + 1)
        #expect(answers[0].text.hasPrefix("page at /slow/a\n"))
        await client.close()
        await site.stop()
    }

    @Test("A client that has closed its side still gets all its answers")
    func halfClosed() async throws {
        let site = try await TestSite.start()
        let client = try await RawClient(site.address)
        try await client.send(
            "GET /slow/a HTTP/1.1\r\nHost: x\r\n\r\nGET /atom.xml HTTP/1.1\r\nHost: x\r\n\r\n"
        )
        try await client.closeOutput()
        try await RawClient.eventually { site.source.current.waiting == 1 }
        site.source.open()
        let answers = RawAnswer.all(in: try await client.readToEnd())
        #expect(answers.map(\.status) == [200, 200])
        #expect(answers.last?.body == TestSite.feedBody)
        await site.stop()
    }

    @Test("An answer survives though the client goes on sending a body")
    func lingers() async throws {
        let site = try await TestSite.start()
        let client = try await RawClient(site.address)
        try await client.send(
            "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 200000\r\n\r\n" + String(repeating: "x", count: 200_000)
        )
        let answer = try #require(RawAnswer.all(in: try await client.readToEnd()).first)
        #expect(answer.status == 405)
        await site.stop()
    }

    @Test("A head that doesn't come to its end gets 408, though bytes keep dripping")
    func slowHead() async throws {
        let site = try await TestSite.start(quick())
        let client = try await RawClient(site.address)
        try await client.send("GET /atom.xml HTTP/1.1\r\n")
        let dripping = Task {
            while !Task.isCancelled {
                try await client.send("X")
                try await Task.sleep(for: .milliseconds(20))
            }
        }
        let answers = RawAnswer.all(in: try await client.readToEnd())
        dripping.cancel()
        #expect(answers.map(\.status) == [408])
        await site.stop()
    }

    @Test("A connection that says nothing is closed without a word", arguments: [false, true])
    func silent(afterAnswer: Bool) async throws {
        let site = try await TestSite.start(quick(firstByte: afterAnswer ? .seconds(90) : .milliseconds(300)))
        let client = try await RawClient(site.address)
        if afterAnswer { try await client.send("GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n") }
        let answers = RawAnswer.all(in: try await client.readToEnd())
        #expect(answers.count == (afterAnswer ? 1 : 0))
        await site.stop()
    }

    @Test("A client that doesn't read its answer is given up")
    func unreadAnswer() async throws {
        let body = [UInt8](repeating: 0x61, count: 24_000_000)
        let site = try await TestSite.start(quick(), edition: TestSite.edition(1, feed: body))
        let client = try await RawClient(site.address, reads: false)
        try await client.send("GET /atom.xml HTTP/1.1\r\nHost: x\r\n\r\n")
        let probe = try await site.exchange("GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        #expect(probe.first?.status == 200)
        // Stopping waits for answers in flight, so its end shows the end of the connection.
        let began = NIODeadline.now()
        await site.server.stop(deadline: .seconds(60))
        #expect(NIODeadline.now() - began < .seconds(30))
        await client.close()
    }

    @Test("An answer that takes longer than any timeout still comes")
    func slowAnswer() async throws {
        let site = try await TestSite.start(quick())
        let client = try await RawClient(site.address)
        try await client.send("GET /slow/a HTTP/1.1\r\nHost: x\r\n\r\n")
        try await RawClient.eventually { site.source.current.waiting == 1 }
        // Two others that came later, one after the other, are given up before.
        for _ in 1...2 {
            let idle = try await RawClient(site.address)
            try await idle.send("GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n")
            #expect(RawAnswer.all(in: try await idle.readToEnd()).count == 1)
        }
        #expect(!client.isEnded)
        site.source.open()
        #expect(try await client.answers(1).first?.status == 200)
        await client.close()
        await site.stop()
    }

    @Test("Random bytes end in an answer or a close, and the server lives on")
    func randomBytes() async throws {
        var settings = quick(firstByte: .milliseconds(300))
        settings.lingerTimeout = .milliseconds(200)
        let site = try await TestSite.start(settings)
        var random = ServingRandom(seed: 29)
        let parts = [
            "GET", "POST", " ", "/", "/atom.xml", "/cold/a", "*", "HTTP/1.1", "HTTP/1.0", "HTTP/9.9", "\r\n", "\n",
            "\r",
            "\r\n\r\n", "Host: x\r\n", "Host:", "Content-Length: 5\r\n", "Content-Length: 0\r\n",
            "Connection: close\r\n",
            "Transfer-Encoding: chunked\r\n", "Upgrade: x\r\n", "If-None-Match: \"", "%", "\0", "\u{FF}", ":", "a",
            "GET /atom.xml HTTP/1.1\r\nHost: x\r\n\r\n", "GET /cold/b HTTP/1.1\r\nHost: x\r\n\r\n",
        ]
        for _ in 0..<12 {
            var inputs: [[UInt8]] = []
            for _ in 0..<30 {
                let isNoise = Int.random(in: 0..<4, using: &random) == 0
                let bytes: [UInt8] =
                    isNoise
                    ? (0..<Int.random(in: 0...400, using: &random)).map { _ in .random(in: 0...255, using: &random) }
                    : (0..<Int.random(in: 0...12, using: &random)).flatMap { _ in
                        Array(parts[Int.random(in: 0..<parts.count, using: &random)].utf8)
                    }
                inputs.append(bytes)
            }
            let endings = (0..<30).map { _ in Int.random(in: 0..<3, using: &random) }
            try await withThrowingTaskGroup(of: Void.self) { tasks in
                for (input, ending) in zip(inputs, endings) {
                    tasks.addTask {
                        let client = try await RawClient(site.address)
                        try? await client.send(input)
                        // Closed, half-closed, or left to the server's deadlines.
                        if ending == 0 { return await client.close() }
                        if ending == 1 { try? await client.closeOutput() }
                        let bytes = try await client.readToEnd()
                        #expect(bytes.isEmpty || bytes.starts(with: "HTTP/1.1 ".utf8))
                    }
                }
                try await tasks.waitForAll()
            }
        }
        let answer = try await site.exchange("GET /atom.xml HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n").first
        #expect(answer?.body == TestSite.feedBody)
        await site.stop()
    }
}
