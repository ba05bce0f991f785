package import XML

/// RSS 2.0 with the Best Practices Profile of the RSS Advisory Board.
package struct RSSFormat: XMLFeedFormat {
    package init() {}

    package var fileName: String { "rss.xml" }
    package var mediaType: String { "application/rss+xml" }
    package var name: String { "RSS" }

    private static let namespaces = [
        XMLNamespace(prefix: "atom", uri: "http://www.w3.org/2005/Atom"),
        XMLNamespace(prefix: "content", uri: "http://purl.org/rss/1.0/modules/content/"),
    ]

    /// Names without a mail address.
    private static let authors = XMLNamespace(prefix: "dc", uri: "http://purl.org/dc/elements/1.1/")

    package func fragment(of entry: Entry, in site: Site) throws(XMLError) -> [UInt8] {
        var xml = try XMLWriter(.fragment(in: RSSFormat.namespaces + [RSSFormat.authors], depth: 2))
        try xml.element("item") { xml throws(XMLError) in
            try xml.element("title", plainText: entry.title)
            try xml.element("link", text: entry.link)
            // A description is HTML, so plain text is escaped for HTML first and for XML by the writer.
            try xml.element("description", text: entry.abstract.map(XMLText.escaped) ?? entry.content)
            try xml.element("content:encoded", text: entry.content)
            for name in entry.authors { try xml.element("dc:creator", plainText: name) }
            let category = entry.category.map { [($0, site.categoryScheme)] } ?? []
            for (category, scheme) in category + entry.tags.map({ ($0, site.tagScheme) }) {
                try xml.element("category", [XMLAttribute("domain", scheme)], plainText: category.name)
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
        // Declared only where it is used.
        let namespaces =
            RSSFormat.namespaces.filter { feed.hasEntries || $0.prefix == "atom" }
            + (feed.hasAuthors ? [RSSFormat.authors] : [])
            + (feed.history.isArchive ? [Feed.historyNamespace] : [])
            + (feed.search == nil ? [] : [.openSearch])
        try xml.open("rss", namespaces: namespaces, [XMLAttribute("version", "2.0")])
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
        for relation in feed.relations(file: fileName, in: site) {
            let type = relation.isFeed ? [XMLAttribute("type", mediaType)] : []
            try xml.element(
                "atom:link",
                [XMLAttribute("rel", relation.name)] + type + [XMLAttribute("href", relation.address)]
            )
        }
        if feed.history.isArchive { try xml.element("fh:archive") }
        try xml.paging(feed.paging, as: "atom:link", mediaType)
        try xml.search(feed.search, as: "atom:link")
        try xml.element("language", text: site.language)
        if let rights = site.rights { try xml.element("copyright", plainText: rights) }
        try xml.element("lastBuildDate", text: feed.updated.rfc822)
        try xml.element("generator", text: feed.generatorVersion.map { "\(Generator.name) \($0)" } ?? Generator.name)
        try xml.element("docs", text: "https://www.rssboard.org/rss-specification")
        try xml.element("ttl", text: String(max(1, site.maxAge / 60)))
        return try xml.split()
    }

    package func check(_ fragment: [UInt8]) throws(XMLError) {
        try XMLDocument.check(fragment: fragment, in: RSSFormat.namespaces + [RSSFormat.authors])
    }
}
