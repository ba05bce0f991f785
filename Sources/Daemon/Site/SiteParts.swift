package import Catalogue
package import Syndication

/// The kinds of cold documents.
package enum SiteParts {
    /// All of them, in the order in which they are asked; the last lists what the others have.
    package static func all(ledger: Ledger, catalogue: ArticleCatalogue, pages: Pages) throws -> [any SitePart] {
        let parts: [any SitePart] = [
            ArticlePages(ledger: ledger, catalogue: catalogue, pages: pages),
            TopicPages(ledger: ledger, catalogue: catalogue, pages: pages),
            SearchPages(ledger: ledger, catalogue: catalogue, pages: pages),
            FeedGuide(catalogue: catalogue, pages: pages, opml: "/opml.xml"),
            HistoryFeeds(ledger: ledger, catalogue: catalogue),
            HistoryMonths(
                ledger: ledger,
                catalogue: catalogue,
                pages: pages
            ),
        ]
        return parts + [Discovery(of: parts)]
    }
}
