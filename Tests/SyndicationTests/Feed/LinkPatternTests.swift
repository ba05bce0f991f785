import Testing

@testable import Syndication

@Suite("LinkPattern")
struct LinkPatternTests {
    @Test(
        "The parts of an address are filled in",
        arguments: [
            ("https://news.example/{slug}", "https://news.example/a-slug"),
            ("https://news.example/{date}/{slug}.html", "https://news.example/2026-01-07/a-slug.html"),
            ("https://news.example/{year}/{month}/{day}/{slug}/", "https://news.example/2026/01/07/a-slug/"),
            ("http://news.example:8080/p?id={stem}#top", "http://news.example:8080/p?id=N%C2%BA%207%20%26%20more#top"),
            ("https://news.example/{slug}/{slug}", "https://news.example/a-slug/a-slug"),
            ("https://news.example/%7Bx%7D/{slug}", "https://news.example/%7Bx%7D/a-slug"),
        ]
    )
    func filled(pattern: String, address: String) throws {
        let day = try #require(CivilDate(year: 2026, month: 1, day: 7))
        let pattern = try LinkPattern(pattern)
        #expect(pattern.address(slug: Slug(stored: "a-slug"), path: "dir.d/Nº 7 & more.txt", day: day) == address)
    }

    @Test(
        "The stem is the file's name without its last extension, percent-encoded (RFC 3986 §2.3)",
        arguments: [
            ("a.txt", "a"), ("x/y/a.b.txt", "a.b"), ("a", "a"), ("A-b_c~d.1", "A-b_c~d"), ("a/b%20c.txt", "b%2520c"),
            ("\"<>.txt", "%22%3C%3E"), ("漢.md", "%E6%BC%A2"), ("a?b#c.txt", "a%3Fb%23c"),
        ]
    )
    func stems(path: String, stem: String) throws {
        let day = try #require(CivilDate(year: 2026, month: 1, day: 7))
        let pattern = try LinkPattern("https://news.example/{stem}")
        #expect(pattern.address(slug: Slug(stored: "s"), path: path, day: day) == "https://news.example/" + stem)
    }

    @Test(
        "A pattern that can't give every article an absolute address of its own is refused with a reason",
        arguments: [
            ("", "must begin"), ("/articles/{slug}", "must begin"), ("ftp://a.example/{slug}", "must begin"),
            ("javascript:{slug}", "must begin"), ("https://a.example/", "{slug} or {stem}"),
            ("https://a.example/{date}", "{slug} or {stem}"), ("https://a.example/{slug", "without its"),
            ("https://a.example/slug}/{slug}", "can't hold"), ("https://a.example/{Slug}", "names {Slug}"),
            ("https://a.example/{}", "names {}"), ("https://a.example/{id}", "names {id}"),
            ("https://a.example/a b/{slug}", "can't hold"), ("https://a.example/é/{slug}", "can't hold"),
            ("https://a.example/\"{slug}", "can't hold"), ("https://a.example/%zz/{slug}", "can't hold"),
            ("https:///{slug}", "name a host"), ("https://{slug}", "name a host"),
            ("https://{slug}.a.example/", "name a host"),
            ("https://a.example{slug}", "name a host"), ("https://user@a.example/{slug}", "name a host"),
            ("https://a.example:x/{slug}", "name a host"),
        ]
    )
    func refused(pattern: String, reason: String) throws {
        let error = try #require(throws: LinkPattern.InvalidPattern.self) { try LinkPattern(pattern) }
        #expect(error.reason.contains(reason), "\(error.reason)")
    }
}
