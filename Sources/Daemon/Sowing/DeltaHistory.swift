import Syndication

/// What the main feeds were in former editions, where the configuration offers deltas.
struct DeltaHistory {
    private var feeds: [String: FeedDeltas] = [:]

    /// The document with what it was before; O(bytes).
    ///
    /// Asked once for each document that is made anew. Formats that no reader takes deltas of have none.
    mutating func offer(
        _ document: Document,
        _ entries: [FeedDeltas.Entry],
        of feed: Feed,
        as format: any FeedFormat,
        in site: Site
    ) -> Document {
        guard site.deltas, format is any XMLFeedFormat, let tag = document.tag?.digest else {
            feeds[document.path] = nil
            return document
        }
        let path = document.path
        var deltas = feeds[path] ?? FeedDeltas()
        deltas.advance(to: tag, entries: entries, removals: feed.removals) { entries, removals in
            var feed = feed
            feed.removals = removals
            return try format.document(of: feed, entries, at: path, in: site)
        }
        feeds[path] = deltas
        return document.offering(deltas)
    }
}
