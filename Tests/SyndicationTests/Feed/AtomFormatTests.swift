import Foundation
import Testing

@testable import Syndication

@Suite("AtomFormat")
struct AtomFormatTests {
    private func feed() throws -> (head: Markup, entries: [Markup]) {
        let text = try TestFeed.text(AtomFormat())
        let head = text.components(separatedBy: "<entry>")[0]
        return (Markup(text: head), Markup(text: text).contents(of: "entry").map(Markup.init(text:)))
    }

    @Test("A-1, A-2: the feed has one of each, and an author")
    func feedElements() throws {
        let head = try feed().head
        for name in ["id", "title", "subtitle", "updated", "generator", "rights", "author"] {
            #expect(head.elements(of: name).count == 1, "\(name)")
        }
        #expect(head.contents(of: "name") == ["Editors of the Post"])
        #expect(head.contents(of: "uri").isEmpty && head.contents(of: "email").isEmpty)
    }

    @Test("A-3, A-4: one self and one alternate link lead to the document and to its page")
    func feedLinks() throws {
        let links = try feed().head.elements(of: "link").map(\.tag)
        #expect(links.map { Markup.attribute("rel", in: $0) } == ["self", "alternate"])
        #expect(links.map { Markup.attribute("type", in: $0) } == ["application/atom+xml", "text/html"])
        #expect(
            links.map { Markup.attribute("href", in: $0) } == ["\(TestSite.base)/atom.xml", "\(TestSite.base)/"]
        )
    }

    @Test("A-5, A-6, A-7: each entry has one of each, and one alternate link")
    func entryElements() throws {
        let entries = try feed().entries
        #expect(entries.count == 3)
        for entry in entries {
            for name in ["id", "title", "updated", "published", "summary", "content"] {
                #expect(entry.elements(of: name).count == 1, "\(name)")
            }
            let links = entry.elements(of: "link").map(\.tag)
            #expect(links.map { Markup.attribute("rel", in: $0) } == ["alternate"])
            #expect(links.map { Markup.attribute("type", in: $0) } == ["text/html"])
        }
    }

    @Test("A-9, X-10: dates are RFC 3339 in UTC without space around them, and published stands with updated (T-2)")
    func dates() throws {
        let (head, entries) = try feed()
        #expect(head.contents(of: "updated") == ["2025-11-04T12:00:00Z"])
        #expect(
            entries.flatMap { $0.contents(of: "published") }
                == ["2025-11-03T12:00:00Z", "2025-11-01T12:00:00Z", "2025-10-31T12:00:00Z"]
        )
        #expect(
            entries.flatMap { $0.contents(of: "updated") }
                == ["2025-11-03T12:00:00Z", "2025-11-01T12:00:02Z", "2025-10-31T12:00:03Z"]
        )
    }

    @Test("A-10: every text says its type")
    func types() throws {
        let (head, entries) = try feed()
        for name in ["title", "subtitle", "rights"] {
            #expect(head.elements(of: name).map { Markup.attribute("type", in: $0.tag) } == ["text"], "\(name)")
        }
        for entry in entries {
            for (name, type) in [("title", "text"), ("summary", "text"), ("content", "html")] {
                #expect(entry.elements(of: name).map { Markup.attribute("type", in: $0.tag) } == [type], "\(name)")
            }
        }
    }

    @Test("A-11: type text holds no entities as text, type html is escaped once as HTML and once by the writer")
    func escaping() throws {
        let entry = try #require(try feed().entries.first)
        #expect(entry.contents(of: "title") == ["P/E &lt; 10 &amp; up: AT&amp;T says &amp;amp; is no &lt;head&gt; 😀"])
        #expect(entry.contents(of: "content")[0].contains("&lt;li&gt;One &amp;amp; two&lt;/li&gt;"))
    }

    @Test("A-14: no title is blank")
    func titles() throws {
        #expect(try feed().entries.allSatisfy { !$0.contents(of: "title")[0].isEmpty })
    }

    @Test("A-15: a category has a stable term, its scheme and the name shown")
    func categories() throws {
        let tags = try feed().entries.flatMap { $0.elements(of: "category").map(\.tag) }
        #expect(tags.count == 2)
        #expect(Markup.attribute("term", in: tags[0]) == "news-politics")
        #expect(Markup.attribute("label", in: tags[0]) == "News & Politics")
        #expect(Markup.attribute("label", in: tags[1]) == "漢字")
        #expect(tags.allSatisfy { Markup.attribute("scheme", in: $0) == TestSite.site.categoryScheme })
    }

    @Test("A-16: the generator has a version that moves with releases only")
    func generator() throws {
        let generator = try #require(try feed().head.elements(of: "generator").first)
        #expect(generator.content == "Sower")
        #expect(Markup.attribute("version", in: generator.tag) == Generator.version)
    }

    @Test("A-18: the feed says its language, and no entry repeats it")
    func language() throws {
        let (head, entries) = try feed()
        #expect(Markup.attribute("xml:lang", in: try #require(head.elements(of: "feed").first).tag) == "en-GB")
        #expect(entries.allSatisfy { !$0.text.contains("xml:lang") })
    }

    @Test("A-19: rights are human text, and left out when there are none")
    func rights() throws {
        #expect(try feed().head.contents(of: "rights") == ["© The Wending Post"])
        var site = TestSite.site
        (site.rights, site.description) = (nil, nil)
        let bare = Markup(text: try TestFeed.text(AtomFormat(), site: site))
        #expect(bare.contents(of: "rights").isEmpty && bare.contents(of: "subtitle").isEmpty)
    }

    @Test("A-20: updated is what the feed was told, and no clock's time")
    func updated() throws {
        for seconds in [0, 1_000_000_000] as [Int64] {
            let feed = Feed.main(of: TestSite.site, updated: Timestamp(seconds: seconds))
            let head = try AtomFormat().envelope(of: feed, at: "/atom.xml", in: TestSite.site).head
            let updated = Markup(text: String(decoding: head, as: UTF8.self)).contents(of: "updated")
            #expect(updated == [Timestamp(seconds: seconds).rfc3339])
        }
    }

    @Test("A-23: entries stand in the order given, the newest first")
    func order() throws {
        let published = try feed().entries.flatMap { $0.contents(of: "published") }
        #expect(published == published.sorted(by: >))
    }

    @Test("X-9: metadata stands before the first entry, and xmllint accepts the feed by the grammar of RFC 4287")
    func grammar() throws {
        let grammar = Golden.folder.deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "Grammar/atom.rng")
        let folder = FileManager.default.temporaryDirectory.appending(path: "sower-atom-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let feeds = [
            try Golden.bytes(of: "feed.atom.xml"), try TestFeed.document(AtomFormat()),
            try TestFeed.document(AtomFormat(), []),
        ]
        for (number, bytes) in feeds.enumerated() {
            let file = folder.appending(path: "\(number).xml")
            try Data(bytes).write(to: file)
            let judge = Process()
            judge.executableURL = URL(filePath: "/usr/bin/env")
            judge.arguments = [
                "xmllint", "--noout", "--nonet", "--relaxng", grammar.path(percentEncoded: false),
                file.path(percentEncoded: false),
            ]
            let output = Pipe()
            judge.standardError = output
            judge.standardOutput = output
            try judge.run()
            let said = String(decoding: try output.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
            judge.waitUntilExit()
            #expect(judge.terminationStatus == 0, "\(said)")
        }
    }
}
