package import XML

/// One of the formats that a feed is written in.
///
/// A document is head, fragments, tail: each entry is rendered by itself, and a feed is spliced from what was kept.
package protocol FeedFormat: Sendable {
    /// The last component of a feed's path: `atom.xml`.
    var fileName: String { get }
    /// Without parameters.
    var mediaType: String { get }
    /// For people: "Atom".
    var name: String { get }
    /// One entry, well formed within the namespaces of the envelope.
    func fragment(of entry: Entry, in site: Site) throws(XMLError) -> [UInt8]
    /// What stands before and after the entries. `path` is where this document is served.
    func envelope(of feed: Feed, at path: String, in site: Site) throws(XMLError) -> (head: [UInt8], tail: [UInt8])
    /// What stands between two entries.
    var separator: [UInt8] { get }
    /// Throws unless the fragment parses where it will stand.
    func check(_ fragment: [UInt8]) throws
    /// Throws unless the whole document parses.
    func check(document: [UInt8]) throws
}

extension FeedFormat {
    /// A whole document.
    package func document(of feed: Feed, _ fragments: [[UInt8]], at path: String, in site: Site) throws -> [UInt8] {
        let (head, tail) = try envelope(of: feed, at: path, in: site)
        return splice(head, fragments, tail)
    }

    /// Head, fragments and tail in one piece; linear in their bytes, each copied once.
    package func splice(_ head: [UInt8], _ fragments: [[UInt8]], _ tail: [UInt8]) -> [UInt8] {
        let separator = separator
        var document: [UInt8] = []
        document.reserveCapacity(
            fragments.reduce(head.count + tail.count) { $0 + $1.count + separator.count }
        )
        document += head
        for (index, fragment) in fragments.enumerated() {
            if index > 0 { document += separator }
            document += fragment
        }
        document += tail
        return document
    }
}

/// The formats, the one that readers should take first.
package enum FeedFormats {
    package static let all: [any FeedFormat] = [AtomFormat(), RSSFormat(), JSONFeedFormat()]
}

/// What the formats in XML have in common.
package protocol XMLFeedFormat: FeedFormat {}

extension XMLFeedFormat {
    package var separator: [UInt8] { [] }

    package func check(document: [UInt8]) throws { try XMLDocument.check(document) }
}

/// The name and version that documents give as their generator's; the version moves with releases only.
package enum Generator {
    package static let name = "Sower"
    package static let version = "0.1.0"
}
