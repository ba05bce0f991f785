import Catalogue
import NIOCore
import Syndication

/// What the main feeds were in former editions, where the configuration offers deltas; kept in the catalogue, so that a restart
/// doesn't send everybody the whole feed.
struct DeltaHistory {
    private let catalogue: ArticleCatalogue
    private var feeds: [String: FeedDeltas] = [:]

    init(_ catalogue: ArticleCatalogue) { self.catalogue = catalogue }

    /// The document with what it was before; O(bytes).
    ///
    /// Asked once for each document that is made anew. Formats that no reader takes deltas of have none.
    mutating func offer(
        _ document: Document,
        _ articles: [Fragments.Kept],
        of feed: Feed,
        as format: any FeedFormat,
        in site: Site
    ) throws -> Document {
        guard site.deltas, format is any XMLFeedFormat, let tag = document.tag?.digest else {
            feeds[document.path] = nil
            return document
        }
        let path = document.path
        var deltas = try feeds[path] ?? FeedDeltas(kept(path))
        let listed = articles.compactMap { article in
            article.fragments[format.name].map { fragment in
                FeedDeltas.Entry(id: article.entry.idText, bytes: Array(fragment.bytes.readableBytesView))
            }
        }
        deltas.advance(to: tag, entries: listed, removals: feed.removals) { entries, removals in
            var feed = feed
            feed.removals = removals
            return try format.document(of: feed, entries, at: path, in: site)
        }
        feeds[path] = deltas
        if let current = try deltas.current?.data {
            try catalogue.write { try $0.addFeedVersion(current, of: path, limit: FeedDeltas.limit) }
        }
        return document.offering(deltas)
    }

    private func kept(_ path: String) throws -> [FeedDeltas.Version] {
        try catalogue.readAsWriter { try $0.feedVersions(path) }.compactMap(FeedDeltas.Version.init)
    }
}
