import Foundation
import Testing

@Suite("Links")
struct LinkTests {
    @Test("Every link of the feeds, the front page and the article pages leads to something")
    func allLinks() async throws {
        let place = try Place()
        try place.write(SeedText.many(5))
        try place.write("nasty.txt", SeedText.plain("Fish & “Chips” <at> 100% / é"))
        let daemon = try await SowerDaemon(place)
        let base = try #require(daemon.feeds.first).replacing("/atom.xml", with: "")
        var seen = Set<String>()
        var open = ["/atom.xml", "/rss.xml", "/"]
        while let path = open.popLast() {
            guard seen.insert(path).inserted else { continue }
            let answer = try await daemon.get(path)
            #expect(answer.status == 200, "\(path)")
            for address in links(in: answer.text) where !address.hasPrefix("#") {
                #expect(address.hasPrefix(base + "/"), "\(path) → \(address)")
                open.append(String(address.dropFirst(base.count)))
            }
        }
        #expect(seen.isSuperset(of: ["/atom.xml", "/rss.xml", "/feed.json", "/"]) && seen.count >= 4 + 6)
    }

    @Test("A pattern sends entries to the publisher's own site, in feeds and on the front page")
    func pattern() async throws {
        let place = try Place()
        try place.write("007 lamps.txt", SeedText.plain("Lamps on the Pier", day: 7))
        let daemon = try await SowerDaemon(
            place,
            configuration: "links: https://news.example/{date}/{slug}?from={stem}\n"
        )
        let address = "https://news.example/2026-03-07/lamps-on-the-pier?from=007%20lamps"
        #expect(try await daemon.atom().entries.map(\.link) == [address])
        #expect(try await daemon.document("/rss.xml").text.contains("<link>\(address)</link>"))
        #expect(try await daemon.document("/").text.contains("href=\"\(address)\""))
        #expect(try await daemon.get("/articles/lamps-on-the-pier").status == 200)
    }

    @Test("A base URL's path is in every link, and requests are answered with it and without")
    func basePath() async throws {
        let place = try Place()
        try place.write(SeedText.many(1))
        let daemon = try await SowerDaemon(place, baseURL: "https://news.example/under/here/")
        #expect(
            daemon.feeds == ["atom.xml", "rss.xml", "feed.json"].map { "https://news.example/under/here/" + $0 }
        )
        for path in ["/atom.xml", "/rss.xml", "/", "/articles/article-number-1", "/healthz"] {
            let (bare, prefixed) = (try await daemon.document(path), try await daemon.document("/under/here" + path))
            #expect(bare.body == prefixed.body)
            #expect(bare.tag == prefixed.tag)
            for address in links(in: bare.text) where !address.hasPrefix("#") {
                #expect(address.hasPrefix("https://news.example/under/here/"), "\(path) → \(address)")
            }
        }
        #expect(try await daemon.get("/under").status == 404)
    }

    @Test("The address that a reader asked under is in no document")
    func hostField() async throws {
        let place = try Place()
        try place.write(SeedText.many(1))
        let daemon = try await SowerDaemon(place)
        for path in ["/atom.xml", "/rss.xml", "/", "/articles/article-number-1", "/nowhere"] {
            let answer = try await daemon.get(
                path,
                ["X-Forwarded-Host": "evil.example", "Forwarded": "host=evil.example"]
            )
            #expect(!answer.text.contains("evil.example") && !answer.text.contains("//localhost/"))
        }
    }

    /// What a reader would follow; an RSS guid is no address here.
    private func links(in text: String) -> [String] {
        let found = text.pieces(between: "href=\"", and: "\"") + text.pieces(between: "<link>", and: "</link>")
        return found.map(\.unescaped)
    }
}
