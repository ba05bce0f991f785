import Foundation
import Testing

@Suite("Titles as readers see them")
struct TitleTests {
    /// A title's line, and the title when that isn't the line itself.
    private static let titles: [(line: String, title: String?)] = [
        ("Fish & Chips", nil), ("1 < 2", nil), ("2 > 1", nil), ("Said \"so\" and 'so'", nil),
        ("“Curly” and ‘single’", nil),
        ("AT&amp;T in the source", nil), ("What <head> is for", nil), ("An end ]]> in the middle", nil),
        ("Fish 🐟 and family 👩‍👩‍👧 under 🇦🇹", nil), ("Émigré façade, naïve über Łódź", nil), ("P/E < 10 & up", nil),
        ("  two spaces before, three after   ", "two spaces before, three after"),
        ("\u{A0}no-break space before\tand a tab", "no-break space before and a tab"),
        ("<script>alert(1)</script>", nil), ("&lt;b&gt; stays as it is", nil), ("Numeric &#38; and &#x26; too", nil),
        ("<![CDATA[not really]]>", nil), ("<!-- no comment -->", nil), ("{{mustache}} {{{and}}} {{/more}}", nil),
        ("日本語の題名、ここに", nil), ("100% \\ back / slash", nil), ("cafe\u{301} decomposed", nil),
        (String(repeating: "A very long title, ", count: 30) + "ending", nil), ("&", nil), ("<", nil),
    ]
    private static let expected = titles.map { $0.title ?? $0.line }

    private func started() async throws -> SowerDaemon {
        let place = try Place()
        for (number, title) in Self.titles.enumerated() {
            try place.write(
                "title-\(number).txt",
                "\(title.line)\nMarch 5, 2026\n\nThis is the text of number \(number), and no other.\n"
            )
        }
        let daemon = try await SowerDaemon(place)
        try #require(try await daemon.status().articles == Self.titles.count, "\(daemon.log)")
        return daemon
    }

    /// By the place in the table, told by the text.
    private func ordered<Item>(_ items: [Item], by text: (Item) -> String?) throws -> [Item] {
        try Self.titles.indices.map { number in
            try #require(items.first { text($0)?.contains("number \(number),") ?? false }, "number \(number)")
        }
    }

    @Test("feedparser and newsboat read every title from both feeds exactly as it was written")
    func exactTitles() async throws {
        let daemon = try await started()
        var places: [String: Int] = [:]
        for address in daemon.xmlFeeds {
            let feed = try await daemon.place.feedparser(address)
            let entries = try ordered(feed.entries) { $0.content.first?.value ?? $0.summary }
            for (title, entry) in zip(Self.expected, entries) {
                // No feed of this format says whether a title is HTML: feedparser guesses so when it holds what looks like
                // a reference, and would show that resolved. What it read is right all the same.
                let isGuess = address.hasSuffix("/rss.xml") && title.contains(#/&#?\w+;/#)
                #expect((isGuess ? entry.titleDetail.value : entry.title) == title, "\(address)")
            }
            for (number, entry) in entries.enumerated() { places[entry.id] = number }
        }
        #expect(places.count == Self.titles.count)
        for (number, address) in daemon.xmlFeeds.enumerated() {
            let stored = try await daemon.place.newsboat(address, memory: "newsboat-\(number)")
            #expect(stored.count == Self.titles.count)
            for article in stored {
                let place = try #require(places[article.guid])
                #expect(article.title == Self.expected[place], "\(address)")
            }
        }
        let front = try await daemon.document("/").text
        for entry in try await daemon.atom().entries {
            let shown = front.piece("<h2><a href=\"\(entry.link)\">", "</a>").unescaped
            #expect(places[entry.id].map { Self.expected[$0] } == shown)
        }
    }

    @Test("newsboat's third poll costs neither of the feeds a body")
    func unchangedPolls() async throws {
        let daemon = try await started()
        let relay = try Relay(to: daemon.address)
        for path in ["/atom.xml", "/rss.xml"] {
            for _ in 1...3 {
                let stored = try await daemon.place.newsboat(relay.address(path), memory: "polls\(path)")
                #expect(stored.count == Self.titles.count)
            }
            let asked = relay.heard.filter { $0.path == path }
            #expect(asked.map(\.status).prefix(1) == [200])
            #expect(asked.count == 3 && asked.last?.status == 304, "\(asked)")
            #expect(asked.last?.fields["if-none-match"] != nil)
        }
    }

    @Test(
        "The tag and the date that a document came with are answered with 304",
        arguments: ["/atom.xml", "/rss.xml", "/"]
    )
    func validators(of path: String) async throws {
        let daemon = try await SowerDaemon(Place())
        let first = try await daemon.document(path)
        let (tag, date) = (try #require(first.tag), try #require(first["last-modified"]))
        for fields in [
            ["If-None-Match": tag], ["If-Modified-Since": date], ["If-None-Match": "W/\(tag)"],
            ["If-None-Match": "\"other\", \(tag)"], ["If-None-Match": tag, "If-Modified-Since": date],
        ] {
            let again = try await daemon.get(path, fields)
            #expect(again.status == 304 && again.body.isEmpty, "\(fields)")
            #expect(again.tag == tag)
        }
        #expect(try await daemon.get(path, ["If-None-Match": "\"other\""]).status == 200)
        #expect(try await daemon.get(path, ["If-None-Match": "\"other\"", "If-Modified-Since": date]).status == 200)
    }
}
