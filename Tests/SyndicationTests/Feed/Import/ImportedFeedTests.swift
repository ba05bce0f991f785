import Testing

@testable import Syndication

@Suite("Importing feeds")
struct ImportedFeedTests {
    @Test(
        "What is no feed is refused with its line",
        arguments: [
            ("<!DOCTYPE html>\n<html>\n<head/></html>", 2, "the document is “html”, not an Atom or RSS feed"),
            ("<html>\n<br>\n</html>", 3, "not XML: "),
            ("{\"version\": \"https://jsonfeed.org/version/1.1\"}", 1, "not XML: "),
            ("<feed>\n</feed>", 1, "an Atom feed without the namespace of Atom"),
            ("\n<rss/>", 2, "an RSS feed without a channel"), ("<opml/>", 1, "the document is “opml”"),
            ("<rss><channel>\n<item>\n<title>A & B</title></item></channel></rss>", 3, "not XML: "),
            ("<rss><channel>\n<title>&nbsp;</title></channel></rss>", 2, "not XML: "),
            ("<rss><channel>\n<item>\n<title>x</item></channel></rss>", 3, "not XML: "),
            ("<rss><channel>\n<dc:date>x</dc:date></channel></rss>", 2, "not XML: "),
            ("\n<?xml version='1.0'?><rss/>", 2, "not XML: "), ("<rss><channel>\n\n", 3, "not XML: "),
            ("<RDF>\n<channel/></RDF>", 1, "the document is “RDF”"),
        ]
    )
    func refuses(document: String, line: Int, reason: String) {
        do throws(ImportProblem) {
            _ = try ImportedFeed(reading: Array(document.utf8))
            Issue.record("it was read")
        } catch {
            #expect(error.line == line, "\(error)")
            #expect(error.reason.hasPrefix(reason), "\(error)")
            #expect(error.described(at: "old.xml").hasPrefix("old.xml:\(line): "))
        }
    }

    @Test("An empty document is refused, on no line at worst")
    func empty() {
        #expect(throws: ImportProblem.self) { try ImportedFeed(reading: []) }
    }

    @Test("An entry or a date that can't be read harms itself alone")
    func problems() throws {
        let longID = String(repeating: "x", count: ImportedEntry.longestID + 1)
        let feed = try ImportedFeed(
            reading: Array(
                """
                <rss><channel>
                <item><title>nothing to tell it by</title></item>
                <item><guid> </guid><link>https://example.org/a</link>
                <pubDate>yesterday\n or so</pubDate><pubDate>7 Jan 2026</pubDate></item>
                <item><guid>https://example.org/a</guid></item>
                <item><guid>\(longID)</guid></item>
                <item><guid>b</guid><pubDate/></item>
                </channel></rss>
                """.utf8
            )
        )
        #expect(feed.entries.map(\.id) == ["https://example.org/a", "b"])
        #expect(feed.entries.map { $0.published?.rfc3339 } == ["2026-01-07T00:00:00Z", nil])
        #expect(
            feed.problems == [
                ImportProblem(
                    line: 2,
                    reason: "the entry has neither id nor link, so no reader can tell it from others"
                ),
                ImportProblem(line: 4, reason: "“yesterday or so” is no date of a known form"),
                ImportProblem(line: 6, reason: "the entry has the id of the one on line 3"),
                ImportProblem(line: 7, reason: "the entry's id is longer than 4000 bytes"),
            ]
        )
    }

    @Test("Feeds that are cut or changed anywhere are read or refused, and never bring the process down")
    func damage() {
        var generator = SeededGenerator(seed: 7)
        for sample in samples {
            let document = Array(sample.utf8)
            let whole = try? ImportedFeed(reading: document)
            #expect(whole?.entries.isEmpty == false)
            for end in document.indices { #expect((try? ImportedFeed(reading: Array(document[..<end]))) == nil) }
            for _ in 0..<2_000 {
                var changed = document
                for _ in 0..<Int.random(in: 1...4, using: &generator) {
                    let index = Int.random(in: changed.indices, using: &generator)
                    if Bool.random(using: &generator) {
                        changed[index] = UInt8.random(in: 0...255, using: &generator)
                    } else {
                        changed.remove(at: index)
                    }
                }
                check(changed)
            }
        }
    }

    @Test("Any bytes are read or refused", arguments: 1...4)
    func anyBytes(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let pieces = [
            "<rss>", "<channel>", "<item>", "<guid>", "<link>", "</link>", "</guid>", "</item>", "</channel>", "</rss>",
            "<title>", "</title>", "&amp;", "&#8217;", "<!DOCTYPE rss [", "]>", "<![CDATA[", "]]>", "&eacute;", "x",
            "\n",
            "<pubDate>", "</pubDate>", "7 Jan 2026", "<?xml version='1.0' encoding='UTF-16'?>", "\u{FEFF}",
        ]
        for _ in 0..<1_000 {
            var bytes = Int.random(in: 0..<3, using: &generator) > 0 ? Array("<rss><channel>".utf8) : []
            for _ in 0..<Int.random(in: 0...20, using: &generator) {
                if Int.random(in: 0..<8, using: &generator) == 0 {
                    bytes.append(UInt8.random(in: 0...255, using: &generator))
                } else if let piece = pieces.randomElement(using: &generator) {
                    bytes += Array(piece.utf8)
                }
            }
            check(bytes)
            check(bytes + Array("</channel></rss>".utf8))
        }
    }

    /// What holds of whatever was read.
    private func check(_ document: [UInt8]) {
        guard let feed = try? ImportedFeed(reading: document) else { return }
        #expect(Set(feed.entries.map(\.id)).count == feed.entries.count)
        for entry in feed.entries {
            #expect(!entry.id.isEmpty && entry.id.utf8.count <= ImportedEntry.longestID)
            #expect(!entry.title.contains("\n") && entry.line > 0)
            _ = entry.link.flatMap { Slug(link: $0) }
        }
    }

    private let samples = [
        """
        <?xml version="1.0" encoding="windows-1252"?><!DOCTYPE rss [<!ENTITY nbsp "&#160;">]>
        <rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>A &nbsp; B</title>
        <item><title>It&#8217;s &lt;b&gt;x&lt;/b&gt;</title><link>https://example.org/a.html</link>
        <guid isPermaLink="false"><![CDATA[a b]]></guid><pubDate>Wed, 07 Jan 2026 12:00:00 EST</pubDate>
        <dc:date>2026-01-07</dc:date></item></channel></rss>
        """,
        """
        <feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://example.org/"><id>urn:f</id>
        <title type="html">a &amp;amp; b</title><entry><id>urn:e</id><link href="x/y.html"/>
        <published>2026-01-07T12:00:00Z</published><updated>2026-01-08T12:00:00+01:00</updated></entry></feed>
        """,
    ]
}
