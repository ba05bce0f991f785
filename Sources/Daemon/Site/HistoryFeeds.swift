package import Catalogue
package import Syndication

/// The main feed's history (RFC 5005 §4): every article in archive documents, `/archive/2026/03/1/atom.xml` and so on.
package struct HistoryFeeds: SitePart {
    private let ledger: Ledger
    private let catalogue: ArticleCatalogue
    private let formats = FeedFormats.all

    /// Moves whenever a document may differ although its articles are the same; not with releases, as closed archives are
    /// not to change.
    private static let version = "archive-1"

    /// How long a closed archive may be kept, in seconds: a day, since a withdrawal or a correction still changes it.
    private static let closedMaxAge = 86_400

    package init(ledger: Ledger, catalogue: ArticleCatalogue) {
        (self.ledger, self.catalogue) = (ledger, catalogue)
    }

    package func lookUp(_ path: String, query: String, in site: Site) throws -> ColdEntry? {
        guard let (part, format) = place(of: path) else { return nil }
        let found = try catalogue.read { try look(for: part, in: $0, of: site, withContent: false) }
        guard let found else { return nil }
        let fields = fields(at: path, in: site)
        return ColdEntry(
            tag: tag(of: found, at: path),
            cacheControl: "public, max-age=\(found.site.maxAge)",
            fields: fields
        ) {
            // Read anew together with its content, so that the bytes fit the tag.
            let now = try catalogue.read { try look(for: part, in: $0, of: site, withContent: true) } ?? found
            return Document(
                path: path,
                mediaType: format.mediaType + "; charset=utf-8",
                body: try Body(document(of: now, at: path, as: format)),
                tag: tag(of: now, at: path),
                cacheControl: "public, max-age=\(now.site.maxAge)",
                fields: fields
            )
        }
    }

    package func addresses(in site: Site) throws -> [SiteAddress] {
        try ledger.read { try $0.months(in: site.zone) }.flatMap { month, count in
            (0..<(count + HistoryPart.size - 1) / HistoryPart.size).flatMap { index in
                formats.map {
                    SiteAddress(HistoryPart(month: month, number: index + 1).path + $0.fileName, isPage: false)
                }
            }
        }
    }

    // MARK: Documents

    /// One archive at one moment, with everything that it shows.
    private struct Archive {
        /// As this document shows it.
        var site: Site
        var history: Feed.History
        var page: String
        var updated: Timestamp
        var removals: [Removal]
        /// The latest published first.
        var holdings: [Holding]
        /// By article number; empty when it was not asked for.
        var contents: [Int64: String]
    }

    private func look(
        for part: HistoryPart,
        in catalogue: CatalogueTransaction,
        of site: Site,
        withContent: Bool
    ) throws -> Archive? {
        // After the catalogue's snapshot was taken, which follows the ledger: what it holds, the ledger has.
        let (rows, previous, next) = try ledger.read { ledger in
            (
                try ledger.rows(of: part, in: site.zone), try ledger.part(before: part, in: site.zone),
                try ledger.part(after: part, in: site.zone)
            )
        }
        guard !rows.isEmpty else { return nil }
        let live = rows.filter { $0.state == .live }
        let holdings = try live.compactMap { try catalogue.holding(number: $0.number) }
            .sorted { ($0.published, $0.number) > ($1.published, $1.number) }
        var contents: [Int64: String] = [:]
        if withContent {
            for holding in holdings { contents[holding.number] = try catalogue.content(of: holding.number) }
        }
        let gone = rows.compactMap { row in row.retracted.flatMap { row.state == .live ? nil : (row, $0) } }
        var shown = site
        // One that lacks an article for the moment it is read in must not be kept for long.
        if next != nil, holdings.count == live.count { shown.maxAge = max(site.maxAge, HistoryFeeds.closedMaxAge) }
        return Archive(
            site: shown,
            history: Feed.History(previous: previous?.path, next: next?.path, isArchive: true),
            page: "/archive/\(part.month.path)/",
            updated: (holdings.map(\.updated) + gone.map(\.1)).max() ?? rows.map(\.updated).max()
                ?? ledger.site.created,
            removals: site.tombstones
                ? gone.sorted { ($0.1, $0.0.number) > ($1.1, $1.0.number) }.map { Removal(id: $0.idText, moment: $1) }
                : [],
            holdings: holdings,
            contents: contents
        )
    }

    private func document(of archive: Archive, at path: String, as format: any FeedFormat) throws -> [UInt8] {
        let entries = archive.holdings.compactMap { holding in
            archive.contents[holding.number].map { holding.entry(content: $0, in: archive.site) }
        }
        // One that does not parse harms itself alone; what is wrong with it was logged when it was published.
        let fragments = entries.compactMap { entry in
            let fragment = try? format.fragment(of: entry, in: archive.site)
            return fragment.flatMap { (try? format.check($0)) == nil ? nil : $0 }
        }
        var feed = Feed.main(
            of: archive.site,
            updated: archive.updated,
            removals: archive.removals,
            hasAuthors: entries.contains { !$0.authors.isEmpty }
        )
        feed.page = archive.page
        feed.history = archive.history
        return try format.document(of: feed, fragments, at: path, in: archive.site)
    }

    private func tag(of archive: Archive, at path: String) -> String {
        let inputs = [
            HistoryFeeds.version, path, archive.site.digest.hex, archive.history.previous ?? "",
            archive.history.next ?? "", String(archive.updated.seconds), String(archive.removals.count),
        ]
        return Digest(
            inputs + archive.removals.flatMap { [$0.id, String($0.moment.seconds)] } + archive.holdings.map(\.key.hex)
        ).hex
    }

    private func fields(at path: String, in site: Site) -> [HeaderField] {
        HeaderField.crossOrigin + [
            HeaderField("Link", "<\(site.baseURL.appending(path))>; rel=\"self\""),
            HeaderField("Content-Language", site.language),
        ]
    }

    /// Nil for what is no archive document, in its one spelling.
    private func place(of path: String) -> (HistoryPart, any FeedFormat)? {
        let names = path.split(separator: "/", omittingEmptySubsequences: false)
        guard names.count == 6, names[0].isEmpty, names[1] == "archive", let number = Int(names[4]),
            (1...HistoryPart.highest).contains(number),
            let month = CivilMonth(year: names[2], month: names[3]),
            let format = formats.first(where: { $0.fileName == names[5] })
        else { return nil }
        let part = HistoryPart(month: month, number: number)
        return part.path + format.fileName == path ? (part, format) : nil
    }
}

extension Holding {
    /// Stands for what an entry made from it shows.
    fileprivate var key: Digest {
        Digest([
            id.uuid, givenID ?? "", slug.text, path, String(published.seconds), String(updated.seconds), digest.hex,
        ])
    }
}
