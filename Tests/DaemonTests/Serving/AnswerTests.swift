import NIOCore
import Syndication
import Testing

@testable import Daemon

@Suite("Answers")
struct AnswerTests {
    private static let now = Timestamp(seconds: 1_767_787_200)
    private static let lastModified = "Wed, 07 Jan 2026 12:00:00 GMT"
    private static let feed = Document(
        path: "/atom.xml",
        mediaType: "application/atom+xml",
        body: Body(String(repeating: "<entry/>", count: 200).utf8),
        tag: "a1b2",
        lastModified: now
    ).compressed()
    private static let gone = Document(
        path: "/old.xml",
        mediaType: "text/plain",
        body: Body("gone".utf8),
        tag: "a1b2",
        status: 410
    )
    private static let news = Document(path: "/news/news", mediaType: "text/plain", body: Body([]), tag: "c3")

    private func edition(_ basePath: String = "") -> Edition {
        Edition(number: 1, basePath: basePath, documents: [AnswerTests.feed, AnswerTests.gone, AnswerTests.news])
    }

    private func reply(_ request: Request, basePath: String = "") throws -> Reply {
        guard case .ready(let reply) = Answer.to(request, edition: edition(basePath), now: AnswerTests.now) else {
            throw Unexpected()
        }
        return reply
    }

    private struct Unexpected: Error {}

    @Test(
        "A tag counts before a date, and a date alone counts when it can be read (H-7, H-8)",
        arguments: [
            (nil, nil, 200),
            ("\"a1b2\"", nil, 304),
            ("\"a1b2-gzip\"", nil, 304),
            ("*", nil, 304),
            ("\"x\"", nil, 200),
            ("", nil, 200),
            ("\"x\"", lastModified, 200),
            ("garbage", lastModified, 200),
            ("\"a1b2\"", "Thu, 01 Jan 1970 00:00:00 GMT", 304),
            ("\"a1b2\"", "garbage", 304),
            (nil, lastModified, 304),
            (nil, "Wed, 07 Jan 2026 12:00:01 GMT", 304),
            (nil, "Wed, 07 Jan 2026 11:59:59 GMT", 200),
            (nil, "Wednesday, 07-Jan-26 12:00:00 GMT", 304),
            (nil, "Wed Jan  7 12:00:00 2026", 304),
            (nil, "garbage", 200),
            (nil, "", 200),
        ] as [(String?, String?, Int)]
    )
    func precedence(ifNoneMatch: String?, ifModifiedSince: String?, status: Int) throws {
        for method in [Request.Method.get, .head] {
            let request = Request(
                method,
                "/atom.xml",
                ifNoneMatch: ifNoneMatch,
                ifModifiedSince: ifModifiedSince
            )
            let reply = try reply(request)
            #expect(reply.status == status)
            #expect((reply.body != nil) == (status == 200 && method == .get))
        }
    }

    @Test("A condition never turns anything but a 200 into a 304")
    func conditionOnGone() throws {
        #expect(try reply(Request(.get, "/old.xml", ifNoneMatch: "*")).status == 410)
    }

    @Test(
        "The answer to HEAD has the very head of the answer to GET (H-1)",
        arguments: ["/atom.xml", "/old.xml", "/healthz", "/%"]
    )
    func headEqualsGet(target: String) throws {
        for encoding in [nil, "gzip"] {
            let get = try reply(Request(.get, target, acceptEncoding: encoding))
            let head = try reply(Request(.head, target, acceptEncoding: encoding))
            #expect(get.head == head.head)
            #expect(get.body != nil)
            #expect(head.body == nil)
        }
    }

    @Test("Both codings are served, each to those who asked, on 200 and on 304 (H-3)")
    func codings() throws {
        let plain = try reply(Request(.get, "/atom.xml"))
        let gzip = try reply(Request(.get, "/atom.xml", acceptEncoding: "gzip"))
        #expect(plain.body == AnswerTests.feed.identity.body)
        #expect(gzip.body == AnswerTests.feed.gzip?.body)
        let same = try reply(Request(.get, "/atom.xml", ifNoneMatch: "\"a1b2\"", acceptEncoding: "gzip"))
        #expect(String(buffer: same.head).contains("ETag: \"a1b2-gzip\"\r\n"))
    }

    @Test(
        "Methods that change things are refused with the ones that don't",
        arguments: [("POST", 405), ("PUT", 405), ("DELETE", 405), ("TRACE", 405), ("PROPFIND", 501)]
    )
    func otherMethods(method: String, status: Int) throws {
        let reply = try reply(Request(.other(method), "/atom.xml"))
        #expect(reply.status == status)
        #expect(String(buffer: reply.head).contains("Allow: GET, HEAD, OPTIONS\r\n"))
    }

    @Test("OPTIONS tells what is allowed, for any target", arguments: ["*", "/atom.xml", "/nowhere"])
    func options(target: String) throws {
        let reply = try reply(Request(.options, target))
        #expect(reply.status == 204)
        #expect(!String(buffer: reply.head).contains("Content-Length"))
    }

    @Test(
        "A base path may be there or be stripped by a proxy",
        arguments: [
            ("/atom.xml", "/news", 200), ("/news/atom.xml", "/news", 200), ("/news/atom.xml", "/news/", 200),
            ("/news/healthz", "/news", 200), ("/healthz", "/news", 200), ("http://h/news/atom.xml?x", "/news", 200),
            ("/news/%61tom.xml", "/news", 200), ("/atom.xml?cache=1", "", 200), ("/news/news", "/news", 200),
            ("/news/news/news", "/news", 200), ("/%zz", "", 400), ("*", "", 400), ("news", "", 400),
        ]
    )
    func basePath(target: String, basePath: String, status: Int) throws {
        #expect(try reply(Request(.get, target), basePath: basePath).status == status)
    }

    @Test(
        "What the edition doesn't hold is cold, under its path without the base path first",
        arguments: [
            ("/articles/a?x=1", "", ["/articles/a"], "x=1"),
            ("/news/articles/a", "/news", ["/articles/a", "/news/articles/a"], ""),
            ("/articles/a", "/news", ["/articles/a"], ""),
            ("/newsy", "/news", ["/newsy"], ""),
            ("/news", "/news", ["/", "/news"], ""),
            ("/news?q", "/news", ["/", "/news"], "q"),
        ]
    )
    func cold(target: String, basePath: String, paths: [String], query: String) throws {
        let answer = Answer.to(Request(.get, target), edition: edition(basePath), now: AnswerTests.now)
        guard case .cold(let cold) = answer else { throw Unexpected() }
        #expect(cold.paths == paths)
        #expect(cold.query == query)
    }

    @Test("A probe is told that it serves, and nothing else")
    func healthz() throws {
        let reply = try reply(Request(.get, "/healthz"))
        #expect(reply.status == 200)
        #expect(reply.body.map { String(decoding: $0.bytes, as: UTF8.self) } == "ok\n")
        #expect(String(buffer: reply.head).contains("Cache-Control: no-store\r\n"))
        guard case .ready(let early) = Answer.to(Request(.get, "/healthz"), edition: .empty, now: AnswerTests.now)
        else { throw Unexpected() }
        #expect(early.status == 503)
    }
}
