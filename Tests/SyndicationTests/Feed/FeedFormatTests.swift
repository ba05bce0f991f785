import Testing

@testable import Syndication
@testable import XML

@Suite("Feeds of all formats")
struct FeedFormatTests {
    @Test(
        "A feed is, byte for byte, its golden file (X-12)",
        arguments: [("feed.atom.xml", 0), ("feed.rss.xml", 1), ("feed.json", 2)]
    )
    func golden(file: String, format: Int) throws {
        let document = try TestFeed.document(TestFeed.formats[format])
        try Golden.record(document, as: file)
        #expect(String(decoding: document, as: UTF8.self) == (try Golden.text(of: file)))
        #expect(document == (try Golden.bytes(of: file)))
    }

    @Test(
        "Head, fragments and tail parse as one document, and each fragment where it stands (X-1, X-6)",
        arguments: [0, 1, 2]
    )
    func parses(format: Int) throws {
        let format = TestFeed.formats[format]
        try format.check(document: try TestFeed.document(format))
        try format.check(document: try TestFeed.document(format, []))
        for entry in TestFeed.entries { try format.check(try format.fragment(of: entry, in: TestSite.site)) }
    }

    @Test(
        "A title comes back exactly when its references are resolved once (A-11, R-9, C-10)",
        arguments: TestFeed.titles
    )
    func titles(title: String) throws {
        var entry = try #require(TestFeed.entries.first)
        entry.title = title
        // What XML forbids can't come back.
        let expected = XMLText.repaired(title)
        for format in TestFeed.xmlFormats {
            let titles = Markup(text: try TestFeed.text(format, [entry])).contents(of: "title")
            #expect(titles.count == 2)
            #expect(Markup.unescaped(titles[0]) == TestSite.site.title)
            #expect(Markup.unescaped(titles[1]).utf8.elementsEqual(expected.utf8))
        }
    }

    @Test(
        "The content comes back as the HTML it was, in both formats the same (A-11, A-24, C-9)",
        arguments: TestFeed.titles
    )
    func content(text: String) throws {
        let words = Passage(text)
        let article = Article(
            title: "T",
            standfirst: words,
            body: [.paragraph(words), .heading(words), .list([words])]
        )
        let entry = TestSite.entry(of: article)
        let expected = XMLText.repaired(article.content)
        let atom = Markup(text: try TestFeed.text(AtomFormat(), [entry])).contents(of: "content")
        let rss = Markup(text: try TestFeed.text(RSSFormat(), [entry])).contents(of: "content:encoded")
        #expect(atom.map(Markup.unescaped) == [expected])
        #expect(rss.map(Markup.unescaped) == [expected])
        #expect(!expected.contains("<script"))
    }

    @Test("Every entry has one id, the same in both formats (G-4, R-4, R-5)")
    func ids() throws {
        let atom = Markup(text: try TestFeed.text(AtomFormat())).contents(of: "id")
        let rss = Markup(text: try TestFeed.text(RSSFormat())).elements(of: "guid")
        #expect(Array(atom.dropFirst()) == rss.map(\.content))
        #expect(Set(atom).count == 4)
        #expect(atom.allSatisfy { $0.hasPrefix("urn:uuid:") && $0.utf8.count == 45 })
        #expect(rss.allSatisfy { Markup.attribute("isPermaLink", in: $0.tag) == "false" })
    }

    @Test("The summary is there, is never the title, the content or blank (A-13)")
    func summaries() throws {
        for entry in TestFeed.entries {
            let atom = Markup(text: try TestFeed.text(AtomFormat(), [entry])).contents(of: "summary")
            #expect(atom.map(Markup.unescaped) == [try #require(entry.abstract)])
            #expect(entry.abstract != entry.title)
            #expect(!entry.content.hasPrefix(entry.title))
        }
        var bare = try #require(TestFeed.entries.first)
        bare.abstract = nil
        #expect(Markup(text: try TestFeed.text(AtomFormat(), [bare])).contents(of: "summary").isEmpty)
    }

    @Test("Content opens with the standfirst and never repeats the title; related articles show nowhere (A-24, C-7)")
    func opening() throws {
        let entry = try #require(TestFeed.entries.first)
        #expect(entry.content.hasPrefix("<p>Dek with &lt;b&gt;"))
        for heading in ["Summary", "Key Points", "Risks", "Disclosure"] {
            #expect(entry.content.contains("<h2>\(heading)</h2>"))
        }
        for format in TestFeed.formats {
            #expect(!(try TestFeed.text(format)).contains("Never shown"))
        }
    }

    @Test("No address is relative (C-5, R-3)")
    func addresses() throws {
        for format in TestFeed.xmlFormats {
            let markup = Markup(text: try TestFeed.text(format))
            var addresses = markup.elements(of: "link").map { Markup.attribute("href", in: $0.tag) ?? $0.content }
            addresses += markup.elements(of: "atom:link").compactMap { Markup.attribute("href", in: $0.tag) }
            addresses += markup.contents(of: "docs")
            #expect(addresses.count >= 5)
            #expect(addresses.allSatisfy { $0.hasPrefix("https://") })
            #expect(!markup.text.contains("xml:base"))
        }
    }

    @Test("Neither a comment, a CDATA section, a document type nor an unused namespace is written (X-1, X-3, X-7, X-8)")
    func plainMarkup() throws {
        let atom = try TestFeed.text(AtomFormat())
        let rss = try TestFeed.text(RSSFormat())
        for text in [atom, rss] {
            #expect(text.hasPrefix("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"))
            for mark in ["<!", "<?xml-", "\r", "\u{1}"] { #expect(!text.contains(mark)) }
        }
        #expect(atom.contains("<feed xmlns=\"http://www.w3.org/2005/Atom\""))
        #expect(atom.split(separator: "xmlns").count == 2)
        #expect(rss.split(separator: "xmlns").count == 3)
        #expect(rss.contains("<rss xmlns:atom=") && rss.contains("<atom:link ") && rss.contains("<content:encoded>"))
    }

    @Test("The same entries give the same bytes, and order and metadata do not change a fragment (X-12)")
    func deterministic() throws {
        for format in TestFeed.formats {
            #expect(try TestFeed.document(format) == TestFeed.document(format))
            let entry = try #require(TestFeed.entries.first)
            let alone = String(decoding: try format.fragment(of: entry, in: TestSite.site), as: UTF8.self)
            #expect(try TestFeed.text(format).contains(alone))
            #expect(try TestFeed.text(format, TestFeed.entries.reversed()).contains(alone))
        }
    }

    @Test("Names and media types are those of the formats (A-22)")
    func names() {
        #expect(TestFeed.formats.map(\.fileName) == ["atom.xml", "rss.xml", "feed.json"])
        #expect(
            TestFeed.formats.map(\.mediaType) == [
                "application/atom+xml", "application/rss+xml", "application/feed+json",
            ]
        )
        #expect(TestFeed.formats.map(\.name) == ["Atom", "RSS", "JSON Feed"])
    }

    @Test("A fragment that does not parse is refused", arguments: ["<entry>", "</feed>", "<x:y/>", "&nbsp;", "\u{1}"])
    func refused(fragment: String) {
        for format in TestFeed.formats {
            #expect(throws: (any Error).self) { try format.check(Array(fragment.utf8)) }
        }
    }

    @Test("Any text in any field gives a document that parses (X-2)", arguments: 0..<10)
    func anyText(seed: Int) throws {
        var generator = SeededGenerator(seed: UInt64(seed))
        for _ in 0..<30 {
            let texts = (0..<6).map { _ in
                String(decoding: (0..<20).map { _ in UInt8.random(in: 0...255, using: &generator) }, as: UTF8.self)
            }
            var entry = try #require(TestFeed.entries.last)
            (entry.title, entry.abstract) = (texts[0], texts[1])
            entry.content = Article(title: "T", standfirst: Passage(texts[2])).content
            entry.category = Category(named: texts[3])
            var site = TestSite.site
            (site.title, site.rights) = (texts[4], texts[5])
            for format in TestFeed.formats {
                try format.check(document: try TestFeed.document(format, [entry], site: site))
            }
        }
    }
}
