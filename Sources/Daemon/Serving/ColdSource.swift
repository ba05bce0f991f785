package import Syndication

/// Where the documents come from that no edition holds: article pages, categories, archives, search.
///
/// Called on threads of its own, at most a few at once, so it may block on a database; never on an event loop.
package protocol ColdSource: Sendable {
    /// Finds what is at a path, without rendering it. Nil means 404.
    ///
    /// What it sees must not be older than the edition that was published last before the call.
    func lookUp(_ path: String, query: String) throws -> ColdEntry?
}

/// A cold document that is found but not made yet.
package struct ColdEntry: Sendable {
    /// The digest of all inputs and of the renderer's version, in hexadecimal, known without rendering.
    ///
    /// Together with the path it must name the bytes; where the query changes them, it belongs into the digest. Nil
    /// turns conditions and the cache off.
    package let tag: String?
    package let lastModified: Timestamp?
    package let cacheControl: String?
    package let fields: [HeaderField]
    /// Makes the document, with the same tag, date and fields; from the same snapshot as the tag, or with the tag of
    /// what it really shows.
    package let render: @Sendable () throws -> Document

    /// `fields` are those of the document; a 304 repeats the ones that belong there.
    package init(
        tag: String?,
        lastModified: Timestamp? = nil,
        cacheControl: String? = nil,
        fields: [HeaderField] = [],
        render: @escaping @Sendable () throws -> Document
    ) {
        (self.tag, self.lastModified, self.cacheControl, self.fields) = (tag, lastModified, cacheControl, fields)
        self.render = render
    }

    /// The same for one who only compares it: what rendering would need may take kilobytes.
    var unrenderable: ColdEntry {
        ColdEntry(tag: tag, lastModified: lastModified, cacheControl: cacheControl, fields: fields) {
            throw CancellationError()
        }
    }

    /// A document that is ready: a redirect, a page for what is gone.
    package init(_ document: Document) {
        self.init(tag: nil) { document }
    }
}

/// A request for something that the edition doesn't hold.
package struct ColdRequest: Sendable {
    package let request: Request
    /// The paths to try in turn; never empty.
    package let paths: [String]
    package let query: String
    /// The edition that the request met.
    package let edition: Edition
    package let now: Timestamp
}
