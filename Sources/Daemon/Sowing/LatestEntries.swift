import Catalogue
import Logging
import Syndication

/// The articles that the main feed shows, of which each is rendered once.
struct LatestEntries {
    private let catalogue: ArticleCatalogue
    private let pages: Pages
    private let formats: [any FeedFormat]
    private let logger: Logger

    private var fragments = Fragments()
    /// The latest, as they were the last time.
    private var known: [Int64: CatalogueTransaction.Stamped] = [:]
    /// The recency that they begin at; nil where there is room for more.
    private var oldest: Timestamp?
    /// No more than so many are rendered here and now.
    private static let few = 3
    /// What was begun since.
    private var ahead: [RenderAhead] = []

    init(_ catalogue: ArticleCatalogue, pages: Pages, formats: [any FeedFormat], logger: Logger) {
        (self.catalogue, self.pages, self.formats, self.logger) = (catalogue, pages, formats, logger)
    }

    /// Forgets what was rendered under another configuration.
    mutating func forget() { (fragments, ahead) = (Fragments(), []) }

    /// Begins to render an article that is about to be stored, if it will be among the latest.
    mutating func renderAhead(_ holding: Holding, content: String, in site: Site) {
        guard holding.recency >= oldest ?? holding.recency, fragments.kept(holding.id)?.holding != holding else {
            return
        }
        ahead.append(
            RenderAhead(holding) { [formats, page = pages.current] in
                try Fragments.Kept($0, content: content, formats: formats, page: page, site: site)
            }
        )
    }

    /// Those that number and size of a feed allow, the newest first; the same in every format.
    mutating func current(in site: Site) throws -> [Fragments.Kept] {
        let latest = try catalogue.readAsWriter { try $0.latest(site.entries, known: &known) }
        oldest = latest.count < site.entries ? nil : latest.lazy.map { $0.holding.recency }.min()
        // One after the other: what is measured has to be rendered before.
        let rendered = try render(latest, in: site)
        ahead = []
        return fitting(rendered, in: site)
    }

    /// Begins to render many at once, on all cores.
    private mutating func renderAhead(_ news: [CatalogueTransaction.Stamped], in site: Site) throws {
        for one in news where !ahead.contains(where: { $0.holding == one.holding }) {
            guard let content = try catalogue.readAsWriter({ try $0.content(of: one.holding.number) }) else { continue }
            renderAhead(one.holding, content: content, in: site)
        }
    }

    private mutating func render(
        _ latest: [CatalogueTransaction.Stamped],
        in site: Site
    ) throws -> [Fragments.Kept] {
        let page = pages.current
        var articles: [Fragments.Kept] = []
        let news = latest.filter { fragments.kept(of: $0) == nil }
        if news.count > LatestEntries.few { try renderAhead(news, in: site) }
        for one in latest {
            if let kept = fragments.kept(of: one) {
                articles.append(kept)
                continue
            }
            let holding = one.holding
            let begun = ahead.last { $0.holding == holding }
            let content = try begun == nil ? catalogue.readAsWriter { try $0.content(of: holding.number) } : nil
            do {
                let rendered =
                    try begun?.take()
                    ?? content.map {
                        try Fragments.Kept(holding, content: $0, formats: formats, page: page, site: site)
                    }
                guard let rendered else { continue }
                fragments.keep(rendered)
                articles.append(rendered)
            } catch {
                logger.error("\(holding.path): not published as it is now: its entry does not parse: \(error)")
                // As it was before.
                if let kept = fragments.kept(holding.id) { articles.append(kept) }
            }
        }
        fragments.keep(only: articles)
        return articles
    }

    private func fitting(_ articles: [Fragments.Kept], in site: Site) -> [Fragments.Kept] {
        let latest = articles.sorted {
            ($0.entry.recency, $0.entry.published) > ($1.entry.recency, $1.entry.published)
        }
        let fitting = FeedHead.fitting(latest.map { $0.size }, limit: site.feedSize)
        guard fitting < articles.count else { return articles }
        let kept = Set(latest.prefix(fitting).map { $0.holding.id })
        return articles.filter { kept.contains($0.holding.id) }
    }
}
