package import Catalogue
package import Syndication

/// The page about the feeds: `/feeds/`.
package struct FeedGuide: SitePart {
    private let catalogue: ArticleCatalogue
    private let pages: Pages
    /// The path of a list of all feeds in OPML.
    private let opml: String?

    package init(catalogue: ArticleCatalogue, pages: Pages, opml: String? = nil) {
        (self.catalogue, self.pages, self.opml) = (catalogue, pages, opml)
    }

    package func addresses(in site: Site) throws -> [SiteAddress] { [SiteAddress("/feeds/", isPage: true)] }

    /// More categories than this would be read by nobody.
    private static let mostCategories = 500

    private struct Shown {
        var categories: [Topic]
        var frame: PageFrame
    }

    package func lookUp(_ path: String, query: String, in site: Site) throws -> ColdEntry? {
        let page = ColdPage(set: pages.current, site: site, path: path)
        if path == "/feeds" { return ColdEntry(page.moved(to: "/feeds/", text: "This page is at")) }
        guard path == "/feeds/" else { return nil }
        let shown = { @Sendable (catalogue: CatalogueTransaction) in
            Shown(
                categories: try catalogue.topics(.category, limit: FeedGuide.mostCategories),
                frame: try catalogue.frame(of: site)
            )
        }
        let tag = { @Sendable (shown: Shown) in
            page.tag(shown.categories.flatMap { [$0.slug.text, $0.name] } + [opml ?? ""], in: shown.frame)
        }
        let first = try catalogue.read(shown)
        return ColdEntry(tag: tag(first), cacheControl: page.cacheControl, fields: page.fields) {
            let now = try catalogue.read(shown)
            let html = page.set.feedsPage(
                categories: now.categories.map { topic in
                    (topic, SiteLinks.feeds(under: topic.path, title: topic.name, of: site))
                },
                opml: opml.map(site.baseURL.appending),
                in: site,
                frame: now.frame
            )
            return page.document(html, tag: tag(now))
        }
    }
}
