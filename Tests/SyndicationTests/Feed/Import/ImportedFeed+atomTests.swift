import Testing

@testable import Syndication

@Suite("Importing Atom")
struct ImportedFeedAtomTests {
    @Test("A feed as Jekyll makes it")
    func jekyll() throws {
        let feed = try ImportedFeed(
            reading: Array(
                """
                <?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom" ><generator uri="https://jekyllrb.com/" version="4.3.2">Jekyll</generator><link href="https://example.org/feed.xml" rel="self" type="application/atom+xml" /><link href="https://example.org/" rel="alternate" type="text/html" /><updated>2026-01-09T08:00:00+01:00</updated><id>https://example.org/feed.xml</id><title type="html">Harbour &amp;amp; Coast</title>
                <entry><title type="html">Ferry runs &lt;em&gt;again&lt;/em&gt; &amp;amp; on time</title><link href="https://example.org/2026/01/07/ferry.html" rel="alternate" type="text/html" title="Ferry" /><published>2026-01-07T12:00:00+01:00</published><updated>2026-01-08T09:30:00+01:00</updated><id>https://example.org/2026/01/07/ferry</id><content type="html" xml:base="https://example.org/2026/01/07/ferry.html">&lt;p&gt;Text&lt;/p&gt;</content><author><name>A</name></author></entry>
                <entry><title type="html">Second</title><link href="https://example.org/2026/01/06/second.html" rel="alternate" type="text/html"/><published>2026-01-06T12:00:00+00:00</published><updated>2026-01-06T12:00:00+00:00</updated><id>https://example.org/2026/01/06/second</id></entry></feed>
                """.utf8
            )
        )
        #expect(feed.title == "Harbour & Coast")
        #expect(feed.id == "https://example.org/feed.xml")
        #expect(feed.problems.isEmpty)
        #expect(
            feed.entries == [
                ImportedEntry(
                    id: "https://example.org/2026/01/07/ferry",
                    link: "https://example.org/2026/01/07/ferry.html",
                    title: "Ferry runs again & on time",
                    published: FeedDate.read("2026-01-07T11:00:00Z"),
                    updated: FeedDate.read("2026-01-08T08:30:00Z"),
                    line: 2
                ),
                ImportedEntry(
                    id: "https://example.org/2026/01/06/second",
                    link: "https://example.org/2026/01/06/second.html",
                    title: "Second",
                    published: FeedDate.read("2026-01-06T12:00:00Z"),
                    updated: FeedDate.read("2026-01-06T12:00:00Z"),
                    line: 3
                ),
            ]
        )
    }

    @Test("A feed as Blogger makes it, read through FeedBurner")
    func blogger() throws {
        let feed = try ImportedFeed(
            reading: Array(
                """
                <?xml version='1.0' encoding='UTF-8'?><?xml-stylesheet href="http://www.blogger.com/styles/atom.css" type="text/css"?>
                <feed xmlns='http://www.w3.org/2005/Atom' xmlns:openSearch='http://a9.com/-/spec/opensearchrss/1.0/' xmlns:thr='http://purl.org/syndication/thread/1.0' xmlns:feedburner="http://rssnamespace.org/feedburner/ext/1.0">
                <id>tag:blogger.com,1999:blog-1234567890</id><updated>2026-01-08T01:02:03.456-08:00</updated><title type='text'>Notes</title>
                <entry><id>tag:blogger.com,1999:blog-1234567890.post-987</id><published>2026-01-07T10:00:00.000-08:00</published><updated>2026-01-07T10:00:00.001-08:00</updated><category scheme='http://www.blogger.com/atom/ns#' term='x'/><title type='text'>Plain &lt;b&gt; stays</title><content type='html'>x</content><link rel='replies' type='application/atom+xml' href='https://notes.example/feeds/987/comments/default' title='Post Comments'/><link rel='edit' type='application/atom+xml' href='https://www.blogger.com/feeds/1'/><link rel='alternate' type='text/html' href='http://feedproxy.google.com/~r/x/987' title='Plain'/><thr:total>0</thr:total><feedburner:origLink>https://notes.example/2026/01/plain.html</feedburner:origLink></entry>
                </feed>
                """.utf8
            )
        )
        #expect(feed.title == "Notes")
        let entry = try #require(feed.entries.first)
        #expect(entry.id == "tag:blogger.com,1999:blog-1234567890.post-987")
        #expect(entry.link == "https://notes.example/2026/01/plain.html")
        #expect(entry.title == "Plain <b> stays")
        #expect(entry.published?.rfc3339 == "2026-01-07T18:00:00Z")
    }

    @Test("XHTML titles, prefixed elements, relative links and links of other kinds")
    func forms() throws {
        let feed = try ImportedFeed(
            reading: Array(
                """
                <a:feed xmlns:a="http://www.w3.org/2005/Atom" xml:base="https://example.org/blog/">
                <a:title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">The <em>x</em>
                   &amp; y</div></a:title><a:id> urn:feed </a:id>
                <a:entry xml:base="2026/"><a:id>
                  urn:one
                </a:id><a:link rel="enclosure" href="a.mp3"/><a:link type="application/pdf" href="one.pdf"/>
                <a:link href=" one.html " /><a:updated>2026-01-07T12:00:00Z</a:updated></a:entry>
                <a:entry><a:link rel="alternate" type="application/json" href="two.json"/></a:entry>
                <entry xmlns=""><id>not-atom</id></entry>
                </a:feed>
                """.utf8
            )
        )
        #expect(feed.title == "The x & y")
        #expect(feed.id == "urn:feed")
        #expect(feed.entries.map(\.id) == ["urn:one", "https://example.org/blog/two.json"])
        #expect(
            feed.entries.map(\.link) == ["https://example.org/blog/2026/one.html", "https://example.org/blog/two.json"]
        )
        #expect(feed.entries.map(\.published) == [nil, nil])
        #expect(feed.entries.map { $0.updated?.rfc3339 } == ["2026-01-07T12:00:00Z", nil])
        #expect(feed.entries.map(\.line) == [4, 8])
        #expect(feed.entries.map(\.title) == ["", ""])
    }

    @Test("A feed of Atom 0.3")
    func draft() throws {
        let feed = try ImportedFeed(
            reading: Array(
                """
                <feed version="0.3" xmlns="http://purl.org/atom/ns#"><title mode="escaped" type="text/html">Old &amp;amp; good</title>
                <entry><id>tag:old,2004:1</id><link rel="alternate" type="text/html" href="http://old.example/1"/>
                <issued>2004-05-06T07:08:09-05:00</issued><modified>2004-05-07T00:00:00Z</modified></entry></feed>
                """.utf8
            )
        )
        #expect(feed.title == "Old & good")
        #expect(feed.entries.first?.published?.rfc3339 == "2004-05-06T12:08:09Z")
        #expect(feed.entries.first?.updated?.rfc3339 == "2004-05-07T00:00:00Z")
    }
}
