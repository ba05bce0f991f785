import Foundation
import Testing

@Suite("The ledger taken elsewhere")
struct LedgerTextTests {
    @Test("Exported and imported into an empty state, it gives the same feeds with the same tags, byte for byte")
    func exportImport() async throws {
        let place = try Place()
        var manuscripts = (0..<8).map(Manuscript.init)
        for manuscript in manuscripts { try place.write(manuscript) }
        let first = try await start(place, "grace: 0s\n")
        let before = manuscripts[0]
        manuscripts[0].headline = "Another Headline"
        manuscripts[0].stem = "another-name"
        manuscripts[0].paragraphs[1] = "It was otherwise, as we hear now."
        try place.replace(before, by: manuscripts[0])
        try place.write("undated.txt", "No Day Is Named\n\nIt came when it came.\n")
        try await first.refresh()
        try place.remove(manuscripts[7].path)
        try await eventually("a tombstone is there") {
            try await first.document("/atom.xml").text.contains("<at:deleted-entry ")
        }
        let documents = try await self.documents(of: first)
        let text = try await place.sower("ledger", "export", "--state", place.state)
        #expect(text.status == 0)
        try await first.terminate()
        try FileManager.default.moveItem(atPath: place.state, toPath: place.root + "/old")
        let file = try place.file("ledger.txt", text.output)

        let imported = try await place.sower("ledger", "import", file, "--state", place.state)
        #expect(imported.status == 0, "\(imported.errors)")
        #expect(imported.output.contains("9 articles added"))
        let second = try await start(place, "grace: 0s\n")
        let after = try await self.documents(of: second)
        for (before, after) in zip(documents, after) {
            #expect(before.body == after.body)
            #expect(before.tag != nil && before.tag == after.tag)
            #expect(before["last-modified"] == after["last-modified"])
        }
        try await second.terminate()
        // Into one that has articles only when that is asked for, and then it adds none.
        let refused = try await place.sower("ledger", "import", file, "--state", place.state)
        #expect(refused.status != 0)
        let merged = try await place.sower("ledger", "import", file, "--merge", "--state", place.state)
        #expect(merged.output.contains("0 articles added"), "\(merged.errors)")
        let third = try await start(place, "grace: 0s\n")
        #expect(try await self.documents(of: third).map(\.body) == documents.map(\.body))
    }

    @Test("Ids, addresses and dates of a feed that was served before are taken over, and the rest is listed")
    func takeover() async throws {
        let place = try Place()
        let manuscripts = (0..<4).map(Manuscript.init)
        for manuscript in manuscripts { try place.write(manuscript) }
        let feed = try place.file("old.xml", Self.wordPress(manuscripts.dropLast()))
        let first = try await place.sower(
            "ledger",
            "import",
            "--feed",
            feed,
            "--state",
            place.state,
            "--seeds",
            place.seeds
        )
        #expect(first.status == 0, "\(first.errors)")
        #expect(first.output.contains("4 entries"))
        #expect(first.output.contains("into \(place.state)/ledger.db: "))
        #expect(
            first.output.contains("3 by files at the next start, 1 kept for files still to come"),
            "\(first.output)"
        )
        #expect(
            first.output.split(separator: "\n").filter { $0.hasPrefix("not matched") } == [
                "not matched: Nobody Kept This One (https://old.example/2025/01/02/nobody/)"
            ]
        )

        let daemon = try await start(place)
        let shown = try await daemon.shown()
        #expect(shown.atom.count == 4)
        for (index, manuscript) in manuscripts.dropLast().enumerated() {
            let entry = try #require(shown.atom[manuscript.mark]?.first)
            #expect(entry.id == "https://old.example/?p=\(100 + index)")
            #expect(entry.link == "http://news.example/articles/old-address-\(index)")
            #expect(entry.published == String(format: "2026-03-%02dT07:08:09Z", manuscript.day))
            #expect(shown.rss[manuscript.mark]?.first?.id == entry.id)
        }
        #expect(try #require(shown.atom[manuscripts[3].mark]?.first).id.hasPrefix("urn:uuid:"))
        let rss = try await daemon.document("/rss.xml")
        #expect(rss.text.contains("<guid isPermaLink=\"false\">https://old.example/?p=100</guid>"))
        #expect(try await daemon.document("/articles/old-address-1").status == 200)
        let before = try await documents(of: daemon)
        try await daemon.terminate()

        let again = try await place.sower(
            "ledger",
            "import",
            "--feed",
            feed,
            "--state",
            place.state,
            "--seeds",
            place.seeds
        )
        #expect(again.status == 0)
        #expect(again.output.contains("0 taken over") && again.output.contains("4 known already"), "\(again.output)")
        let second = try await start(place)
        #expect(try await documents(of: second).map(\.tag) == before.map(\.tag))
    }

    @Test("An export leaves what is no ledger as it is, and says so")
    func noLedger() async throws {
        let place = try Place()
        try FileManager.default.createDirectory(atPath: place.state, withIntermediateDirectories: false)
        let file = try place.file("state/ledger.db", "")
        let exported = try await place.sower("ledger", "export", "--state", place.state)
        #expect(exported.status == 78 && exported.output.isEmpty)
        #expect(exported.errors.contains("\(file): can't be read as a ledger: it is empty"), "\(exported.errors)")
        #expect(try Data(contentsOf: URL(fileURLWithPath: file)).isEmpty)
    }

    @Test("A feed imported after the articles were seen gives them its ids, and their pages answer at both addresses")
    func lateTakeover() async throws {
        let place = try Place()
        let manuscripts = (0..<3).map(Manuscript.init)
        for manuscript in manuscripts { try place.write(manuscript) }
        let first = try await start(place)
        let before = try await first.shown()
        try await first.terminate()
        let feed = try place.file("old.xml", Self.wordPress(manuscripts[...]))
        let imported = try await place.sower(
            "ledger",
            "import",
            "--feed",
            feed,
            "--state",
            place.state,
            "--seeds",
            place.seeds
        )
        #expect(imported.output.contains("3 taken over"), "\(imported.output)")
        let second = try await start(place)
        let after = try await second.shown()
        for (index, manuscript) in manuscripts.enumerated() {
            let entry = try #require(after.atom[manuscript.mark]?.first)
            #expect(entry.id == "https://old.example/?p=\(100 + index)")
            #expect(entry.link == "http://news.example/articles/old-address-\(index)")
            let former = try #require(before.atom[manuscript.mark]?.first).link.dropFirst("http://news.example".count)
            #expect(try await second.get(String(former)).status == 301)
        }
        #expect(after.atom.count == 3)
    }

    // MARK: Steps

    private func start(_ place: Place, _ configuration: String = "") async throws -> SowerDaemon {
        try await SowerDaemon(place, configuration: configuration, baseURL: "http://news.example")
    }

    private func documents(of daemon: SowerDaemon) async throws -> [HTTPAnswer] {
        // A date that would lie in the future is left out until it does not.
        try await eventually("the feeds have their date") {
            try await daemon.document("/atom.xml")["last-modified"] != nil
        }
        return [try await daemon.document("/atom.xml"), try await daemon.document("/rss.xml")]
    }

    /// A feed as WordPress writes it: the guid looks like an address and is none, and the content is in CDATA.
    private static func wordPress(_ manuscripts: ArraySlice<Manuscript>) -> String {
        var items = manuscripts.enumerated().map { index, manuscript in
            item(
                manuscript.title,
                link: String(format: "https://old.example/2026/03/%02d/old-address-\(index)/", manuscript.day),
                date: String(format: "%02d Mar 2026 07:08:09 +0000", manuscript.day),
                post: 100 + index
            )
        }
        items.append(
            item(
                "Nobody Kept This One",
                link: "https://old.example/2025/01/02/nobody/",
                date: "Thu, 02 Jan 2025 10:00:00 +0000",
                post: 7
            )
        )
        return """
            <?xml version="1.0" encoding="UTF-8"?><rss version="2.0"
            \txmlns:content="http://purl.org/rss/1.0/modules/content/"
            \txmlns:dc="http://purl.org/dc/elements/1.1/"
            \txmlns:atom="http://www.w3.org/2005/Atom"
            \t>
            <channel>
            \t<title>The Old Site</title>
            \t<atom:link href="https://old.example/feed/" rel="self" type="application/rss+xml" />
            \t<link>https://old.example</link>
            \t<description>News</description>
            \(items.joined(separator: "\n"))
            </channel>
            </rss>

            """
    }

    private static func item(_ title: String, link: String, date: String, post: Int) -> String {
        """
        \t<item>
        \t\t<title>\(title)</title>
        \t\t<link>\(link)</link>
        \t\t<dc:creator><![CDATA[The Desk]]></dc:creator>
        \t\t<pubDate>\(date)</pubDate>
        \t\t<category><![CDATA[Harbour]]></category>
        \t\t<guid isPermaLink="false">https://old.example/?p=\(post)</guid>
        \t\t<description><![CDATA[<p>In short.</p>]]></description>
        \t\t<content:encoded><![CDATA[<p>In full &amp; at length.</p>]]></content:encoded>
        \t</item>
        """
    }
}
