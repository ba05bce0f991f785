import Testing

@testable import Syndication

@Suite("Importing RSS")
struct ImportedFeedRSSTests {
    @Test("A feed as WordPress makes it")
    func wordpress() throws {
        let feed = try read(
            """
            <?xml version="1.0" encoding="UTF-8"?><rss version="2.0"
            \txmlns:content="http://purl.org/rss/1.0/modules/content/"
            \txmlns:dc="http://purl.org/dc/elements/1.1/"
            \txmlns:atom="http://www.w3.org/2005/Atom"
            \txmlns:slash="http://purl.org/rss/1.0/modules/slash/"
            \t>

            <channel>
            \t<title>Harbour &#38; Coast</title>
            \t<atom:link href="https://example.org/feed/" rel="self" type="application/rss+xml" />
            \t<link>https://example.org</link>
            \t<lastBuildDate>Thu, 08 Jan 2026 09:00:00 +0000</lastBuildDate>
            \t<image><url>https://example.org/i.png</url><title>Image</title><link>https://example.org</link></image>
            \t<item>
            \t\t<title>It&#8217;s &#8220;back&#8221; &amp;#8211; at last</title>
            \t\t<link>https://example.org/2026/01/07/its-back/</link>
            \t\t<comments>https://example.org/2026/01/07/its-back/#respond</comments>
            \t\t<dc:creator><![CDATA[admin]]></dc:creator>
            \t\t<pubDate>Wed, 07 Jan 2026 12:00:00 +0000</pubDate>
            \t\t<guid isPermaLink="false">https://example.org/?p=4711</guid>
            \t\t<description><![CDATA[<p>x</p>]]></description>
            \t\t<slash:comments>3</slash:comments>
            \t</item>
            </channel></rss>
            """
        )
        #expect(feed.title == "Harbour & Coast")
        #expect(feed.id == nil)
        #expect(feed.problems.isEmpty)
        #expect(
            feed.entries == [
                ImportedEntry(
                    id: "https://example.org/?p=4711",
                    link: "https://example.org/2026/01/07/its-back/",
                    title: "It’s “back” – at last",
                    published: FeedDate.read("2026-01-07T12:00:00Z"),
                    updated: nil,
                    line: 14
                )
            ]
        )
    }

    @Test("A feed as Hugo makes it")
    func hugo() throws {
        let feed = try read(
            """
            <?xml version="1.0" encoding="utf-8" standalone="yes"?>
            <rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom">
              <channel>
                <title>Posts on Harbour</title>
                <link>https://example.org/posts/</link>
                <atom:link href="https://example.org/posts/index.xml" rel="self" type="application/rss+xml" />
                <item>
                  <title>Using <![CDATA[<div>]]> well</title>
                  <link>https://example.org/posts/div/</link>
                  <pubDate>Mon, 05 Jan 2026 00:00:00 -0500</pubDate>
                  <guid>https://example.org/posts/div/</guid>
                </item>
              </channel>
            </rss>
            """
        )
        let entry = try #require(feed.entries.first)
        #expect(entry.id == "https://example.org/posts/div/" && entry.link == entry.id)
        #expect(entry.title == "Using <div> well")
        #expect(entry.published?.rfc3339 == "2026-01-05T05:00:00Z")
        #expect(entry.line == 7)
    }

    @Test("A feed as Ghost makes it")
    func ghost() throws {
        let feed = try read(
            """
            <?xml version="1.0" encoding="UTF-8"?><rss xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:atom="http://www.w3.org/2005/Atom" version="2.0" xmlns:media="http://search.yahoo.com/mrss/"><channel><title><![CDATA[Harbour]]></title><link>https://example.org/</link><item><title><![CDATA[Tom & Jerry]]></title><media:title>Other</media:title><link>https://example.org/tom-jerry/</link><guid isPermaLink="false">5f1b2c3d4e5f6a7b8c9d0e1f</guid><pubDate>Wed, 07 Jan 2026 12:00:00 GMT</pubDate><atom:updated>2026-01-08T00:00:00.000Z</atom:updated></item></channel></rss>
            """
        )
        let entry = try #require(feed.entries.first)
        #expect(entry.id == "5f1b2c3d4e5f6a7b8c9d0e1f")
        #expect(entry.title == "Tom & Jerry")
        #expect(entry.updated?.rfc3339 == "2026-01-08T00:00:00Z")
    }

    @Test("RSS 1.0, whose items stand beside the channel")
    func rdf() throws {
        let feed = try read(
            """
            <?xml version="1.0" encoding="ISO-8859-1"?>
            <!DOCTYPE rdf:RDF [
            <!ENTITY % HTMLlat1 PUBLIC "-//W3C//ENTITIES Latin 1 for XHTML//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml-lat1.ent">
            %HTMLlat1;
            ]>
            <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
            <channel rdf:about="http://example.org/rss"><title>Caf&eacute;</title><link>http://example.org/</link>
            <items><rdf:Seq><rdf:li rdf:resource="http://example.org/one"/></rdf:Seq></items></channel>
            <item rdf:about="http://example.org/one"><title>One</title><link>http://example.org/one.html</link><dc:date>2003-12-13T18:30+01:00</dc:date></item>
            </rdf:RDF>
            """
        )
        #expect(feed.title == "Café")
        #expect(feed.id == "http://example.org/rss")
        #expect(
            feed.entries == [
                ImportedEntry(
                    id: "http://example.org/one",
                    link: "http://example.org/one.html",
                    title: "One",
                    published: FeedDate.read("2003-12-13T17:30:00Z"),
                    updated: nil,
                    line: 9
                )
            ]
        )
    }

    @Test("RSS 0.90 and 0.91, in which the link is the id")
    func early() throws {
        let rdf = try read(
            """
            <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://my.netscape.com/rdf/simple/0.9/">
            <channel><title>A</title></channel><item><title>One</title><link>http://example.org/1</link></item></rdf:RDF>
            """
        )
        #expect(rdf.entries.map(\.id) == ["http://example.org/1"])
        let rss = try read(
            """
            <!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://my.netscape.com/publish/formats/rss-0.91.dtd">
            <rss version="0.91"><channel><title>B &copy;</title><item><title>Two</title><link>
            http://example.org/2 </link></item></channel></rss>
            """
        )
        #expect(rss.title == "B ©")
        #expect(rss.entries.map(\.id) == ["http://example.org/2"])
        #expect(rss.entries.map(\.link) == ["http://example.org/2"])
    }

    @Test("RSS 2.0 in a namespace, in windows-1252, with a guid that is the link")
    func windows() throws {
        let document =
            Array(
                """
                <?xml version="1.0" encoding="windows-1252"?>
                <rss version="2.0" xmlns="http://backend.userland.com/rss2"><channel><title>
                """.utf8
            ) + [0x93, 0x61, 0x94]
            + Array(
                """
                </title><item><guid>
                https://example.org/a?b=1&amp;c=2
                </guid><pubDate>7 jan 26 12:00 est</pubDate></item><item><guid>entry 2</guid></item></channel></rss>
                """.utf8
            )
        let feed = try ImportedFeed(reading: document)
        #expect(feed.title == "“a”")
        #expect(feed.entries.map(\.id) == ["https://example.org/a?b=1&c=2", "entry 2"])
        #expect(feed.entries.map(\.link) == ["https://example.org/a?b=1&c=2", nil])
        #expect(feed.entries.first?.published?.rfc3339 == "2026-01-07T17:00:00Z")
    }

    @Test("A title is HTML only when it has what plain text has not")
    func titles() throws {
        let titles = [
            ("AT&amp;T", "AT&T"), ("AT&amp;amp;T", "AT&T"), ("a &lt; b", "a < b"),
            ("&lt;b&gt;bold&lt;/b&gt; x", "bold x"),
            ("the &lt;div&gt; tag", "the <div> tag"), ("&amp;lt;div&amp;gt;", "<div>"), ("<b>x</b> y", "x y"),
        ]
        for (written, shown) in titles {
            let feed = try read(
                "<rss><channel><item><title> \(written)\n</title><link>x</link></item></channel></rss>"
            )
            #expect(feed.entries.first?.title == shown)
        }
    }
}

private func read(_ document: String) throws -> ImportedFeed {
    try ImportedFeed(reading: Array(document.utf8))
}
