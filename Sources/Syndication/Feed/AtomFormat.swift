package import XML

/// Atom 1.0 (RFC 4287), with a tombstone for each removal (RFC 6721).
package struct AtomFormat: XMLFeedFormat {
    package init() {}

    package var fileName: String { "atom.xml" }
    package var mediaType: String { "application/atom+xml" }
    package var name: String { "Atom" }

    private static let namespaces = [XMLNamespace(prefix: nil, uri: "http://www.w3.org/2005/Atom")]

    private static let tombstones = XMLNamespace(prefix: "at", uri: "http://purl.org/atompub/tombstones/1.0")

    package func fragment(of entry: Entry, in site: Site) throws(XMLError) -> [UInt8] {
        var xml = try XMLWriter(.fragment(in: AtomFormat.namespaces))
        let language = entry.language.map { [XMLAttribute("xml:lang", $0)] } ?? []
        try xml.element("entry", language) { xml throws(XMLError) in
            try xml.element("id", text: entry.idText)
            try xml.element("title", [XMLAttribute("type", "text")], text: entry.title)
            try xml.element("link", link("alternate", "text/html", entry.link))
            try xml.element("published", text: entry.published.rfc3339)
            try xml.element("updated", text: entry.updated.rfc3339)
            for name in entry.authors {
                try xml.element("author") { xml throws(XMLError) in
                    try xml.element("name", text: name)
                }
            }
            let category = entry.category.map { [($0, site.categoryScheme)] } ?? []
            for (category, scheme) in category + entry.tags.map({ ($0, site.tagScheme) }) {
                try xml.element(
                    "category",
                    [
                        XMLAttribute("term", category.slug.text), XMLAttribute("scheme", scheme),
                        XMLAttribute("label", category.name),
                    ]
                )
            }
            if let abstract = entry.abstract {
                try xml.element("summary", [XMLAttribute("type", "text")], text: abstract)
            }
            try xml.element("content", [XMLAttribute("type", "html")], text: entry.content)
        }
        return try xml.finish()
    }

    package func envelope(
        of feed: Feed,
        at path: String,
        in site: Site
    ) throws(XMLError) -> (head: [UInt8], tail: [UInt8]) {
        var xml = try XMLWriter(.document)
        // Declared only where it is used: validators warn of namespaces that they don't know.
        let namespaces =
            AtomFormat.namespaces + (feed.removals.isEmpty ? [] : [AtomFormat.tombstones])
            + (feed.history.isArchive ? [Feed.historyNamespace] : [])
            + (feed.search == nil ? [] : [.openSearch])
        try xml.open("feed", namespaces: namespaces, [XMLAttribute("xml:lang", site.language)])
        try xml.element("id", text: feed.id.urn)
        try xml.element("title", [XMLAttribute("type", "text")], text: feed.title)
        if let description = site.description {
            try xml.element("subtitle", [XMLAttribute("type", "text")], text: description)
        }
        try xml.element("updated", text: feed.updated.rfc3339)
        try xml.element("author") { xml throws(XMLError) in
            try xml.element("name", text: site.author)
        }
        try xml.element("link", link("self", mediaType, site.baseURL.appending(path)))
        try xml.element("link", link("alternate", "text/html", site.baseURL.appending(feed.page)))
        try xml.paging(feed.paging, as: "link", mediaType)
        try xml.search(feed.search, as: "link")
        for relation in feed.relations(file: fileName, in: site) {
            let type = relation.isFeed ? [XMLAttribute("type", mediaType)] : []
            try xml.element(
                "link",
                [XMLAttribute("rel", relation.name)] + type + [XMLAttribute("href", relation.address)]
            )
        }
        let version = feed.generatorVersion.map { [XMLAttribute("version", $0)] } ?? []
        try xml.element("generator", version, text: Generator.name)
        if let rights = site.rights {
            try xml.element("rights", [XMLAttribute("type", "text")], text: rights)
        }
        if feed.history.isArchive { try xml.element("fh:archive") }
        for removal in feed.removals {
            try xml.element(
                "at:deleted-entry",
                [XMLAttribute("ref", removal.id), XMLAttribute("when", removal.moment.rfc3339)]
            )
        }
        return try xml.split()
    }

    package func check(_ fragment: [UInt8]) throws(XMLError) {
        try XMLDocument.check(fragment: fragment, in: AtomFormat.namespaces)
    }

    private func link(_ relation: String, _ type: String, _ address: String) -> [XMLAttribute] {
        [XMLAttribute("rel", relation), XMLAttribute("type", type), XMLAttribute("href", address)]
    }
}
