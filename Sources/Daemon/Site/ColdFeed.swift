import Catalogue
import Syndication

/// One format of a feed that no edition holds.
struct ColdFeed: Sendable {
    /// What it shows, as one snapshot of the catalogue has it.
    struct Contents {
        var feed: Feed
        /// In the order of the document.
        var holdings: [Holding]
        /// Whether the rest is left out when it is too large, and not only the sizes are bounded by number.
        var isBounded = true
    }

    let catalogue: ArticleCatalogue
    let format: any FeedFormat
    let site: Site
    /// Without the query.
    let path: String
    /// With the query in the form that the feed names itself by.
    let address: String

    /// `contents` is asked again when the document is made and something was stored meanwhile, so that it never holds less than
    /// its tag says.
    func entry(_ contents: @escaping @Sendable (CatalogueTransaction) throws -> Contents) throws -> ColdEntry {
        let turn = catalogue.turn
        let first = try catalogue.read(contents)
        return ColdEntry(tag: tag(of: first), cacheControl: cacheControl, fields: fields) {
            let read = { (now: Contents, catalogue: CatalogueTransaction) in
                (now, try now.holdings.map { try catalogue.content(of: $0.number) })
            }
            var (now, bodies) = try catalogue.read { try read(first, $0) }
            if catalogue.turn != turn { (now, bodies) = try catalogue.read { try read(contents($0), $0) } }
            return Document(
                path: path,
                mediaType: format.mediaType + "; charset=utf-8",
                body: try Body(body(of: now, bodies)),
                tag: self.tag(of: now),
                cacheControl: cacheControl,
                fields: fields
            )
        }
    }

    private func body(of contents: Contents, _ bodies: [String?]) throws -> [UInt8] {
        let entries = zip(contents.holdings, bodies).compactMap { holding, content in
            content.map { holding.entry(content: $0, in: site) }
        }
        var parts = try entries.map { (entry: $0, bytes: try format.fragment(of: $0, in: site)) }
        if contents.isBounded {
            // The latest stay, by whatever made them so.
            let latest = parts.indices.sorted {
                (parts[$0].entry.recency, $1) > (parts[$1].entry.recency, $0)
            }
            let count = FeedHead.fitting(latest.map { parts[$0].bytes.count }, limit: site.feedSize)
            let kept = Set(latest.prefix(count))
            parts = parts.indices.filter(kept.contains).map { parts[$0] }
        }
        var feed = contents.feed
        feed.hasEntries = !parts.isEmpty
        feed.hasAuthors = parts.contains { !$0.entry.authors.isEmpty }
        let document = try format.document(of: feed, parts.map(\.bytes), at: address, in: site)
        if (try? format.check(document: document)) != nil { return document }
        // An entry that doesn't parse harms itself alone.
        let sound = parts.map(\.bytes).filter { (try? format.check($0)) != nil }
        let rest = try format.document(of: feed, sound, at: address, in: site)
        try format.check(document: rest)
        return rest
    }

    private func tag(of contents: Contents) -> String {
        let feed = contents.feed
        let shown = contents.holdings.flatMap { $0.shown + [$0.givenID ?? ""] }
        var site = [
            Generator.version, self.site.title, self.site.author, self.site.description ?? "", self.site.language,
            self.site.rights ?? "", self.site.baseURL.text, self.site.zone.name, self.site.links?.source ?? "",
            String(self.site.maxAge), String(self.site.feedSize),
        ]
        site += [format.name, address, feed.id.uuid, feed.title, feed.page, String(feed.updated.seconds)]
        site += (feed.paging?.links ?? []).flatMap { [$0.relation, $0.address] }
        if let search = feed.search {
            site += [search.query, search.total.map(String.init) ?? "", String(search.start), String(search.perPage)]
        }
        return Digest(["cold-feed-1", String(site.count)] + site + shown).hex
    }

    private var cacheControl: String { "public, max-age=\(site.maxAge)" }

    private var fields: [HeaderField] {
        HeaderField.crossOrigin + [
            HeaderField("Link", "<\(site.baseURL.appending(address))>; rel=\"self\""),
            HeaderField("Content-Language", site.language),
        ]
    }
}

extension Entry {
    /// Its last publication or update.
    var recency: Timestamp { max(published, updated) }
}
