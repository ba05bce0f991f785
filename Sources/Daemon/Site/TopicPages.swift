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
            parts.count == 2 || parts.count == 3, !parts[1].isEmpty
        else { return nil }
        let page = ColdPage(set: pages.current, site: site, path: path)
        let slug = parts[1]
        let file = parts.count == 3 ? parts[2] : nil
        let format = FeedFormats.all.first { $0.fileName == file }
        guard file == nil || file == "" || format != nil else { return nil }
        let held = try catalogue.read { try $0.topic(kind, slug: slug) }
        if held == nil, kind == .category, let next = site.categoryAliases.successor(of: Slug(stored: slug)) {
            let target = Topic.path(kind, next) + (file ?? "")
            return ColdEntry(page.moved(to: target, text: "This category has another name now:"))
        }
        let left = try ledger.read { try $0.leaving(kind, slug: slug) }
        guard held != nil || left != nil else { return nil }
        let known = held ?? Topic(kind: kind, slug: Slug(stored: slug), name: left?.name ?? slug, count: 0)
        guard file != nil else { return ColdEntry(page.moved(to: known.path, text: "This page is at")) }
        if let format { return try feed(known, format, at: path, in: site) }
        return try list(known, page, number: QueryString(query).number("page") ?? 1)
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
        let isThere = number == 1 || (number > 1 && (number - 1) * perPage < known.count)
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
            let address = page.site.baseURL.appending(now.topic.path)
            let html = page.set.topicPage(
                of: now.topic,
                entries: now.holdings.map { $0.entry(content: "", in: page.site) },
                position: PagePosition(
                    number: number,
                    previous: number > 1 ? address + (number == 2 ? "" : "?page=\(number - 1)") : nil,
                    next: number * perPage < now.topic.count ? "\(address)?page=\(number + 1)" : nil
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
