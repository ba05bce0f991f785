package import Catalogue
package import Syndication

/// Categories, tags and authors: `/category/SLUG/` with its feeds, and the same for the others.
package struct TopicPages: SitePart {
    private let ledger: Ledger
    private let catalogue: ArticleCatalogue
    private let pages: Pages

    package init(ledger: Ledger, catalogue: ArticleCatalogue, pages: Pages) {
        (self.ledger, self.catalogue, self.pages) = (ledger, catalogue, pages)
    }

    /// Articles on a page of the list.
    private static let perPage = 50

    package func lookUp(_ path: String, query: String, in site: Site) throws -> ColdEntry? {
        let parts = path.split(separator: "/", omittingEmptySubsequences: false).dropFirst().map(String.init)
        guard let kind = TopicKind.allCases.first(where: { $0.name == parts.first }),
            parts.count >= 2, !parts[1].isEmpty, let number = TopicPages.number(parts.dropFirst(2))
        else { return nil }
        let page = ColdPage(set: pages.current, site: site, path: path)
        let slug = parts[1]
        let file = parts.count == 3 ? parts[2] : nil
        let format = FeedFormats.all.first { $0.fileName == file }
        guard parts.count > 3 || file == nil || file == "" || format != nil else { return nil }
        let held = try catalogue.read { try $0.topic(kind, slug: slug) }
        if held == nil, kind == .category, let next = site.categoryAliases.successor(of: Slug(stored: slug)) {
            let target = Topic.path(kind, next) + (parts.count > 3 ? "" : file ?? "")
            return ColdEntry(page.moved(to: target, text: "This category has another name now:"))
        }
        let left = try ledger.read { try $0.leaving(kind, slug: slug) }
        guard held != nil || left != nil else { return nil }
        let known = held ?? Topic(kind: kind, slug: Slug(stored: slug), name: left?.name ?? slug, count: 0)
        guard parts.count > 2 else { return ColdEntry(page.moved(to: known.path, text: "This page is at")) }
        if let format { return try feed(known, format, at: path, in: site) }
        return try list(known, page, number: number)
    }

    package func addresses(in site: Site) throws -> [SiteAddress] {
        try TopicKind.allCases.flatMap { kind -> [SiteAddress] in
            let held = try catalogue.read { try $0.topics(kind) }
            let slugs = Set(held.map(\.topic.slug.text))
            // What has lost all its articles is no page to be found, but its feeds stay what somebody subscribes to.
            let empty = try ledger.read { try $0.leavings(kind) }.filter { slug in
                !slugs.contains(slug)
                    && (kind != .category || site.categoryAliases.successor(of: Slug(stored: slug)) == nil)
            }
            return held.flatMap { topic, changed -> [SiteAddress] in
                let further = (1...max(1, (topic.count - 1) / TopicPages.perPage + 1)).dropFirst()
                return [SiteAddress(topic.path, changed: changed, isPage: true)]
                    + further.map { SiteAddress(TopicPages.path(of: topic, page: $0), isPage: false) }
                    + TopicPages.feeds(under: topic.path)
            }
                + empty.flatMap { slug -> [SiteAddress] in
                    let path = Topic.path(kind, Slug(stored: slug))
                    return [SiteAddress(path, isPage: false)] + TopicPages.feeds(under: path)
                }
        }
    }

    package func outlines(in site: Site) throws -> [OPML.Outline] {
        try catalogue.read { catalogue in
            try TopicKind.allCases.flatMap { try catalogue.topics($0) }
        }.map { topic, _ in
            OPML.Outline(title: "\(topic.name) – \(site.title)", path: topic.path + "atom.xml", page: topic.path)
        }
    }

    // MARK: Addresses

    /// Which page of a list the names behind a topic's mean: none or an empty one or a file the first, `page/2/` the second.
    private static func number(_ rest: ArraySlice<String>) -> Int? {
        let names = Array(rest)
        guard names.count > 1 else { return 1 }
        guard names.count == 3, names[0] == "page", names[2].isEmpty, let number = Int(names[1]), number > 1,
            String(number) == names[1]
        else { return nil }
        return number
    }

    private static func path(of topic: Topic, page number: Int) -> String {
        number == 1 ? topic.path : "\(topic.path)page/\(number)/"
    }

    private static func feeds(under path: String) -> [SiteAddress] {
        FeedFormats.all.map { SiteAddress(path + $0.fileName, isPage: false) }
    }

    // MARK: Parts

    private func feed(_ known: Topic, _ format: any FeedFormat, at path: String, in site: Site) throws -> ColdEntry {
        let cold = ColdFeed(catalogue: catalogue, format: format, site: site, path: path, address: path)
        return try cold.entry { catalogue in
            let (kind, slug) = (known.kind, known.slug.text)
            let topic = try catalogue.topic(kind, slug: slug) ?? known
            let holdings = try catalogue.latest(site.entries, in: kind, slug: slug)
            let left = try ledger.read { try $0.leaving(kind, slug: slug)?.moment }
            let moments = holdings.map(\.updated) + [left].compactMap { $0 }
            return ColdFeed.Contents(
                feed: Feed(
                    id: topic.feedID(in: site),
                    title: "\(topic.name) – \(site.title)",
                    page: topic.path,
                    updated: moments.max() ?? ledger.site.created
                ),
                holdings: holdings
            )
        }
    }

    /// What one page of a topic's list shows.
    private struct Shown {
        var topic: Topic
        var holdings: [Holding]
        var frame: PageFrame
    }

    private func list(_ known: Topic, _ page: ColdPage, number: Int) throws -> ColdEntry? {
        let perPage = TopicPages.perPage
        let isThere = number == 1 || number - 1 <= (known.count - 1) / perPage
        guard isThere else { return nil }
        let shown = { @Sendable (catalogue: CatalogueTransaction) in
            Shown(
                topic: try catalogue.topic(known.kind, slug: known.slug.text) ?? known,
                holdings: try catalogue.holdings(
                    in: known.kind,
                    slug: known.slug.text,
                    offset: (number - 1) * perPage,
                    limit: perPage
                ),
                frame: try catalogue.frame(of: page.site)
            )
        }
        let tag = { @Sendable (shown: Shown) in
            page.tag(
                [shown.topic.name, String(shown.topic.count), String(number)] + shown.holdings.flatMap(\.shown),
                in: shown.frame
            )
        }
        let first = try catalogue.read(shown)
        return ColdEntry(tag: tag(first), cacheControl: page.cacheControl, fields: page.fields) {
            let now = try catalogue.read(shown)
            let address = { page.site.baseURL.appending(TopicPages.path(of: now.topic, page: $0)) }
            let html = page.set.topicPage(
                of: now.topic,
                entries: now.holdings.map { $0.entry(content: "", in: page.site) },
                position: PagePosition(
                    number: number,
                    previous: number > 1 ? address(number - 1) : nil,
                    next: number * perPage < now.topic.count ? address(number + 1) : nil
                ),
                feeds: SiteLinks.feeds(
                    under: now.topic.path,
                    title: "\(now.topic.name) – \(page.site.title)",
                    of: page.site
                ),
                in: page.site,
                frame: now.frame
            )
            return page.document(html, tag: tag(now))
        }
    }
}
