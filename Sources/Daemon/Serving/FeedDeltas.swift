package import Syndication

/// What one feed was in former editions: a reader that has one of those is sent only what is new since (RFC 3229, with the
/// instance manipulation “feed”).
///
package struct FeedDeltas: Sendable {
    /// An entry as it stands in the document.
    package struct Entry: Sendable {
        package var id: String
        package var bytes: [UInt8]

        package init(id: String, bytes: [UInt8]) {
            (self.id, self.bytes) = (id, bytes)
        }
    }

    /// Makes the document with fewer entries and removals.
    package typealias Assembly = @Sendable (_ entries: [[UInt8]], _ removals: [Removal]) throws -> [UInt8]

    /// What tells a former version from the current one.
    package struct Version: Sendable, Hashable {
        var tag: EntityTag
        /// Digests of the entries' bytes, by id.
        var entries: [String: Digest]
        var removals: Set<Removal>
    }

    /// The most former versions that a feed is compared with: a busy day of a newsroom.
    package static let limit = 64

    /// The newest last.
    private var former: [Version] = []
    package private(set) var current: Version?
    private var entries: [Entry] = []
    private var removals: [Removal] = []
    private var assembly: Assembly = { _, _ in [] }

    /// - Parameter versions: those that were current before, the newest last; of another run, as it kept them.
    package init(_ versions: [Version] = []) { former = versions.suffix(FeedDeltas.limit) }

    /// Goes on to the next version: what was current becomes one that may be asked about; O(bytes of the entries).
    ///
    /// `tag` is the digest that the document is tagged with; one that can't be a tag changes nothing.
    package mutating func advance(
        to tag: String,
        entries: [Entry],
        removals: [Removal],
        _ assembly: @escaping Assembly
    ) {
        guard let tag = EntityTag(digest: tag) else { return }
        // A feed may become again what it was: then nobody has anything to learn about that version.
        former = ((former + [current].compactMap(\.self)).filter { $0.tag != tag }).suffix(FeedDeltas.limit)
        current = Version(
            tag: tag,
            entries: Dictionary(entries.map { ($0.id, Digest(bytes: $0.bytes)) }, uniquingKeysWith: { $1 }),
            removals: Set(removals)
        )
        (self.entries, self.removals, self.assembly) = (entries, removals, assembly)
    }

    /// The newest former version that an `If-None-Match` list names, and in which coding; nil when it names none that is known.
    func base(in list: String) -> (tag: EntityTag, coding: ContentCoding)? {
        for version in former.reversed() {
            switch version.tag.match(in: list) {
            case .none: continue
            case .identity: return (version.tag, .identity)
            case .gzip: return (version.tag, .gzip)
            // “*” names no version; both codings of one do.
            case .any: return list.contains("*") ? nil : (version.tag, .identity)
            }
        }
        return nil
    }

    /// The document with what is new or changed since a version, and what has left since.
    ///
    /// Nil where the version is unknown, or all of it would be sent anyway. Throws what assembling throws.
    func delta(since tag: EntityTag) throws -> [UInt8]? {
        guard let current, let base = former.first(where: { $0.tag == tag }) else { return nil }
        let news = entries.filter { base.entries[$0.id] != current.entries[$0.id] }
        guard news.count < entries.count else { return nil }
        return try assembly(news.map(\.bytes), removals.filter { !base.removals.contains($0) })
    }
}
