import Foundation
import Testing

@Suite("Moving from another program")
struct MovingTests {
    struct Origin: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var feed: String
        var id: String
        var published: String
        var links: String?
    }

    /// Feeds in the form in which these programs write them.
    static let origins = [
        Origin(
            testDescription: "WordPress",
            feed: """
                <?xml version="1.0" encoding="UTF-8"?><rss version="2.0"
                \txmlns:content="http://purl.org/rss/1.0/modules/content/"
                \txmlns:dc="http://purl.org/dc/elements/1.1/"
                \txmlns:atom="http://www.w3.org/2005/Atom">
                <channel>
                \t<title>Harbour News</title>
                \t<atom:link href="https://old.example/feed/" rel="self" type="application/rss+xml" />
                \t<link>https://old.example</link>
                \t<generator>https://wordpress.org/?v=6.8</generator>
                \t<item>
                \t\t<title>The Ferry &#8220;Runs&#8221; Again</title>
                \t\t<link>https://old.example/2026/03/the-ferry-back/</link>
                \t\t<dc:creator><![CDATA[Ada]]></dc:creator>
                \t\t<pubDate>Thu, 05 Mar 2026 07:04:05 +0000</pubDate>
                \t\t<category><![CDATA[Harbour]]></category>
                \t\t<guid isPermaLink="false">https://old.example/?p=123</guid>
                \t\t<description><![CDATA[<p>It left at seven [&hellip;]</p>]]></description>
                \t\t<content:encoded><![CDATA[<p>It left at seven this morning.</p>]]></content:encoded>
                \t</item>
                </channel>
                </rss>
                """,
            id: "https://old.example/?p=123",
            published: "2026-03-05T07:04:05Z"
        ),
        Origin(
            testDescription: "Hugo",
            feed: """
                <?xml version="1.0" encoding="utf-8" standalone="yes"?>
                <rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>Harbour News</title>
                <link>https://old.example/</link><generator>Hugo</generator><language>en</language>
                <atom:link href="https://old.example/index.xml" rel="self" type="application/rss+xml"/>
                <item><title>The Ferry &quot;Runs&quot; Again</title><link>https://old.example/posts/the-ferry-back/</link>
                <pubDate>Thu, 05 Mar 2026 08:00:00 +0100</pubDate><guid>https://old.example/posts/the-ferry-back/</guid>
                <description>&lt;p&gt;It left at seven.&lt;/p&gt;</description></item></channel></rss>
                """,
            id: "https://old.example/posts/the-ferry-back/",
            published: "2026-03-05T07:00:00Z"
        ),
        Origin(
            testDescription: "Jekyll",
            feed: """
                <?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom" ><generator
                uri="https://jekyllrb.com/" version="4.4.1">Jekyll</generator><link href="https://old.example/feed.xml" rel="self"
                type="application/atom+xml" /><updated>2026-03-06T09:00:00+00:00</updated><id>https://old.example/feed.xml</id>
                <title type="html">Harbour News</title><entry><title type="html">The Ferry “Runs” Again</title><link
                href="https://old.example/2026/03/05/the-ferry-back.html" rel="alternate" type="text/html"
                title="The Ferry “Runs” Again" /><published>2026-03-05T00:00:00+00:00</published>
                <updated>2026-03-05T00:00:00+00:00</updated><id>https://old.example/2026/03/05/the-ferry-back</id>
                <content type="html" xml:base="https://old.example/2026/03/05/the-ferry-back.html"><![CDATA[<p>It left.</p>]]></content>
                </entry></feed>
                """,
            id: "https://old.example/2026/03/05/the-ferry-back",
            published: "2026-03-05T00:00:00Z"
        ),
    ]

    @Test("Ids, publication dates and addresses are the old ones, and stay so through an edit", arguments: origins)
    func takeover(origin: Origin) async throws {
        let place = try Place()
        try place.write("ferry.txt", "The Ferry \"Runs\" Again\nMarch 5, 2026\n\nIt left at seven this morning.\n")
        try place.write("other.txt", SeedText.plain("Another"))
        let feed = try place.file("old.xml", origin.feed)
        let taken = try await place.sower(
            "ledger",
            "import",
            "--feed",
            feed,
            "--seeds",
            place.seeds,
            "--state",
            place.state
        )
        #expect(taken.status == 0, "\(taken)")
        let daemon = try await SowerDaemon(place, baseURL: "http://news.example")
        let entry = try #require(try await daemon.atom().entries.first { $0.title.hasPrefix("The Ferry") })
        #expect(entry.id == origin.id)
        #expect(entry.published == origin.published)
        #expect(entry.link == "http://news.example/articles/the-ferry-back")
        #expect(try await daemon.document("/rss.xml").text.contains("<guid isPermaLink=\"false\">\(origin.id)</guid>"))
        try place.write("ferry.txt", "The Ferry Runs\nMarch 5, 2026\n\nIt left at eight this morning.\n")
        try await daemon.refresh()
        #expect(try await daemon.atom()["The Ferry Runs"]?.id == origin.id)
    }
}
