import Glibc
import NIOCore
import Syndication
import Testing

@testable import Daemon

@Suite("Clients")
struct ClientTests {
    private static let chain = "203.0.113.9, 10.0.0.2"

    @Test(
        "A client is the last in the chain whom no trusted proxy is, and only a trusted peer is believed",
        arguments: [
            ("198.51.100.1", nil, chain, "198.51.100.1"), ("127.0.0.1", nil, chain, "203.0.113.9"),
            ("::ffff:127.0.0.1", nil, chain, "203.0.113.9"), (nil, nil, chain, "203.0.113.9"),
            ("127.0.0.1", nil, nil, "127.0.0.1"), ("127.0.0.1", nil, "6.6.6.6, 203.0.113.9", "203.0.113.9"),
            ("127.0.0.1", nil, "unknown, 10.0.0.2", "10.0.0.2"), ("127.0.0.1", nil, "garbage", "127.0.0.1"),
            ("127.0.0.1", "for=203.0.113.7;proto=https", chain, "203.0.113.7"),
            ("127.0.0.1", "For=\"[2001:db8::1]:80\", for=10.0.0.2", nil, "2001:db8::1"),
            ("127.0.0.1", "for=_hidden", nil, "127.0.0.1"), ("127.0.0.1", nil, "203.0.113.9:4711", "203.0.113.9"),
        ] as [(String?, String?, String?, String)]
    )
    func proxies(peer: String?, forwarded: String?, forwardedFor: String?, client: String) throws {
        var proxies = TrustedProxies()
        for text in ["127.0.0.1", "10.0.0.0/8", "unix"] {
            let isAdded = proxies.add(text)
            try #require(isAdded)
        }
        #expect(proxies.client(peer: peer, forwarded: forwarded, forwardedFor: forwardedFor) == client)
        #expect(TrustedProxies().client(peer: peer, forwarded: forwarded, forwardedFor: forwardedFor) == peer ?? "unix")
    }

    @Test("What is no address is no proxy", arguments: ["", "a", "10.0.0.0/33", "10.0.0.0/", "::1/129", "1.2.3", "/8"])
    func noProxy(text: String) {
        var proxies = TrustedProxies()
        let isAdded = proxies.add(text)
        #expect(!isAdded && proxies.isEmpty)
    }

    @Test("So many unconditional fetches in a period are answered, and then it is seconds to wait")
    func throttle() {
        let throttle = Throttle()
        let throttling = Throttling(requests: 3, period: 60)
        let client = Throttle.Client(address: "a", userAgent: "x", path: "/atom.xml")
        let others = [
            Throttle.Client(address: "b", userAgent: "x", path: "/atom.xml"),
            Throttle.Client(address: "a", userAgent: "y", path: "/atom.xml"),
            Throttle.Client(address: "a", userAgent: "x", path: "/rss.xml"),
        ]
        for second in 0..<3 {
            #expect(throttle.wait(client, throttling, now: Timestamp(seconds: Int64(second))) == nil)
        }
        #expect(throttle.wait(client, throttling, now: Timestamp(seconds: 10)) == 50)
        for other in others { #expect(throttle.wait(other, throttling, now: Timestamp(seconds: 10)) == nil) }
        #expect(throttle.wait(client, throttling, now: Timestamp(seconds: 60)) == nil)
        // A clock that was set back locks nobody out.
        #expect(throttle.wait(client, throttling, now: Timestamp(seconds: 0)) == nil)
    }

    @Test("Throttled clients get 429 with seconds; conditional ones never, and others go on (H-16)")
    func throttled() async throws {
        var settings = TestSite.patient
        settings.throttling = Throttling(requests: 3, period: 3_600)
        let site = try await TestSite.start(settings)
        let client = try await RawClient(site.address)
        let plain = "GET /atom.xml HTTP/1.1\r\nHost: x\r\n\r\n"
        let conditional = "GET /atom.xml HTTP/1.1\r\nHost: x\r\nIf-None-Match: \"x\"\r\n\r\n"
        let other = "GET /atom.xml HTTP/1.1\r\nHost: x\r\nUser-Agent: y\r\n\r\n"
        try await client.send(String(repeating: plain, count: 4) + conditional + other)
        let answers = try await client.answers(6)
        #expect(answers.map(\.status) == [200, 200, 200, 429, 200, 200])
        #expect(answers[3].field("Retry-After").flatMap { Int($0) }.map { $0 > 3_590 } == true)
        #expect(await site.server.tally().answers == [200: 5, 429: 1])
        await client.close()
        await site.stop()
    }

    @Test("A slow client is one that takes too little in a whole window")
    func delivery() {
        var delivery = Delivery()
        let start = NIODeadline.now()
        delivery.add(100_000)
        let steps: [(buffered: Int, second: Int64, isTooSlow: Bool)] = [
            (100_000, 0, false), (99_000, 9, false), (80_000, 11, false), (79_000, 22, true), (0, 40, false),
        ]
        for step in steps {
            let now = start + .seconds(step.second)
            let isTooSlow = delivery.isTooSlow(buffered: step.buffered, now: now, window: .seconds(10))
            #expect(isTooSlow == step.isTooSlow, "\(step)")
        }
    }

    @Test("The access log has a line for each answer, tells readers apart by name, and escapes what they send")
    func accessLog() async throws {
        let folder = try SocketFolder()
        let path = folder.path + "/access.log"
        let log = AccessLog()
        log.use(path)
        let site = try await TestSite.start(accessLog: log)
        let client = try await RawClient(site.address)
        try await client.send(
            "GET /atom.xml?secret HTTP/1.1\r\nHost: x\r\nUser-Agent: Feedbin feed-id:1 - 5 subscribers\r\n"
                + "Accept-Encoding: gzip\r\nIf-None-Match: *\r\n\r\n"
                + "HEAD /cold/\\a HTTP/1.1\r\nHost: x\r\nUser-Agent: a\"b\r\n\r\nGET\r\n"
        )
        let bytes = try await client.readToEnd()
        log.flush()
        let text = try FilesOnDisk.text(at: path)
        let lines = text.split(separator: "\n").map { $0.dropFirst("{\"time\":\"2026-11-25T00:00:00Z\",".count) }
        try #require(lines.count == 3)
        #expect(lines[0].hasPrefix("\"status\":304,\"bytes\":"))
        #expect(
            lines[0].hasSuffix(
                "\"method\":\"GET\",\"path\":\"/atom.xml\",\"encoding\":\"gzip\",\"conditional\":true,"
                    + "\"reader\":\"Feedbin\",\"subscribers\":5}"
            )
        )
        #expect(lines[1].contains("\"path\":\"/cold/\\\\a\"") && lines[1].hasSuffix("\"reader\":\"a\\\"b\"}"))
        #expect(lines[2].hasPrefix("\"status\":400,"))
        #expect(!bytes.isEmpty && !text.contains("secret") && !text.contains("127.0.0.1"))
        let tally = await site.server.tally()
        #expect(tally.subscribers.subscribers(at: .now) == ["/atom.xml": 5])
        #expect(tally.documents[.init(path: "/atom.xml", status: 304)] == 1)
        #expect(tally.latency.counts.reduce(0, +) == 3)
        await site.stop()
    }

    @Test("Published documents are plain at first, compressed soon, and never compressed twice")
    func press() {
        let press = EditionPress()
        let body = Array(String(repeating: "<entry/>", count: 200).utf8)
        let document = Document(
            path: "/a",
            mediaType: "text/plain",
            body: Body(body),
            tag: "a1",
            cacheControl: "max-age=1"
        )
        let edition = Edition(number: 1, documents: [document])
        let taken = press.take(edition)
        #expect(taken.document(at: "/a")?.gzip == nil)
        let finished = press.finish(taken)?.document(at: "/a")
        #expect(finished?.gzip != nil)
        // The next edition holds the same document, and a new one.
        let next = Edition(
            number: 2,
            documents: [document, Document(path: "/b", mediaType: "", body: Body(body), tag: "b2")]
        )
        let takenNext = press.take(next)
        #expect(takenNext.document(at: "/a") === finished)
        // What is late is dropped.
        #expect(press.finish(taken) == nil)
        #expect(press.finish(takenNext)?.document(at: "/b")?.gzip != nil)
        #expect(press.finish(takenNext) == nil)
        var staleness = Staleness()
        staleness.ifError = 9
        press.use(staleness)
        let head = press.take(next).document(at: "/a").map { String(buffer: $0.identity.head) }
        #expect(head?.contains("Cache-Control: max-age=1, stale-if-error=9\r\n") == true)
    }
}
