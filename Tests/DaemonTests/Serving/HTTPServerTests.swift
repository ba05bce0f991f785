import NIOCore
import NIOPosix
import Syndication
import Testing

@testable import Daemon

@Suite("HTTP server")
struct HTTPServerTests {
    private let close = "Host: x\r\nConnection: close\r\n\r\n"

    @Test("A hot document is served with all its fields, date included")
    func hot() async throws {
        let site = try await TestSite.start()
        let answer = try #require(try await site.exchange("GET /atom.xml HTTP/1.1\r\n\(close)").first)
        #expect(answer.status == 200)
        #expect(answer.body == TestSite.feedBody)
        #expect(answer.field("ETag") == "\"\(checksum(TestSite.feedBody))\"")
        #expect(answer.field("Connection") == "close")
        #expect(answer.field("Access-Control-Allow-Origin") == "*")
        let date = try #require(answer.field("Date"))
        #expect(HTTPDate.moment(of: date, now: Timestamp(seconds: 0)) != nil)
        await site.stop()
    }

    @Test("The compressed body inflates to the plain one")
    func gzip() async throws {
        let site = try await TestSite.start()
        let answer = try #require(
            try await site.exchange("GET /atom.xml HTTP/1.1\r\nAccept-Encoding: gzip\r\n\(close)").first
        )
        #expect(answer.field("Content-Encoding") == "gzip")
        #expect(answer.field("Vary") == "Accept-Encoding")
        #expect(try inflated(answer.body) == TestSite.feedBody)
        await site.stop()
    }

    @Test(
        "HEAD gives the fields of GET and no body, hot and cold (H-1)",
        arguments: ["/atom.xml", "/cold/a", "/none", "/gone"]
    )
    func head(path: String) async throws {
        let site = try await TestSite.start()
        let client = try await RawClient(site.address)
        try await client.send("GET \(path) HTTP/1.1\r\nHost: x\r\n\r\nHEAD \(path) HTTP/1.1\r\n\(close)")
        _ = try await client.readToEnd()
        let answers = RawAnswer.all(in: client.bytes, bodiless: [1])
        try #require(answers.count == 2)
        let ignored = ["Date", "Connection"]
        let lines = answers.map { $0.lines.filter { line in !ignored.contains { line.hasPrefix($0) } } }
        #expect(lines[0] == lines[1])
        #expect(!answers[0].body.isEmpty)
        await site.stop()
    }

    @Test("A condition is answered with 304, and a cold one renders nothing", arguments: ["", "gzip"])
    func conditions(encoding: String) async throws {
        let site = try await TestSite.start()
        let first = try #require(
            try await site.exchange("GET /cold/a HTTP/1.1\r\nAccept-Encoding: \(encoding)\r\n\(close)").first
        )
        let tag = try #require(first.field("ETag"))
        let renders = site.source.current.renders
        let fresh = try await TestSite.start(source: StubSource())
        for site in [site, fresh] {
            let second = try #require(
                try await site.exchange(
                    "GET /cold/a HTTP/1.1\r\nAccept-Encoding: \(encoding)\r\nIf-None-Match: \"x\"\r\n"
                        + "If-None-Match: \(tag)\r\n\(close)"
                ).first
            )
            #expect(second.status == 304)
            #expect(second.field("ETag") == tag)
            #expect(second.field("Vary") == "Accept-Encoding")
            #expect(second.field("Cache-Control") == "no-cache")
            #expect(second.field("Content-Length") == nil)
            #expect(second.body.isEmpty)
        }
        #expect(site.source.current.renders == renders)
        #expect(fresh.source.current.renders == 0)
        await fresh.stop()
        await site.stop()
    }

    @Test("A cold document is rendered once, whether plain or compressed bytes are wanted first")
    func coldCodings() async throws {
        for wanted in [["", "gzip", "", "gzip"], ["gzip", "", "gzip"]] {
            let site = try await TestSite.start()
            for coding in wanted {
                let answer = try #require(
                    try await site.exchange("GET /cold/a HTTP/1.1\r\nAccept-Encoding: \(coding)\r\n\(close)").first
                )
                #expect((answer.field("Content-Encoding") ?? "") == coding)
                #expect(answer.field("ETag")?.hasSuffix("-gzip\"") == (coding == "gzip"))
                #expect(answer.field("Vary") == "Accept-Encoding")
                #expect(answer.body.isEmpty == false)
            }
            #expect(site.source.current.renders == 1)
            await site.stop()
        }
    }

    @Test("A cold document is rendered once for as long as its tag stays")
    func cache() async throws {
        let site = try await TestSite.start()
        for _ in 0..<3 {
            let answer = try #require(try await site.exchange("GET /cold/a HTTP/1.1\r\n\(close)").first)
            #expect(answer.status == 200)
        }
        #expect(site.source.current.renders == 1)
        #expect(site.source.current.lookUps == 3)
        await site.stop()
    }

    @Test(
        "The source's other answers come through, and its failures say nothing about the inside",
        arguments: [("/moved", 301), ("/gone", 410), ("/none", 404), ("/broken", 500)]
    )
    func statuses(path: String, status: Int) async throws {
        let site = try await TestSite.start()
        let answer = try #require(try await site.exchange("GET \(path) HTTP/1.1\r\n\(close)").first)
        #expect(answer.status == status)
        #expect(!answer.text.contains("Broken"))
        if status == 301 { #expect(answer.field("Location") == "/cold/a") }
        await site.stop()
    }

    @Test("Full means full: beyond the queue the answer is 503 with a time to come back")
    func busy() async throws {
        var settings = TestSite.patient
        settings.coldThreads = 1
        settings.coldQueueLimit = 2
        let site = try await TestSite.start(settings)
        // One runs, two wait, five are refused, whichever come first.
        var clients: [RawClient] = []
        for number in 0..<8 {
            let client = try await RawClient(site.address)
            try await client.send("GET /slow/\(number) HTTP/1.1\r\n\(close)")
            clients.append(client)
        }
        try await RawClient.eventually { [clients] in clients.count { $0.isEnded } == 5 }
        for client in clients where client.isEnded {
            let answer = try #require(RawAnswer.all(in: client.bytes).first)
            #expect(answer.status == 503)
            #expect(answer.field("Retry-After") == "5")
        }
        let waiting = clients.filter { !$0.isEnded }
        #expect(waiting.count == 3)
        let hot = try #require(try await site.exchange("GET /atom.xml HTTP/1.1\r\n\(close)").first)
        #expect(hot.status == 200)
        site.source.open()
        for client in waiting {
            #expect(RawAnswer.all(in: try await client.readToEnd()).first?.status == 200)
        }
        await site.stop()
    }

    @Test("While editions change under load, every body matches its tag (H-20)")
    func publish() async throws {
        let bodies = (0..<8).map { Array(String(repeating: "edition \($0) ", count: 40_000 + $0).utf8) }
        let site = try await TestSite.start(edition: TestSite.edition(1, feed: bodies[0]))
        let tags = Dictionary(bodies.map { ("\"\(checksum($0))\"", $0) }, uniquingKeysWith: { first, _ in first })
        try await withThrowingTaskGroup(of: Int.self) { tasks in
            for _ in 0..<4 {
                tasks.addTask {
                    let client = try await RawClient(site.address)
                    for _ in 0..<20 { try await client.send("GET /atom.xml HTTP/1.1\r\nHost: x\r\n\r\n") }
                    try await client.closeOutput()
                    let answers = RawAnswer.all(in: try await client.readToEnd())
                    for answer in answers {
                        #expect(answer.status == 200)
                        #expect(answer.field("ETag").flatMap { tags[$0] } == answer.body)
                    }
                    return answers.count
                }
            }
            for number in 1..<24 {
                await site.server.publish(TestSite.edition(UInt64(number), feed: bodies[number % bodies.count]))
            }
            for try await count in tasks { #expect(count == 20) }
        }
        await site.stop()
    }

    @Test("Published means that every loop answers from it")
    func published() async throws {
        let site = try await TestSite.start()
        for number in 2..<20 {
            let body = Array("edition \(number)".utf8)
            await site.server.publish(TestSite.edition(UInt64(number), feed: body))
            let answer = try #require(try await site.exchange("GET /atom.xml HTTP/1.1\r\n\(close)").first)
            #expect(answer.body == body)
        }
        await site.stop()
    }

    @Test("An edition may be taken back, and the one before is served again")
    func takenBack() async throws {
        let site = try await TestSite.start()
        for number in [5, 4] {
            let body = Array("edition \(number)".utf8)
            await site.server.publish(TestSite.edition(UInt64(number), feed: body))
            let answer = try #require(try await site.exchange("GET /atom.xml HTTP/1.1\r\n\(close)").first)
            #expect(answer.body == body)
        }
        await site.stop()
    }

    @Test("Stopping lets an answer in flight end and closes what idles")
    func stopping() async throws {
        let site = try await TestSite.start()
        let idle = try await RawClient(site.address)
        try await idle.send("GET /atom.xml HTTP/1.1\r\nHost: x\r\n\r\n")
        _ = try await idle.answers(1)
        let busy = try await RawClient(site.address)
        try await busy.send("GET /slow/a HTTP/1.1\r\nHost: x\r\n\r\n")
        try await RawClient.eventually { site.source.current.waiting == 1 }
        async let stopped: Void = site.server.stop(deadline: .seconds(15))
        _ = try await idle.readToEnd()
        await #expect(throws: (any Error).self) { try await RawClient(site.address) }
        site.source.open()
        let answer = try #require(RawAnswer.all(in: try await busy.readToEnd()).first)
        #expect(answer.status == 200)
        #expect(answer.field("Connection") == "close")
        await stopped
    }

    @Test("Stopping ends at its deadline, whoever hangs")
    func stoppingByForce() async throws {
        let site = try await TestSite.start()
        let client = try await RawClient(site.address)
        try await client.send("GET /slow/a HTTP/1.1\r\nHost: x\r\n\r\n")
        try await RawClient.eventually { site.source.current.waiting == 1 }
        let began = NIODeadline.now()
        await site.server.stop(deadline: .milliseconds(200))
        #expect(NIODeadline.now() - began < .seconds(5))
        #expect(try await client.readToEnd().isEmpty)
        site.source.open()
    }

    @Test("Between binding and accepting a client waits, and is served then (H-13)")
    func earlyClient() async throws {
        let source = StubSource()
        let server = HTTPServer(
            group: TestSite.group,
            cold: source,
            logger: TestSite.logger
        )
        let address = try await server.bind([.tcp(host: "127.0.0.1", port: 0)])[0]
        let client = try await RawClient(address)
        try await client.send("GET /atom.xml HTTP/1.1\r\n\(close)")
        await server.publish(TestSite.edition())
        #expect(client.bytes.isEmpty)
        await server.startAccepting()
        #expect(RawAnswer.all(in: try await client.readToEnd()).first?.body == TestSite.feedBody)
        await server.stop(deadline: .seconds(5))
    }

    @Test("One that was just accepted and has said nothing yet doesn't give way before those that are slow")
    func silentConnection() async throws {
        var settings = TestSite.patient
        settings.connectionLimit = 4
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        let site = try await TestSite.start(settings, group: group)
        var slow: [RawClient] = []
        func connectSlowly() async throws {
            let client = try await RawClient(site.address)
            // The answer shows that the head after it has begun.
            try await client.send("GET /healthz HTTP/1.1\r\nHost: x\r\n\r\nGET /healthz HTTP/1.1\r\n")
            #expect(try await client.answers(1).first?.status == 200)
            slow.append(client)
        }
        for _ in 0..<3 { try await connectSlowly() }
        let silent = try await RawClient(site.address)
        try await connectSlowly()
        try await RawClient.eventually { [slow] in slow.map(\.isEnded) == [true, false, false, false] }
        try await silent.send("GET /atom.xml HTTP/1.1\r\nHost: x\r\n\r\n")
        #expect(try await silent.answers(1).first?.status == 200)
        for client in slow + [silent] { await client.close() }
        await site.stop()
        try await group.shutdownGracefully()
    }

    @Test("Above the limit of connections the one that idles longest gives way")
    func connectionLimit() async throws {
        var settings = TestSite.patient
        settings.connectionLimit = 4
        // One loop, since each closes only what is its own.
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        let site = try await TestSite.start(settings, group: group)
        var clients: [RawClient] = []
        for _ in 0..<12 {
            let client = try await RawClient(site.address)
            try await client.send("GET /atom.xml HTTP/1.1\r\nHost: x\r\n\r\n")
            #expect(try await client.answers(1).first?.status == 200)
            clients.append(client)
        }
        try await RawClient.eventually { [clients] in
            clients.map(\.isEnded) == Array(repeating: true, count: 8) + Array(repeating: false, count: 4)
        }
        for client in clients { await client.close() }
        await site.stop()
        try await group.shutdownGracefully()
    }
}
