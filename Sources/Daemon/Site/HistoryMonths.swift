package import Catalogue
package import Syndication

/// The articles of earlier months for people: `/archive/` and `/archive/2026/03/`.
package struct HistoryMonths: SitePart {
    private let ledger: Ledger
    private let catalogue: ArticleCatalogue
    private let pages: Pages

    /// The most articles that a month's page names, the latest of it.
    private static let limit = 1_000

    package init(ledger: Ledger, catalogue: ArticleCatalogue, pages: Pages) {
        (self.ledger, self.catalogue, self.pages) = (ledger, catalogue, pages)
    }

    package func lookUp(_ path: String, query: String, in site: Site) throws -> ColdEntry? {
        if path == "/archive/" { return try overview(in: site) }
        let names = path.split(separator: "/", omittingEmptySubsequences: false)
        guard names.count == 5, names[0].isEmpty, names[1] == "archive", names[4].isEmpty,
            let month = CivilMonth(year: names[2], month: names[3])
        else { return nil }
        return try self.page(of: month, in: site)
    }

    package func addresses(in site: Site) throws -> [SiteAddress] {
        let months = try held(in: site)
        return [SiteAddress("/archive/", changed: months.map(\.changed).max(), isPage: true)]
            + months.map { SiteAddress("/archive/\($0.month.path)/", changed: $0.changed, isPage: true) }
    }

    // MARK: Pages

    /// A month with articles.
    private struct Month {
        var month: CivilMonth
        var count: Int
        var changed: Timestamp
    }

    private func held(in site: Site) throws -> [Month] {
        let months = try ledger.read { try $0.months(in: site.zone) }.map(\.month)
        return try catalogue.read { catalogue in
            try months.compactMap { month in
                try catalogue.summary(of: month.span(in: site.zone)).map {
                    Month(month: month, count: $0.count, changed: $0.changed)
                }
            }
        }
    }

    private func overview(in site: Site) throws -> ColdEntry {
        let months = try held(in: site).reversed()
        var years: [(title: String, links: [PageLink])] = []
        for month in months {
            let link = PageLink(
                title: "\(month.month.name) (\(month.count))",
                address: site.baseURL.appending("/archive/\(month.month.path)/")
            )
            let year = String(month.month.year)
            if years.last?.title == year {
                years[years.count - 1].links.append(link)
            } else {
                years.append((year, [link]))
            }
        }
        return try entry(at: "/archive/", title: "Archive", years, in: site)
    }

    private func page(of month: CivilMonth, in site: Site) throws -> ColdEntry? {
        let holdings = try catalogue.read {
            try $0.holdings(publishedIn: month.span(in: site.zone), limit: HistoryMonths.limit)
        }
        guard !holdings.isEmpty else { return nil }
        var days: [(title: String, links: [PageLink])] = []
        for holding in holdings {
            let date = site.zone.civil(at: holding.published).date
            let day = "\(CivilMonth(of: date).name.split(separator: " ")[0]) \(date.day)"
            let link = PageLink(title: holding.title, address: holding.entry(content: "", in: site).link)
            if days.last?.title == day {
                days[days.count - 1].links.append(link)
            } else {
                days.append((day, [link]))
            }
        }
        return try entry(at: "/archive/\(month.path)/", title: month.name, days, in: site)
    }

    private func entry(
        at path: String,
        title: String,
        _ groups: [(title: String, links: [PageLink])],
        in site: Site
    ) throws -> ColdEntry {
        let page = ColdPage(set: pages.current, site: site, path: path)
        let frame = try catalogue.read { try $0.frame(of: site) }
        let shown = groups.flatMap { [$0.title] + $0.links.flatMap { [$0.title, $0.address] } }
        let tag = page.tag(["archive-2"] + shown, in: frame)
        return ColdEntry(tag: tag, cacheControl: page.cacheControl, fields: page.fields) {
            page.document(page.set.archivePage(title: title, path: path, groups: groups, in: site, frame: frame), tag: tag)
        }
    }
}
