import NIOCore
import Syndication
import Testing

@testable import Daemon

@Suite("Documents")
struct DocumentTests {
    private let feed = Document(
        path: "/atom.xml",
        mediaType: "application/atom+xml; charset=utf-8",
        body: Body(String(repeating: "<entry/>", count: 200).utf8),
        tag: "a1b2",
        lastModified: Timestamp(seconds: 1_767_787_200),
        cacheControl: "public, max-age=300",
        fields: [
            HeaderField("Link", "<https://x.example/atom.xml>; rel=\"self\""), HeaderField("Content-Language", "en"),
        ]
            + HeaderField.crossOrigin
    ).compressed()

    @Test("The head of a 200 says all about the body")
    func head() {
        #expect(
            String(buffer: feed.identity.head) == """
                HTTP/1.1 200 OK\r
                Content-Type: application/atom+xml; charset=utf-8\r
                Content-Length: 1600\r
                ETag: "a1b2"\r
                Cache-Control: public, max-age=300\r
                Vary: Accept-Encoding\r
                Last-Modified: Wed, 07 Jan 2026 12:00:00 GMT\r
                Link: <https://x.example/atom.xml>; rel="self"\r
                Content-Language: en\r
                Access-Control-Allow-Origin: *\r
                Access-Control-Expose-Headers: ETag\r
                X-Content-Type-Options: nosniff\r
                Accept-Ranges: none\r\n
                """
        )
    }

    @Test("The head of a 304 repeats what caches need, and nothing about a body (H-10)")
    func notModified() throws {
        let gzip = try #require(feed.gzip)
        #expect(
            String(buffer: gzip.notModified) == """
                HTTP/1.1 304 Not Modified\r
                ETag: "a1b2-gzip"\r
                Cache-Control: public, max-age=300\r
                Vary: Accept-Encoding\r
                Link: <https://x.example/atom.xml>; rel="self"\r
                Access-Control-Allow-Origin: *\r
                Access-Control-Expose-Headers: ETag\r\n
                """
        )
    }

    @Test("The compressed representation has its own tag, length and coding, and the same bytes (H-3)")
    func gzip() throws {
        let gzip = try #require(feed.gzip)
        let head = String(buffer: gzip.head)
        #expect(head.contains("ETag: \"a1b2-gzip\"\r\n"))
        #expect(head.contains("Content-Encoding: gzip\r\n"))
        #expect(head.contains("Content-Length: \(gzip.body.size)\r\n"))
        #expect(try inflated(gzip.body.bytes) == feed.identity.body.bytes)
    }

    @Test("A short document varies too, though it has one representation, so that caches learn it in time")
    func shortDocument() {
        let document = Document(path: "/", mediaType: "text/plain", body: Body("hi".utf8), tag: "c3").compressed()
        #expect(document.gzip == nil)
        #expect(String(buffer: document.identity.head).contains("Vary: Accept-Encoding\r\n"))
        #expect(String(buffer: document.identity.notModified).contains("Vary: Accept-Encoding\r\n"))
    }

    @Test("Without a tag the date stands in for it in a 304")
    func withoutTag() {
        let document = Document(
            path: "/",
            mediaType: "text/plain",
            body: Body([]),
            tag: nil,
            lastModified: Timestamp(seconds: 0)
        )
        let head = String(buffer: document.identity.notModified)
        #expect(head.contains("Last-Modified: Thu, 01 Jan 1970 00:00:00 GMT\r\n"))
        #expect(!head.contains("ETag"))
    }

    @Test("No value can start another field")
    func injection() {
        let document = Document(
            path: "/",
            mediaType: "text/plain",
            body: Body([]),
            tag: nil,
            fields: [HeaderField("Location", "/a\r\nSet-Cookie: x\u{7F}")]
        )
        #expect(String(buffer: document.identity.head).contains("Location: /a  Set-Cookie: x \r\n"))
    }
}
