import Testing

@testable import Daemon

@Suite("Request targets")
struct RequestTargetTests {
    @Test(
        "Targets come down to one form of path, and a query",
        arguments: [
            ("/", "/", ""), ("/atom.xml", "/atom.xml", ""), ("/atom.xml?", "/atom.xml", ""),
            ("/search?q=a%20b&x", "/search", "q=a%20b&x"), ("/a?b?c", "/a", "b?c"), ("/a#b", "/a", ""),
            ("/a?b#c", "/a", "b"), ("/%61tom.xml", "/atom.xml", ""), ("/%7Eme/%2d%5F%2E", "/~me/-_.", ""),
            ("/a%2fb", "/a%2Fb", ""), ("/caf%c3%a9", "/caf%C3%A9", ""), ("/%25", "/%25", ""),
            ("//a", "//a", ""), ("http://h", "/", ""), ("http://h/", "/", ""), ("http://h:80/a?b", "/a", "b"),
            ("HTTPS://h/a%41", "/aA", ""), ("http://h?q=1", "/", "q=1"), ("/a?%zz", "/a", "%zz"),
            ("http:///a", "/a", ""),
        ]
    )
    func reads(target: String, path: String, query: String) throws {
        let result = try #require(RequestTarget(target))
        #expect(result.path == path)
        #expect(result.query == query)
    }

    @Test(
        "What is no target is refused",
        arguments: [
            "", "*", "a", "a/b", "?q", "%2F", "/%", "/%4", "/%zz", "/%4g", "/a%", "ftp://h/a", "http:/a", "h:80",
            "/%00", "/a/..", "/%2e/b",
        ]
    )
    func refuses(target: String) {
        #expect(RequestTarget(target) == nil)
    }
}
