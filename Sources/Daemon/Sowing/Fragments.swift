import Logging
import Syndication

/// Every entry of the head, rendered once per format and kept for as long as it stays as it is.
struct Fragments {
    private struct Kept {
        /// Stands for what the fragments show.
        var key: Digest
        var entry: Entry
        /// By format name.
        var fragments: [String: Fragment]
    }

    /// One article as one entry of one format.
    struct Fragment {
        var bytes: [UInt8]
        var digest: String

        init(_ bytes: [UInt8]) {
            self.bytes = bytes
            digest = Digest(bytes: bytes).hex
        }
    }

    private var kept: [PermanentID: Kept] = [:]

    /// The entry that was rendered under this key; nil when it must be made again.
    func entry(_ id: PermanentID, key: Digest) -> Entry? {
        kept[id].flatMap { $0.key == key ? $0.entry : nil }
    }

    func fragment(_ id: PermanentID, format: any FeedFormat) -> Fragment? {
        kept[id]?.fragments[format.name]
    }

    /// Renders an entry in every format and parses what comes out where it will stand.
    ///
    /// Keeps the last good one and throws when one does not parse.
    mutating func render(_ entry: Entry, key: Digest, formats: [any FeedFormat], site: Site) throws {
        var fragments: [String: Fragment] = [:]
        for format in formats {
            let fragment = try format.fragment(of: entry, in: site)
            try format.check(fragment)
            fragments[format.name] = Fragment(fragment)
        }
        kept[entry.id] = Kept(key: key, entry: entry, fragments: fragments)
    }

    /// Forgets all but these.
    mutating func keep(only ids: Set<PermanentID>) {
        kept = kept.filter { ids.contains($0.key) }
    }
}
