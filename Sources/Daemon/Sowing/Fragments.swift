import Catalogue
import NIOCore
import Syndication

/// Every entry of the head, rendered once per format and kept for as long as it stays as it is.
struct Fragments {
    /// One entry, rendered; shared, since each edition looks at every one of them several times.
    final class Kept: Sendable {
        /// What the fragments show.
        let holding: Holding
        let entry: Entry
        /// By format name.
        let fragments: [String: Fragment]
        /// As lists on pages show it.
        let item: Fragment

        /// Renders an entry in every format and parses what comes out where it will stand; throws when one does not parse.
        init(_ holding: Holding, content: String, formats: [any FeedFormat], page: PageSet, site: Site) throws {
            let entry = holding.entry(content: content, in: site)
            var fragments: [String: Fragment] = [:]
            for format in formats {
                let fragment = try format.fragment(of: entry, in: site)
                try format.check(fragment)
                fragments[format.name] = Fragment(fragment)
            }
            (self.holding, self.entry, self.fragments) = (holding, entry, fragments)
            item = Fragment(page.item(of: entry, in: site).utf8)
        }
    }

    /// A part of a document.
    struct Fragment: Sendable {
        var bytes: ByteBuffer
        var digest: String

        init(_ bytes: some Sequence<UInt8>) {
            let bytes = Array(bytes)
            self.bytes = ByteBuffer(bytes: bytes)
            digest = Digest(bytes: bytes).hex
        }
    }

    private var kept: [PermanentID: Kept] = [:]

    /// The entry that was rendered of just this; nil when it must be made again.
    func entry(_ holding: Holding) -> Entry? {
        guard let kept = kept[holding.id], kept.holding == holding else { return nil }
        return kept.entry
    }

    /// As it was rendered last, whatever of; nil for one that never was.
    func entry(_ id: PermanentID) -> Entry? { kept[id]?.entry }

    func fragment(_ id: PermanentID, format: any FeedFormat) -> Fragment? {
        kept[id]?.fragments[format.name]
    }

    /// In HTML; nil for one that was never rendered.
    func item(_ id: PermanentID) -> Fragment? { kept[id]?.item }

    /// Takes the place of what was kept of the same article.
    mutating func keep(_ rendered: Kept) { kept[rendered.entry.id] = rendered }

    /// Forgets all but these.
    mutating func keep(only ids: Set<PermanentID>) {
        guard kept.count > ids.count else { return }
        kept = kept.filter { ids.contains($0.key) }
    }
}

extension FeedFormat {
    /// Head, fragments and tail; copies none of them.
    func splice(_ head: [UInt8], _ fragments: [Fragments.Fragment], _ tail: [UInt8]) -> Body {
        let separator = separator.isEmpty ? nil : ByteBuffer(bytes: separator)
        var pieces = [ByteBuffer(bytes: head)]
        pieces.reserveCapacity(2 * fragments.count + 2)
        for (index, fragment) in fragments.enumerated() {
            if index > 0, let separator { pieces.append(separator) }
            pieces.append(fragment.bytes)
        }
        return Body(pieces: pieces + [ByteBuffer(bytes: tail)])
    }
}
