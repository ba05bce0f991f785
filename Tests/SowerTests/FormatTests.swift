import Foundation
import Testing

@Suite("Seeds in Markdown and HTML")
struct FormatTests {
    private static let text = """
        The Tide Mill Turns Again
        March 5, 2026
        Crafts

        After forty years the wheel is wet.

        Key Points

        • It turns twice a day.
        • It grinds oats only.

        The miller came back from the sea & brought a cat.

        """

    private static let markdown = """
        ---
        title: "The Tide Mill Turns Again"
        date: 2026-03-05
        category: Crafts
        ---
        After forty years the wheel is wet.

        ## Key Points

        - It turns twice a day.
        - It grinds oats only.

        The miller came back from the sea & brought a cat.

        """

    private static let html = """
        <!DOCTYPE html><html><head><title>The Tide Mill Turns Again | The Papers</title>
        <meta name="date" content="2026-03-05"><meta name="category" content="Crafts"></head>
        <body><nav><a href="/">Home</a></nav><article><h1>The Tide Mill Turns Again</h1>
        <p>After forty years the wheel is wet.</p><h2>Key Points</h2><ul><li>It turns twice a day.</li>
        <li>It grinds oats only.</li></ul><p>The miller came back from the sea &amp; brought a cat.</p>
        <div class="share"><p>Share this!</p></div></article><script>alert(1)</script></body></html>
        """

    @Test("An article that becomes Markdown, then HTML, is the same article, and no reader hears of it")
    func formats() async throws {
        let place = try Place()
        try place.write("mill.txt", FormatTests.text)
        let daemon = try await SowerDaemon(place, configuration: "grace: 0s\n")
        let before = try await daemon.document("/atom.xml")
        for (name, seed) in [("mill.md", FormatTests.markdown), ("mill.html", FormatTests.html)] {
            let former = name == "mill.md" ? "mill.txt" : "mill.md"
            try place.rename(place.seed(former), place.seed(name))
            try place.write(name, seed)
            try await daemon.refresh()
            let after = try await daemon.document("/atom.xml")
            #expect(after.text == before.text, "\(name)")
            #expect(after.tag == before.tag)
        }
        #expect(try await daemon.document("/rss.xml").text.contains("Share this") == false)
    }

    @Test("Two formats of one article beside each other are one article, and both are named")
    func beside() async throws {
        let place = try Place()
        try place.write("mill.txt", FormatTests.text)
        try place.write("mill.html", FormatTests.html)
        let daemon = try await SowerDaemon(place)
        #expect(try await daemon.atom().titles == ["The Tide Mill Turns Again"])
        let status = try await daemon.status()
        #expect(status.articles == 1 && status.counts.duplicates == 1)
        let checked = try await place.sower("check", place.seeds)
        #expect(checked.status == 1 && checked.output.contains("the same article as"))
    }

    @Test("A seed that says draft is not published, nor found; one that turns so leaves, and comes back as it was")
    func drafts() async throws {
        let place = try Place()
        try place.write("mill.md", FormatTests.markdown)
        let daemon = try await SowerDaemon(place, configuration: "grace: 0s\n")
        let before = try await daemon.atom()
        let draft = FormatTests.markdown.replacing("category:", with: "draft: true\ncategory:")
        try place.write("mill.md", draft)
        try await daemon.refresh()
        try await eventually("it is gone") { try await daemon.atom().entries.isEmpty }
        #expect(try await daemon.get("/articles/the-tide-mill-turns-again").status == 410)
        #expect(try await daemon.status().counts.refused == 0)
        try place.write("mill.md", FormatTests.markdown)
        try await daemon.refresh()
        try await eventually("it is back") { try await daemon.atom().entries.count == 1 }
        #expect(try await daemon.atom().entries.map(\.id) == before.entries.map(\.id))
        #expect(try await daemon.atom().entries.map(\.published) == before.entries.map(\.published))
    }

    @Test("check names line and column, tells errors from warnings and notes, and writes JSON")
    func check() async throws {
        let place = try Place()
        try place.write("day.md", "---\ntitle: A\ndate: yesterday\n---\nText.\n")
        try place.write("twice.txt", "B\n01/07/2026\n\nSome text.\n\nKey Piont\n\nMore text.\n")
        try place.write("broken.md", "---\ntitle: [\n---\nText.\n")
        let checked = try await place.sower("check", place.seeds)
        #expect(checked.status == 1)
        let lines = checked.lines.map { $0.replacing(place.seeds + "/", with: "") }
        #expect(lines.contains { $0.hasPrefix("day.md:3:1: error: “date”: “yesterday” is no date; write it as") })
        #expect(lines.contains { $0.hasPrefix("twice.txt:2:1: warning: read as January 7") })
        #expect(lines.contains { $0.hasPrefix("broken.md:") && $0.contains("error: the front matter is not YAML") })
        let json = try await place.sower("check", place.seeds, "--json", "--quiet")
        struct Said: Decodable {
            var path: String
            var line: Int?
            var severity: String
        }
        let said = try JSONDecoder().decode([Said].self, from: Data(json.output.utf8))
        #expect(json.status == 1 && said.count == 2 && said.allSatisfy { $0.severity == "error" && $0.line != nil })
    }

    @Test(
        "show prints the entry as subscribers get it, with the id that the daemon gave",
        arguments: ["atom", "rss", "json"]
    )
    func shown(form: String) async throws {
        let place = try Place()
        try place.write("mill.html", FormatTests.html)
        let daemon = try await SowerDaemon(place, configuration: "title: T\n")
        let name = form == "json" ? "/feed.json" : "/\(form).xml"
        let feed = try await daemon.document(name).text
        let options = ["--config", place.root + "/sower.yaml", "--state", place.state]
        let shown = try await place.run(
            Checkout.program,
            ["show", place.seed("mill.html"), "--as", form] + options
        )
        #expect(shown.status == 0, "\(shown.errors)")
        let id = try #require(shown.output.pieces(between: "urn:uuid:", and: form == "json" ? "\"" : "<").first)
        #expect(feed.contains("urn:uuid:\(id)"))
        let port = daemon.feeds[0].pieces(between: "127.0.0.1:", and: "/").first ?? ""
        let entry = shown.output.replacing("127.0.0.1:8080", with: "127.0.0.1:\(port)")
        #expect(feed.contains(entry.trimmingCharacters(in: .newlines)))
    }
}
