import Foundation
import Testing

@testable import Syndication

@Suite("Pages")
struct PagesTests {
    private let feeds = TestFeed.formats.map {
        FeedLink(name: $0.name, mediaType: $0.mediaType, address: "\(TestSite.base)/\($0.fileName)")
    }

    private var frame: PageFrame {
        PageFrame(
            navigation: [
                Topic(kind: .category, slug: Slug(stored: "news-politics"), name: "News & <Politics>", count: 2),
                Topic(kind: .category, slug: Slug(stored: "travel"), name: "Travel", count: 1),
            ],
            feeds: feeds
        )
    }

    @Test(
        "The front page is its list between what stands around it, unless a publisher's own template has a part in it"
    )
    func frontEnvelope() throws {
        let page = try PageSet()
        for entries in [[], TestFeed.entries] {
            let items = entries.map { page.item(of: $0, in: TestSite.site) }
            let parts = try #require(page.frontEnvelope(of: TestSite.site, isEmpty: entries.isEmpty, frame: frame))
            let whole = page.frontPage(of: TestSite.site, entries: entries, items: items, frame: frame)
            #expect(parts.head + items.joined() + parts.tail == whole)
        }
        let own = try PageSet(PageTemplates(replacing: [.top: "{{#articles}}{{title}}{{/articles}}"]))
        #expect(own.frontEnvelope(of: TestSite.site, isEmpty: false, frame: frame) == nil)
        let style = try PageSet(PageTemplates(replacing: [.style: "p { color: red }"]))
        #expect(style.frontEnvelope(of: TestSite.site, isEmpty: false, frame: frame)?.head.contains("red") == true)
    }

    private func pages() throws -> [(name: String, html: String)] {
        let pages = try PageSet()
        let related = [PageLink(title: "Other <i> & more", address: "\(TestSite.base)/articles/other?a=1&b=2")]
        return [
            ("front", pages.frontPage(of: TestSite.site, TestFeed.entries, frame)),
            ("empty front", pages.frontPage(of: TestSite.site, [], frame)),
            ("article", pages.articlePage(of: TestFeed.entries[0], in: TestSite.site, related: related, frame: frame)),
            ("bare article", pages.articlePage(of: TestFeed.entries[2], in: TestSite.site, related: [], frame: frame)),
            (
                "category",
                pages.topicPage(
                    of: Topic(kind: .category, slug: Slug(stored: "travel"), name: "Travel <&>", count: 51),
                    entries: TestFeed.entries,
                    position: PagePosition(number: 1, next: "\(TestSite.base)/category/travel/page/2/"),
                    feeds: ownFeeds,
                    in: TestSite.site,
                    frame: frame
                )
            ),
            ("search", searchPage(pages, "\"tide mill\" <b> -fog", entries: TestFeed.entries)),
            ("search without a query", searchPage(pages, "", entries: [])),
            ("search without results", searchPage(pages, "nothing", entries: [])),
            (
                "feeds",
                pages.feedsPage(
                    categories: frame.navigation.map { ($0, ownFeeds) },
                    opml: "\(TestSite.base)/opml.xml",
                    in: TestSite.site,
                    frame: frame
                )
            ),
            ("notice", pages.noticePage(title: "Not <found>", text: "No & nothing", in: TestSite.site)),
        ]
    }

    private var ownFeeds: [FeedLink] {
        TestFeed.formats.map {
            FeedLink(
                name: $0.name,
                mediaType: $0.mediaType,
                address: "\(TestSite.base)/category/travel/\($0.fileName)",
                title: "Travel"
            )
        }
    }

    private func searchPage(_ pages: PageSet, _ query: String, entries: [Entry]) -> String {
        pages.searchPage(
            SearchQuery(query),
            found: "3 articles",
            entries: entries,
            position: PagePosition(number: 2, previous: "\(TestSite.base)/search?q=tide"),
            feeds: ownFeeds,
            in: TestSite.site,
            frame: frame
        )
    }

    @Test("Every page is balanced HTML in UTF-8, with its language and one title")
    func balanced() throws {
        for (name, html) in try pages() {
            #expect(
                html.hasPrefix("<!DOCTYPE html>\n<html lang=\"en-GB\">\n<head>\n<meta charset=\"utf-8\">"),
                "\(name)"
            )
            #expect(html.hasSuffix("</html>\n"), "\(name)")
            #expect(imbalance(of: html) == nil, "\(name): \(imbalance(of: html) ?? "")")
            #expect(Markup(text: html).elements(of: "title").count == 1, "\(name)")
            #expect(Markup(text: html).elements(of: "h1").count == 1, "\(name)")
        }
    }

    @Test(
        "No text of an article or of the site becomes markup",
        arguments: TestFeed.titles + ["\"\u{301} onload=x y=\"", "<\u{20E3}img src=x>"]
    )
    func escaped(text: String) throws {
        let pages = try PageSet()
        var site = TestSite.site
        (site.title, site.description) = (text, text)
        var entry = TestFeed.entries[0]
        (entry.title, entry.abstract, entry.category) = (text, text, Category(named: text))
        entry.content = "<p>x</p>\n"
        let related = [PageLink(title: text, address: "\(TestSite.base)/articles/other")]
        for html in [
            pages.frontPage(of: site, [entry], frame),
            pages.articlePage(of: entry, in: site, related: related, frame: frame),
            pages.noticePage(title: text, text: text, in: site),
        ] {
            #expect(imbalance(of: html) == nil, "\(imbalance(of: html) ?? "")")
            let tags = self.tags(of: html)
            #expect(tags.allSatisfy { known.contains($0.name) }, "\(tags)")
            #expect(tags.allSatisfy { $0.text.utf8.count { $0 == UInt8(ascii: "\"") }.isMultiple(of: 2) })
            #expect(!tags.contains { $0.text.contains("onload=x y") && !$0.text.contains("&quot;") })
        }
    }

    @Test("Pages name the main feeds as alternates, then their own, and their address as canonical (O-1, A-4)")
    func links() throws {
        for (name, html) in try pages() where name != "notice" {
            let links = tags(of: html).filter { $0.name == "link" }.map(\.text)
            let alternates = links.filter { Markup.attribute("rel", in: $0) == "alternate" }
            let isGathering = name == "category" || name == "search" || name == "search without results"
            let all = feeds + (isGathering ? ownFeeds : [])
            #expect(alternates.map { Markup.attribute("href", in: $0) } == all.map(\.address), "\(name)")
            #expect(
                alternates.prefix(3).map { Markup.attribute("type", in: $0) } == [
                    "application/atom+xml", "application/rss+xml", "application/feed+json",
                ],
                "\(name)"
            )
            for feed in all { #expect(html.contains("<a href=\"\(feed.address)\">"), "\(name)") }
            // What a query finds has no address that search engines should keep.
            guard !name.hasPrefix("search") else {
                #expect(html.contains("<meta name=\"robots\" content=\"noindex\">"), "\(name)")
                continue
            }
            let canonical = links.filter { Markup.attribute("rel", in: $0) == "canonical" }
            let folders = ["category": "/category/travel/", "feeds": "/feeds/"]
            let address = TestSite.base + (name.contains("article") ? "/articles/" : folders[name] ?? "/")
            #expect(
                canonical.count == 1 && Markup.attribute("href", in: canonical[0])?.hasPrefix(address) == true,
                "\(name)"
            )
        }
        var own = TestFeed.entries[0]
        own.canonicalLink = "https://papers.example/a?b=1&c=2"
        let html = try PageSet().articlePage(of: own, in: TestSite.site, related: [], frame: frame)
        #expect(html.contains("<link rel=\"canonical\" href=\"https://papers.example/a?b=1&amp;c=2\">"))
    }

    @Test("The policy allows just the style that stands in the page, and no page has a script (C-2)")
    func policy() throws {
        let policy = try PageSet().contentSecurityPolicy
        #expect(policy.hasPrefix("default-src 'none'; "))
        for (name, html) in try pages() {
            let styles = Markup(text: html).contents(of: "style")
            #expect(styles.count == 1, "\(name)")
            // A digest holds the first 16 bytes of the hash, which are the first 21 digits and some bits of the next.
            let hash = Data(Digest(bytes: Array(styles[0].utf8)).bytes).base64EncodedString().prefix(21)
            #expect(policy.contains("style-src 'sha256-\(hash)"), "\(name)")
            for mark in ["<script", " style=", "javascript:", "<iframe", "<base"] {
                #expect(!html.contains(mark), "\(name) \(mark)")
            }
        }
    }

    @Test("Every address on a page is absolute (C-5)")
    func absolute() throws {
        for (name, html) in try pages() {
            for tag in tags(of: html) {
                guard let address = Markup.attribute("href", in: tag.text) else { continue }
                #expect(address.hasPrefix("https://") || address == "#main", "\(name): \(tag.text)")
            }
        }
    }

    @Test("The front page lists the entries in order, an article's page shows it with its related articles")
    func shown() throws {
        let all = Dictionary(uniqueKeysWithValues: try pages().map { ($0.name, $0.html) })
        let front = try #require(all["front"])
        let titles = Markup(text: front).contents(of: "article").map { Markup(text: $0).contents(of: "h2")[0] }
        #expect(titles.count == 3)
        #expect(titles[2].hasSuffix(">&amp;amp;</a>"))
        #expect(
            front.contains(
                "<time datetime=\"2025-11-03T12:00:00Z\">November 3, 2025</time> · "
                    + "<a href=\"\(TestSite.base)/category/news-politics/\">News &amp; Politics</a></p>"
            )
        )
        #expect(try #require(all["empty front"]).contains("There are no articles yet."))
        let article = try #require(all["article"])
        #expect(article.contains(TestFeed.entries[0].content))
        #expect(
            article.contains(
                "<li><a href=\"\(TestSite.base)/articles/other?a=1&amp;b=2\">Other &lt;i&gt; &amp; more</a></li>"
            )
        )
        let bare = try #require(all["bare article"])
        #expect(!bare.contains("<aside") && !bare.contains(" · "))
        let notice = try #require(all["notice"])
        #expect(notice.contains("<h1>Not &lt;found&gt;</h1>") && notice.contains("<p>No &amp; nothing</p>"))
        #expect(notice.contains("noindex"))
    }

    @Test("A page's day is that of the site's zone")
    func zone() throws {
        var site = TestSite.site
        site.zone = try #require(Zone("Pacific/Kiritimati"))
        let front = try PageSet().frontPage(of: site, [TestFeed.entries[0]], PageFrame())
        #expect(front.contains("<time datetime=\"2025-11-03T12:00:00Z\">November 4, 2025</time>"))
    }

    // MARK: Reading HTML roughly

    private let known: Set<String> = [
        "html", "head", "meta", "title", "link", "style", "body", "header", "main", "article", "footer", "h1", "h2",
        "p",
        "a", "ul", "li", "time", "aside", "nav", "form", "label", "input", "button", "div", "span", "section", "dl",
        "dt", "dd",
        "code",
    ]
    private let void: Set<String> = ["meta", "link", "input"]

    /// The tags, by code units, as a browser finds them.
    private func tags(of html: String) -> [(name: String, text: String)] {
        var tags: [(String, String)] = []
        var rest = Array(html.utf8)[...]
        while let open = rest.firstIndex(of: UInt8(ascii: "<")) {
            rest = rest[open...]
            guard let close = rest.firstIndex(of: UInt8(ascii: ">")) else { break }
            let text = String(decoding: rest[...close], as: UTF8.self)
            rest = rest[(close + 1)...]
            let name = text.utf8.dropFirst().drop { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "!") }
                .prefix { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: ">") }
            if !text.hasPrefix("<!DOCTYPE") { tags.append((String(decoding: Array(name), as: UTF8.self), text)) }
            if text == "<style>", let end = rest.firstIndex(of: UInt8(ascii: "<")) { rest = rest[end...] }
        }
        return tags
    }

    /// The first tag that closes what isn't open, or what stays open; nil when all are closed.
    private func imbalance(of html: String) -> String? {
        var open: [String] = []
        for tag in tags(of: html) where !void.contains(tag.name) {
            if !tag.text.hasPrefix("</") {
                open.append(tag.name)
            } else if open.popLast() != tag.name {
                return tag.text
            }
        }
        return open.last
    }
}

extension PageSet {
    fileprivate func frontPage(of site: Site, _ entries: [Entry], _ frame: PageFrame) -> String {
        frontPage(of: site, entries: entries, items: entries.map { item(of: $0, in: site) }, frame: frame)
    }
}
