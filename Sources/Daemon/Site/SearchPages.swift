package import Catalogue
package import Syndication

/// Search, as a page and as feeds, and its description: `/search?q=`, `/search/atom.xml?q=`, `/opensearch.xml`.
package struct SearchPages: SitePart {
    private let ledger: Ledger
    private let catalogue: ArticleCatalogue
    private let pages: Pages

    package init(ledger: Ledger, catalogue: ArticleCatalogue, pages: Pages) {
        (self.ledger, self.catalogue, self.pages) = (ledger, catalogue, pages)
    }

    /// The page without a question, which says how to search, and the description; results can't be listed.
    package func addresses(in site: Site) throws -> [SiteAddress] {
        ["/search/", "/opensearch.xml"].map { SiteAddress($0, isPage: false) }
    }

    /// Articles on a page or in a document of results.
    static let perPage = 20
    /// Results beyond are not counted and not led to.
    static let mostResults = CatalogueTransaction.ranked

    package func lookUp(_ path: String, query: String, in site: Site) throws -> ColdEntry? {
        if path == "/opensearch.xml" { return try description(at: path, in: site) }
        guard path.hasPrefix("/search") else { return nil }
        catalogue.awaitIndex()
        let rest = path.dropFirst("/search".count)
        let values = QueryString(query)
        let search = Search(
            query: SearchQuery(values["q"] ?? ""),
            start: min(max(1, values.number("start") ?? 1), SearchPages.mostResults)
        )
        if rest.isEmpty || rest == "/" {
            return try page(of: search, ColdPage(set: pages.current, site: site, path: path))
        }
        guard let format = FeedFormats.all.first(where: { "/" + $0.fileName == rest }) else { return nil }
        return try feed(of: search, format, at: path, in: site)
    }

    private func description(at path: String, in site: Site) throws -> ColdEntry {
        let body = try OpenSearch.description(of: site, at: path)
        return ColdEntry(
            Document(
                path: path,
                mediaType: OpenSearch.mediaType + "; charset=utf-8",
                body: Body(body),
                tag: Digest(bytes: body).hex,
                cacheControl: "public, max-age=\(site.maxAge)"
            )
        )
    }

    // MARK: Feeds

    private func feed(of search: Search, _ format: any FeedFormat, at path: String, in site: Site) throws -> ColdEntry {
        let cold = ColdFeed(
            catalogue: catalogue,
            format: format,
            site: site,
            path: path,
            address: path + search.address(from: search.start)
        )
        return try cold.entry { catalogue in
            let holdings = try catalogue.newest(search.query, offset: search.start - 1, limit: SearchPages.perPage)
            let total = try total(of: search, showing: holdings.count, in: catalogue)
            // What has left may have been among them.
            let left = try ledger.read { try $0.lastRetraction() }
            let moments = holdings.map(\.updated) + [left].compactMap { $0 }
            var feed = Feed(
                id: site.derivedID(kind: "search", key: search.query.key),
                title: search.query.isEmpty ? "Search – \(site.title)" : "\(search.query.text) – \(site.title)",
                page: "/search" + search.address(from: 1),
                updated: moments.max() ?? ledger.site.created
            )
            let address = { (start: Int) in site.baseURL.appending(path + search.address(from: start)) }
            let (previous, next, last) = search.neighbours(of: total)
            feed.paging = FeedPaging(
                first: address(1),
                previous: previous.map(address),
                next: next.map(address),
                last: address(last)
            )
            feed.search = FeedSearch(
                query: search.query.text,
                total: total,
                start: search.start,
                perPage: SearchPages.perPage,
                description: site.baseURL.appending("/opensearch.xml")
            )
            // What would be left out here would stand nowhere: the next document begins behind it.
            return ColdFeed.Contents(feed: feed, holdings: holdings, isBounded: false)
        }
    }

    // MARK: The page

    private struct Shown {
        var total: Int
        var holdings: [Holding]
        var frame: PageFrame
    }

    private func page(of search: Search, _ page: ColdPage) throws -> ColdEntry {
        let shown = try catalogue.read { catalogue in
            let holdings = try catalogue.fittest(search.query, offset: search.start - 1, limit: SearchPages.perPage)
            return Shown(
                total: try total(of: search, showing: holdings.count, in: catalogue),
                holdings: holdings,
                frame: try catalogue.frame(of: page.site)
            )
        }
        let tag = page.tag(
            [search.query.text, search.query.isCut ? "cut" : "", String(search.start), String(shown.total)]
                + shown.holdings.flatMap(\.shown),
            in: shown.frame
        )
        return ColdEntry(tag: tag, cacheControl: page.cacheControl, fields: page.fields) {
            let address = { (start: Int) in page.site.baseURL.appending("/search" + search.address(from: start)) }
            let (previous, next, _) = search.neighbours(of: shown.total)
            let count =
                shown.total == SearchPages.mostResults ? "\(shown.total) articles or more" : counted(shown.total)
            let html = page.set.searchPage(
                search.query,
                found: count,
                entries: shown.holdings.map { $0.entry(content: "", in: page.site) },
                position: PagePosition(
                    number: (search.start - 1) / SearchPages.perPage + 1,
                    previous: previous.map(address),
                    next: next.map(address)
                ),
                feeds: SiteLinks.feeds(
                    under: "/search/",
                    query: search.address(from: 1),
                    title: "\(search.query.text) – \(page.site.title)",
                    of: page.site
                ),
                in: page.site,
                frame: shown.frame
            )
            return page.document(html, tag: tag)
        }
    }

    /// How many there are, counted no further than is led to; a document that is not full says it.
    private func total(of search: Search, showing shown: Int, in catalogue: CatalogueTransaction) throws -> Int {
        let isEnd = shown < SearchPages.perPage && (shown > 0 || search.start == 1)
        return isEnd
            ? min(search.start - 1 + shown, SearchPages.mostResults)
            : try catalogue.count(search.query, upTo: SearchPages.mostResults)
    }

    private func counted(_ count: Int) -> String { count == 1 ? "1 article" : "\(count) articles" }
}

/// A query and the place in its results.
private struct Search: Sendable {
    var query: SearchQuery
    /// Counted from 1.
    var start: Int

    /// The query of an address that leads to the results from one on.
    func address(from start: Int) -> String {
        "?q=" + PercentEncoding.encoded(query.text) + (start > 1 ? "&start=\(start)" : "")
    }

    /// Where the parts before and after this one and the last one begin.
    func neighbours(of total: Int) -> (previous: Int?, next: Int?, last: Int) {
        let size = SearchPages.perPage
        let last = max(0, total - 1) / size * size + 1
        return (start > 1 ? max(1, min(start - size, last)) : nil, start + size <= total ? start + size : nil, last)
    }
}
