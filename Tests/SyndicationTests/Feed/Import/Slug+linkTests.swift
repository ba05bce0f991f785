import Testing

@testable import Syndication

@Suite("Slugs of links")
struct SlugLinkTests {
    @Test(
        "The last component of the path is the candidate",
        arguments: [
            ("https://example.org/2026/01/ferry-runs/", "ferry-runs"),
            ("https://example.org/ferry-runs.html", "ferry-runs"),
            ("https://example.org/ferry-runs?utm_source=rss#top", "ferry-runs"),
            ("/posts/ferry_runs.PHP", "ferry-runs"),
            ("https://example.org/posts/ferry/index.html", "ferry"),
            ("https://example.org/posts/ferry/default.aspx", "ferry"),
            ("//example.org/ferry", "ferry"), ("posts/ferry.md", "ferry"), ("ferry", "ferry"),
            ("https://example.org/release-6.3", "release-63"), ("https://example.org/posts/node.js/", "nodejs"),
            ("https://example.org/caf%C3%A9", "cafe"), ("https://example.org/Caf\u{E9}-M\u{F4}le", "cafe-mole"),
            ("https://example.org/100%/", "nil"), ("https://example.org/a%zz", "a-zz"),
            ("https://example.org//ferry//", "ferry"),
            ("https://example.org/article-12", "article-12"), ("https://example.org/a:b", "a-b"),
            ("https://example.org/..%2F..%2Fetc%2Fpasswd", "etc-passwd"),
        ]
    )
    func candidates(link: String, slug: String) {
        #expect(Slug(link: link)?.text ?? "nil" == slug)
    }

    @Test(
        "A link without a name in its path has none",
        arguments: [
            "", "/", "https://example.org", "https://example.org/", "https://example.org/?p=123",
            "https://example.org/2026/01/07/",
            "https://example.org/123", "https://example.org/index.html", "mailto:a@example.org", "urn:uuid:1-2",
            "tag:example.org,2026:ferry", "https://example.org/漢字", "https://example.org/%E6%BC%A2",
            "https://example.org/%00",
            "//example.org", "#ferry", "?ferry", "https://", ":", "https:ferry",
        ]
    )
    func none(link: String) {
        #expect(Slug(link: link) == nil)
    }

    @Test("A long one is bounded as any slug")
    func bounded() throws {
        let slug = try #require(Slug(link: "https://example.org/" + String(repeating: "word-", count: 100)))
        #expect(slug.text.utf8.count <= Slug.bound)
    }
}
