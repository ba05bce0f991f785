import Foundation
import Testing

@testable import Syndication

@Suite("RSSFormat")
struct RSSFormatTests {
    private func feed() throws -> (channel: Markup, items: [Markup]) {
        let text = try TestFeed.text(RSSFormat())
        let head = text.components(separatedBy: "<item>")[0]
        return (Markup(text: head), Markup(text: text).contents(of: "item").map(Markup.init(text:)))
    }

    @Test("R-1: the version is 2.0, and title, link and description stand in the channel")
    func channel() throws {
        let channel = try feed().channel
        #expect(Markup.attribute("version", in: try #require(channel.elements(of: "rss").first).tag) == "2.0")
        for name in [
            "title", "link", "description", "language", "lastBuildDate", "generator", "docs", "ttl", "copyright",
        ] {
            let contents = channel.contents(of: name)
            #expect(contents.count == 1 && contents[0] != "", "\(name)")
        }
        #expect(channel.contents(of: "link") == ["\(TestSite.base)/"])
        var site = TestSite.site
        site.description = nil
        let bare = Markup(text: try TestFeed.text(RSSFormat(), [], site: site)).contents(of: "description")
        #expect(bare.count == 1 && bare[0] != "")
    }

    @Test("R-2: every item has a title and a description")
    func items() throws {
        let items = try feed().items
        #expect(items.count == 3)
        for item in items {
            for name in ["title", "link", "description", "content:encoded", "guid", "pubDate", "atom:updated"] {
                #expect(item.elements(of: name).count == 1, "\(name)")
            }
        }
    }

    @Test("R-6: dates are RFC 822 with a four-digit year, the right weekday and a numeric offset")
    func dates() throws {
        let (channel, items) = try feed()
        #expect(channel.contents(of: "lastBuildDate") == ["Tue, 04 Nov 2025 12:00:00 +0000"])
        #expect(
            items.flatMap { $0.contents(of: "pubDate") } == [
                "Mon, 03 Nov 2025 12:00:00 +0000", "Sat, 01 Nov 2025 12:00:00 +0000", "Fri, 31 Oct 2025 12:00:00 +0000",
            ]
        )
    }

    @Test("R-8: the channel links to itself")
    func selfLink() throws {
        let links = try feed().channel.elements(of: "atom:link").map(\.tag)
        #expect(links.count == 1)
        #expect(Markup.attribute("rel", in: links[0]) == "self")
        #expect(Markup.attribute("type", in: links[0]) == "application/rss+xml")
        #expect(Markup.attribute("href", in: links[0]) == "\(TestSite.base)/rss.xml")
    }

    @Test("R-9, R-10: plain elements hold plain text, with hexadecimal references")
    func plainText() throws {
        let (channel, items) = try feed()
        #expect(channel.contents(of: "title") == ["The Wending Post &#x26; Ferry Times"])
        #expect(
            items[0].contents(of: "title")
                == ["P/E &#x3C; 10 &#x26; up: AT&#x26;T says &#x26;amp; is no &#x3C;head&#x3E; 😀"]
        )
        #expect(items[0].contents(of: "category") == ["News &#x26; Politics"])
        #expect(channel.contents(of: "copyright") == ["© The Wending Post"])
    }

    @Test("R-11: a description is HTML, so plain text is escaped for it first")
    func descriptions() throws {
        let (channel, items) = try feed()
        let dek = items[0].contents(of: "description")[0]
        #expect(Markup.unescaped(dek) == "Dek with &lt;b&gt;, &amp;lt; and &quot;quotes&quot;")
        #expect(Markup.unescaped(Markup.unescaped(dek)) == TestFeed.entries[0].abstract)
        #expect(
            Markup.unescaped(Markup.unescaped(channel.contents(of: "description")[0])) == TestSite.site.description
        )
    }

    @Test("R-12: the full body is content:encoded, after the description")
    func content() throws {
        for item in try feed().items {
            let description = try #require(item.text.range(of: "<description>"))
            let content = try #require(item.text.range(of: "<content:encoded>"))
            #expect(description.lowerBound < content.lowerBound)
        }
        var bare = TestFeed.entries[0]
        bare.abstract = nil
        let item = Markup(text: try TestFeed.text(RSSFormat(), [bare]))
        #expect(item.contents(of: "description").last == item.contents(of: "content:encoded").first)
    }

    @Test("R-14: a category names its scheme as domain")
    func categories() throws {
        let tags = try feed().items.flatMap { $0.elements(of: "category").map(\.tag) }
        #expect(tags.count == 2)
        #expect(tags.allSatisfy { Markup.attribute("domain", in: $0) == TestSite.site.categoryScheme })
    }

    @Test("R-15: language, generator and docs are there")
    func metadata() throws {
        let channel = try feed().channel
        #expect(channel.contents(of: "language") == ["en-GB"])
        #expect(channel.contents(of: "generator") == ["Sower \(Generator.version)"])
        #expect(channel.contents(of: "docs") == ["https://www.rssboard.org/rss-specification"])
    }

    @Test(
        "R-16: ttl is max-age in minutes, at least one",
        arguments: [(300, "5"), (900, "15"), (3_600, "60"), (59, "1"), (0, "1")]
    )
    func ttl(maxAge: Int, minutes: String) throws {
        var site = TestSite.site
        site.maxAge = maxAge
        #expect(Markup(text: try TestFeed.text(RSSFormat(), [], site: site)).contents(of: "ttl") == [minutes])
    }

    @Test("R-17, R-18, R-19, R-20: nothing stands there that nobody configured")
    func absent() throws {
        let text = try TestFeed.text(RSSFormat())
        for name in [
            "skipHours", "skipDays", "enclosure", "image", "webMaster", "managingEditor", "textInput", "cloud",
            "rating",
        ] {
            #expect(!text.contains("<\(name)"), "\(name)")
        }
    }

    @Test("R-21: items say when they changed")
    func updated() throws {
        #expect(
            try feed().items.flatMap { $0.contents(of: "atom:updated") }
                == ["2025-11-03T12:00:00Z", "2025-11-01T12:00:02Z", "2025-10-31T12:00:03Z"]
        )
    }
}
