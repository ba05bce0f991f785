import Foundation
import Testing
import XML

@testable import Syndication

@Suite("JSON Feed")
struct JSONFeedFormatTests {
    struct Read: Decodable {
        struct Author: Decodable, Equatable { var name: String }
        struct Item: Decodable {
            var id: String
            var url: String
            var external_url: String?
            var title: String
            var content_html: String
            var summary: String?
            var date_published: String
            var date_modified: String
            var authors: [Author]?
            var tags: [String]?
            var language: String?
            var image: String?
        }
        var version: String
        var title: String
        var home_page_url: String
        var feed_url: String
        var language: String
        var authors: [Author]
        var items: [Item]
    }

    private func read(_ entries: [Entry]) throws -> Read {
        try JSONDecoder().decode(Read.self, from: Data(try TestFeed.document(JSONFeedFormat(), entries)))
    }

    @Test("It has the version's address, the site's facts and every entry, with the ids of Atom (J-1 to J-4)")
    func facts() throws {
        let feed = try read(TestFeed.entries)
        #expect(feed.version == "https://jsonfeed.org/version/1.1")
        #expect(feed.title == TestSite.site.title && feed.language == TestSite.site.language)
        #expect(feed.feed_url == "\(TestSite.base)/feed.json" && feed.home_page_url == "\(TestSite.base)/")
        #expect(feed.authors == [.init(name: TestSite.site.author)])
        #expect(feed.items.map(\.id) == TestFeed.entries.map(\.idText))
        for (item, entry) in zip(feed.items, TestFeed.entries) {
            #expect(item.title == entry.title && item.url == entry.link && item.content_html == entry.content)
            #expect(item.summary == entry.abstract && item.tags == entry.category.map { [$0.name] })
            #expect(item.date_published == entry.published.rfc3339 && item.date_modified == entry.updated.rfc3339)
            #expect(item.authors == nil && item.external_url == nil && item.language == nil && item.image == nil)
        }
        #expect(try read([]).items.isEmpty)
    }

    @Test("Authors, tags, language, picture and the article's own address are told where there are any")
    func details() throws {
        var entry = try #require(TestFeed.entries.first)
        entry.authors = ["Ann \"Quill\" Lee", "Bo"]
        entry.tags = [Category(named: "Ice"), Category(named: "Boats & Piers")]
        (entry.language, entry.canonicalLink) = ("de", "https://papers.example/a")
        entry.image = "https://papers.example/a.png"
        let item = try #require(try read([entry]).items.first)
        #expect(item.authors == [.init(name: "Ann \"Quill\" Lee"), .init(name: "Bo")])
        #expect(item.tags == [entry.category?.name ?? "", "Ice", "Boats & Piers"])
        #expect(item.language == "de" && item.external_url == "https://papers.example/a")
        #expect(item.image == "https://papers.example/a.png")
        for format in TestFeed.xmlFormats {
            let text = try TestFeed.text(format, [entry])
            try format.check(document: Array(text.utf8))
            #expect(text.contains("Boats &#x26; Piers") || text.contains("label=\"Boats &amp; Piers\""))
            #expect(text.contains("Ann &quot;Quill&quot; Lee") || text.contains("Ann \"Quill\" Lee"))
        }
        #expect(try TestFeed.text(AtomFormat(), [entry]).contains("<entry xml:lang=\"de\">"))
        #expect(try TestFeed.text(RSSFormat(), [entry]).contains("<dc:creator>Bo</dc:creator>"))
    }

    @Test("Text of any kind comes back, but for what is repaired", arguments: TestFeed.titles)
    func text(title: String) throws {
        var entry = try #require(TestFeed.entries.first)
        entry.title = title
        let expected = XMLText.repaired(title)
        #expect(try read([entry]).items.first?.title == expected)
    }
}
