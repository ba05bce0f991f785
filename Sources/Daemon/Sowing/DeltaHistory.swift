import NIOCore
import Syndication

/// What the main feeds were in former editions, where the configuration offers deltas.
struct DeltaHistory {
    private var feeds: [String: FeedDeltas] = [:]

    /// The document with what it was before; O(bytes).
    ///
    /// Asked once for each document that is made anew. Formats that no reader takes deltas of have none.
    mutating func offer(
        _ document: Document,
        _ entries: Zip2Sequence<[Entry], [Fragments.Fragment]>,
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
        let listed = entries.map { entry, fragment in
            FeedDeltas.Entry(id: entry.idText, bytes: Array(fragment.bytes.readableBytesView))
        }
        deltas.advance(to: tag, entries: listed, removals: feed.removals) { entries, removals in
            var feed = feed
            feed.removals = removals
            return try format.document(of: feed, entries, at: path, in: site)
        }
        feeds[path] = deltas
        return document.offering(deltas)
    }
}
