package import XML

/// RSS 2.0 with the Best Practices Profile of the RSS Advisory Board.
package struct RSSFormat: FeedFormat {
    package init() {}

    package var fileName: String { "rss.xml" }
    package var mediaType: String { "application/rss+xml" }
    package var name: String { "RSS" }

    private static let namespaces = [
        XMLNamespace(prefix: "atom", uri: "http://www.w3.org/2005/Atom"),
        XMLNamespace(prefix: "content", uri: "http://purl.org/rss/1.0/modules/content/"),
    ]

    package func fragment(of entry: Entry, in site: Site) throws(XMLError) -> [UInt8] {
        var xml = try XMLWriter(.fragment(in: RSSFormat.namespaces, depth: 2))
        try xml.element("item") { xml throws(XMLError) in
            try xml.element("title", plainText: entry.title)
            try xml.element("link", text: entry.link)
            // A description is HTML, so plain text is escaped for HTML first and for XML by the writer.
            try xml.element("description", text: entry.abstract.map(XMLText.escaped) ?? entry.content)
            try xml.element("content:encoded", text: entry.content)
            if let category = entry.category {
                try xml.element("category", [XMLAttribute("domain", site.categoryScheme)], plainText: category.name)
            }
            try xml.element("guid", [XMLAttribute("isPermaLink", "false")], text: entry.idText)
            try xml.element("pubDate", text: entry.published.rfc822)
            try xml.element("atom:updated", text: entry.updated.rfc3339)
        }
        return try xml.finish()
    }

    package func envelope(
        of feed: Feed,
        at path: String,
        in site: Site
    ) throws(XMLError) -> (head: [UInt8], tail: [UInt8]) {
        var xml = try XMLWriter(.document)
        try xml.open("rss", namespaces: RSSFormat.namespaces, [XMLAttribute("version", "2.0")])
        try xml.open("channel", namespaces: [], [])
        try xml.element("title", plainText: feed.title)
        try xml.element("link", text: site.baseURL.appending(feed.page))
        try xml.element("description", text: XMLText.escaped(site.description ?? "Articles of \(feed.title)"))
        try xml.element(
            "atom:link",
            [
                XMLAttribute("rel", "self"), XMLAttribute("type", mediaType),
                XMLAttribute("href", site.baseURL.appending(path)),
            ]
        )
        try xml.element("language", text: site.language)
        if let rights = site.rights { try xml.element("copyright", plainText: rights) }
        try xml.element("lastBuildDate", text: feed.updated.rfc822)
        try xml.element("generator", text: "\(Generator.name) \(Generator.version)")
        try xml.element("docs", text: "https://www.rssboard.org/rss-specification")
        try xml.element("ttl", text: String(max(1, site.maxAge / 60)))
        return try xml.split()
    }

    package func check(_ fragment: [UInt8]) throws(XMLError) {
        try XMLDocument.check(fragment: fragment, in: RSSFormat.namespaces)
    }
}
