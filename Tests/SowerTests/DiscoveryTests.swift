import Foundation
import Testing

@Suite("What leads programs to the feeds")
struct DiscoveryTests {
    @Test("The list of feeds is OPML 2.0, names the feed once, and is the same in both places")
    func opml() async throws {
        let place = try Place()
        try place.write("a.txt", SeedText.plain("A & B"))
        let daemon = try await SowerDaemon(
            place,
            configuration: "title: \"News <&> More\"\ndescription: A \"line\"\nlanguage: de-AT\n",
            baseURL: "https://news.example/daily"
        )
        let list = try await daemon.document("/opml.xml")
        #expect(list["content-type"] == "text/x-opml; charset=utf-8")
        #expect(try await daemon.document("/.well-known/feeds").body == list.body)
        try await place.xmllint([list.body])
        #expect(list.text.contains("<opml version=\"2.0\">") && list.text.contains("<head>"))
        let outlines = list.text.pieces(between: "<outline ", and: ">")
        try #require(outlines.count == 1)
        for (name, value) in [
            ("type", "rss"), ("text", "News <&> More"), ("title", "News <&> More"),
            ("xmlUrl", "https://news.example/daily/atom.xml"), ("htmlUrl", "https://news.example/daily/"),
            ("language", "de-AT"),
        ] {
            #expect(" \(outlines[0])".piece(" \(name)=\"", "\"").unescaped == value)
        }
        let again = try await daemon.get("/opml.xml", ["If-None-Match": try #require(list.tag)])
        #expect(again.status == 304)
    }

    @Test("The sitemap names every page with its last change, and robots.txt names the sitemap")
    func sitemap() async throws {
        let place = try Place()
        try place.write(SeedText.many(30))
        let daemon = try await SowerDaemon(place, baseURL: "https://news.example")
        let map = try await daemon.document("/sitemap.xml")
        #expect(map["content-type"] == "application/xml; charset=utf-8")
        try await place.xmllint([map.body])
        #expect(map.text.contains("<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">"))
        let urls = map.text.pieces(between: "<url>", and: "</url>")
        let places = urls.map { $0.piece("<loc>", "</loc>") }
        #expect(Set(places).count == places.count && places.first == "https://news.example/")
        #expect(places.count { $0.contains("/articles/") } == 30)
        // Nothing dates the page about feeds: it shows no article.
        for url in urls where !url.contains("/feeds/") { #expect(url.contains("<lastmod>"), "\(url)") }
        for address in places {
            let path = String(address.dropFirst("https://news.example".count))
            #expect(try await daemon.get(path).status == 200, "\(path)")
        }
        let updated = try #require(try await daemon.atom().entries.first)
        #expect(urls.contains { $0.contains(updated.link) && $0.contains("<lastmod>\(updated.updated)</lastmod>") })
        let robots = try await daemon.document("/robots.txt")
        #expect(robots["content-type"] == "text/plain; charset=utf-8")
        #expect(robots.text.contains("Sitemap: https://news.example/sitemap.xml\n"))
        #expect(try await daemon.get("/sitemap-1.xml").status == 404)
    }

    @Test(
        "An address that readers guess gives the feed itself, without a redirect, and the feed names its own address",
        arguments: [
            ("/feed/", "/atom.xml"), ("/feed", "/atom.xml"), ("/rss/", "/rss.xml"), ("/rss", "/rss.xml"),
            ("/feed.xml", "/atom.xml"), ("/index.xml", "/atom.xml"), ("/feed.atom", "/atom.xml"),
            ("/index.rss", "/rss.xml"), ("/atom", "/atom.xml"), ("/index.json", "/feed.json"),
        ]
    )
    func guessed(path: String, feed: String) async throws {
        let place = try Place()
        try place.write("a.txt", SeedText.plain("A"))
        let daemon = try await SowerDaemon(place, baseURL: "https://news.example/daily")
        let (guess, real) = (try await daemon.document(path), try await daemon.document(feed))
        #expect(guess.body == real.body && guess.tag == real.tag)
        for name in ["content-type", "last-modified", "link", "cache-control"] { #expect(guess[name] == real[name]) }
        #expect(guess["link"] == "<https://news.example/daily\(feed)>; rel=\"self\"")
        #expect(try await daemon.document("/daily" + path).tag == real.tag)
        #expect(try await daemon.get(path, ["If-None-Match": try #require(real.tag)]).status == 304)
    }
}
