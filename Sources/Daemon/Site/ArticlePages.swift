package import Catalogue
package import Syndication

/// The pages of single articles: `/articles/SLUG`.
package struct ArticlePages: SitePart {
    private let ledger: Ledger
    private let catalogue: ArticleCatalogue
    private let pages: Pages

    package init(ledger: Ledger, catalogue: ArticleCatalogue, pages: Pages) {
        (self.ledger, self.catalogue, self.pages) = (ledger, catalogue, pages)
    }

    package func lookUp(_ path: String, query: String, in site: Site) throws -> ColdEntry? {
        let prefix = "/articles/"
        guard path.hasPrefix(prefix) else { return nil }
        let slug = String(path.dropFirst(prefix.count))
        guard !slug.isEmpty, !slug.utf8.contains(UInt8(ascii: "/")) else { return nil }
        let page = ColdPage(set: pages.current, site: site, path: path)
        if let entry = try heldArticle(slug, page) { return entry }
        return try formerArticle(slug, page)
    }

    package func addresses(in site: Site) throws -> [SiteAddress] {
        try catalogue.read { try $0.pages() }.map { slug, updated in
            // Where entries lead to the publisher's own site, the pages there are the ones to be found.
            SiteAddress("/articles/\(slug.text)", changed: updated, isPage: site.links == nil)
        }
    }

    private struct Shown {
        var holding: Holding
        var related: [PageLink]
        var frame: PageFrame
    }

    private func heldArticle(_ slug: String, _ page: ColdPage) throws -> ColdEntry? {
        let shown = { @Sendable (catalogue: CatalogueTransaction) -> Shown? in
            guard let holding = try catalogue.holding(slug: slug) else { return nil }
            return Shown(
                holding: holding,
                related: try RelatedArticles.links(from: holding, in: catalogue, site: page.site),
                frame: try catalogue.frame(of: page.site)
            )
        }
        let tag = { @Sendable (shown: Shown) in
            page.tag(
                shown.holding.shown + shown.related.flatMap { [$0.title, $0.address] },
                in: shown.frame
            )
        }
        // What is like it is found by the index.
        catalogue.awaitIndex()
        guard let first = try catalogue.read(shown) else { return nil }
        return ColdEntry(tag: tag(first), cacheControl: page.cacheControl, fields: page.fields) {
            // Held and content are read together, so that the bytes fit the tag.
            let now = try catalogue.read { catalogue -> (Shown, String)? in
                guard let now = try shown(catalogue), let content = try catalogue.content(of: now.holding.number) else {
                    return nil
                }
                return (now, content)
            }
            guard let (now, content) = now else { return gone(page) }
            let html = page.set.articlePage(
                of: now.holding.entry(content: content, in: page.site),
                in: page.site,
                related: now.related,
                frame: now.frame
            )
            return page.document(html, tag: tag(now))
        }
    }

    private func formerArticle(_ slug: String, _ page: ColdPage) throws -> ColdEntry? {
        let (row, isFormer) = try ledger.read { ledger in
            if let row = try ledger.article(slug: slug) { return (row as LedgerRow?, false) }
            return (try ledger.article(formerSlug: slug), true)
        }
        guard let row else { return nil }
        switch row.state {
        case .retracted, .withdrawn:
            return ColdEntry(gone(page))
        case .live where isFormer:
            return ColdEntry(page.moved(to: "/articles/\(row.slug.text)", text: "This article is now at"))
        case .live:
            return ColdEntry(
                page.notice(
                    503,
                    title: "Not ready",
                    text: "This article is being read. Try again soon.",
                    fields: [HeaderField("Retry-After", "5")]
                )
            )
        }
    }

    private func gone(_ page: ColdPage) -> Document {
        page.notice(410, title: "Withdrawn", text: "This article is no longer published.")
    }
}
