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
        if let entry = try heldArticle(slug, at: path, in: site) { return entry }
        return try formerArticle(slug, at: path, in: site)
    }

    package func addresses(in site: Site) throws -> [SiteAddress] {
        try catalogue.read { try $0.pages() }.map { slug, updated in
            // Where entries lead to the publisher's own site, the pages there are the ones to be found.
            SiteAddress("/articles/\(slug.text)", changed: updated, isPage: site.links == nil)
        }
    }

    private func heldArticle(_ slug: String, at path: String, in site: Site) throws -> ColdEntry? {
        let found = try catalogue.read { catalogue -> (Holding, [PageLink])? in
            guard let holding = try catalogue.holding(slug: slug) else { return nil }
            return (holding, try RelatedArticles.links(from: holding, in: catalogue, site: site))
        }
        guard let (holding, related) = found else { return nil }
        let tag = self.tag(of: holding, related: related, in: site)
        let fields = self.fields(for: site)
        let cacheControl = "public, max-age=\(site.maxAge)"
        return ColdEntry(tag: tag, cacheControl: cacheControl, fields: fields) {
            // Held and content are read together, so that the bytes fit the tag.
            let now = try self.catalogue.read { catalogue -> (Holding, String, [PageLink])? in
                guard let holding = try catalogue.holding(slug: slug),
                    let content = try catalogue.content(of: holding.number)
                else { return nil }
                return (holding, content, try RelatedArticles.links(from: holding, in: catalogue, site: site))
            }
            guard let (holding, content, related) = now else { return self.gone(at: path, in: site) }
            let page = self.pages.articlePage(
                of: holding.entry(content: content, in: site),
                in: site,
                related: related,
                feeds: SiteLinks.feeds(of: site, formats: FeedFormats.all)
            )
            return Document(
                path: path,
                mediaType: "text/html; charset=utf-8",
                body: Array(page.utf8),
                tag: self.tag(of: holding, related: related, in: site),
                cacheControl: cacheControl,
                fields: fields
            )
        }
    }

    private func formerArticle(_ slug: String, at path: String, in site: Site) throws -> ColdEntry? {
        let (row, isFormer) = try ledger.read { ledger in
            if let row = try ledger.article(slug: slug) { return (row as LedgerRow?, false) }
            return (try ledger.article(formerSlug: slug), true)
        }
        guard let row else { return nil }
        switch row.state {
        case .retracted, .withdrawn:
            return ColdEntry(gone(at: path, in: site))
        case .live where isFormer:
            let address = site.baseURL.appending("/articles/\(row.slug.text)")
            return ColdEntry(
                notice(
                    at: path,
                    status: 301,
                    title: "Moved",
                    text: "This article is now at \(address)",
                    in: site,
                    fields: [HeaderField("Location", address)]
                )
            )
        case .live:
            return ColdEntry(
                notice(
                    at: path,
                    status: 503,
                    title: "Not ready",
                    text: "This article is being read. Try again soon.",
                    in: site,
                    fields: [HeaderField("Retry-After", "5")]
                )
            )
        }
    }

    private func gone(at path: String, in site: Site) -> Document {
        notice(at: path, status: 410, title: "Withdrawn", text: "This article is no longer published.", in: site)
    }

    private func notice(
        at path: String,
        status: Int,
        title: String,
        text: String,
        in site: Site,
        fields: [HeaderField] = []
    ) -> Document {
        Document(
            path: path,
            mediaType: "text/html; charset=utf-8",
            body: Array(pages.noticePage(title: title, text: text, in: site).utf8),
            tag: nil,
            cacheControl: status == 503 ? "no-store" : "public, max-age=60",
            fields: fields + self.fields(for: site),
            status: status
        )
    }

    private func fields(for site: Site) -> [HeaderField] {
        [
            HeaderField("Content-Security-Policy", pages.contentSecurityPolicy),
            HeaderField("Content-Language", site.language),
        ]
    }

    private func tag(of holding: Holding, related: [PageLink], in site: Site) -> String {
        Digest(
            [
                Pages.version, site.title, site.language, site.baseURL.text, site.zone.name, site.links?.source ?? "",
                holding.id.uuid, holding.path, String(holding.published.seconds), String(holding.updated.seconds),
                holding.digest.hex,
            ] + related.flatMap { [$0.title, $0.address] }
        ).hex
    }
}
