import NIOCore
import Syndication

/// The front page, in parts: what stands around its list is made again only when that changes.
struct FrontPage {
    private var envelope: (shown: [String], head: Fragments.Fragment, tail: Fragments.Fragment)?

    /// From first to last; those of its articles are the ones that were rendered.
    ///
    /// One part alone where the templates leave no other way.
    mutating func parts(
        of articles: [Fragments.Kept],
        _ page: PageSet,
        _ site: Site,
        _ frame: PageFrame
    ) -> [Fragments.Fragment] {
        let items = articles.map { $0.item }
        let shown = frame.shown + [page.version, articles.isEmpty ? "empty" : ""]
        if let envelope, envelope.shown == shown { return [envelope.head] + items + [envelope.tail] }
        guard let (head, tail) = page.frontEnvelope(of: site, isEmpty: articles.isEmpty, frame: frame) else {
            let list = items.map { String(buffer: $0.bytes) }
            let entries = articles.map { $0.entry }
            return [Fragments.Fragment(page.frontPage(of: site, entries: entries, items: list, frame: frame).utf8)]
        }
        let made = (shown: shown, head: Fragments.Fragment(head.utf8), tail: Fragments.Fragment(tail.utf8))
        envelope = made
        return [made.head] + items + [made.tail]
    }
}
