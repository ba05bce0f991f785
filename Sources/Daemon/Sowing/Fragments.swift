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
        /// Bytes of the largest of them.
        let size: Int
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
            size = fragments.values.map(\.bytes.readableBytes).max() ?? 0
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

    private var kept: [PermanentID: (rendered: Kept, latest: CatalogueTransaction.Stamped?)] = [:]

    /// What was rendered of just this; nil when it must be made again.
    mutating func kept(of latest: CatalogueTransaction.Stamped) -> Kept? {
        let id = latest.holding.id
        guard let one = kept[id] else { return nil }
        if one.latest === latest { return one.rendered }
        guard one.rendered.holding == latest.holding else { return nil }
        // The next time one look is enough.
        kept[id]?.latest = latest
        return one.rendered
    }

    /// As it was rendered last, whatever of; nil for one that never was.
    func kept(_ id: PermanentID) -> Kept? { kept[id]?.rendered }

    /// Takes the place of what was kept of the same article.
    mutating func keep(_ rendered: Kept) { kept[rendered.holding.id] = (rendered, nil) }

    /// Forgets all but these.
    mutating func keep(only few: [Kept]) {
        guard kept.count > few.count else { return }
        let ids = Set(few.map { $0.holding.id })
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
