import NIOCore
package import Syndication

/// One resource at one moment, with everything that answers need already in bytes: feeds, pages, redirects, errors.
///
/// Bytes and heads are made once; an answer only picks among them. Safe to share: nothing changes after `init`, and
/// editions that follow each other may hold the same document.
package final class Document: Sendable {
    /// Percent-encoded as in a request, without the base path and the query.
    package let path: String
    package var mediaType: String { description.mediaType }
    /// 200, or 301, 404, 410 and other answers that carry their own page.
    package var status: Int { description.status }
    /// Nil for documents that aren't worth a condition.
    package var tag: EntityTag? { description.tag }
    package var lastModified: Timestamp? { description.lastModified }
    package let identity: Representation
    /// Nil until it is compressed, and when compression doesn't make it smaller.
    package let gzip: Representation?
    /// What it was before; nil where no deltas are offered.
    let deltas: FeedDeltas?
    private let description: HeadDescription
    /// Whether `gzip` is final: there, or not worth it.
    let isFinished: Bool

    /// Makes the heads; the body isn't compressed yet.
    ///
    /// - `tag`: the digest of `body`, or of all that it is made from, in hexadecimal. Documents of equal tag must have
    ///   equal bytes.
    /// - `cacheControl`: the field's value (H-11); nil sends none.
    /// - `fields`: more fields, such as `Link`, `Content-Language`, `Content-Security-Policy`, `Location`.
    ///   `X-Content-Type-Options: nosniff` and `Accept-Ranges: none` are always there.
    /// - `isCompressible`: false for bytes that are compressed already; then there is no `Vary` either.
    package convenience init(
        path: String,
        mediaType: String,
        body: Body,
        tag: String?,
        lastModified: Timestamp? = nil,
        cacheControl: String? = nil,
        fields: [HeaderField] = [],
        status: Int = 200,
        isCompressible: Bool = true
    ) {
        let description = HeadDescription(
            status: status,
            mediaType: mediaType,
            tag: tag.flatMap(EntityTag.init(digest:)),
            lastModified: lastModified,
            cacheControl: cacheControl,
            fields: fields,
            isCompressible: isCompressible
        )
        self.init(path: path, description, body: body, gzip: nil, isFinished: !isCompressible)
    }

    private init(
        path: String,
        _ description: HeadDescription,
        body: Body,
        gzip: Body?,
        isFinished: Bool,
        deltas: FeedDeltas? = nil
    ) {
        (self.path, self.description, self.isFinished, self.deltas) = (path, description, isFinished, deltas)
        identity = Representation(description, coding: .identity, body: body)
        self.gzip = gzip.map { Representation(description, coding: .gzip, body: $0) }
    }

    /// A finished document up to here is in one piece.
    private static let wholeLimit = 256 * 1_024

    /// The same document with its compressed bytes, so that no request and no publishing ever waits for them (H-12).
    ///
    /// Itself when they are there already or wouldn't be smaller. Takes about 20 ms a megabyte.
    package func compressed() -> Document {
        guard !isFinished else { return self }
        let bytes = Gzip.compress(identity.body.bytes).map { Body($0) }
        let body = identity.body.joined(upTo: Document.wholeLimit)
        return Document(path: path, description, body: body, gzip: bytes, isFinished: true, deltas: deltas)
    }

    /// The same document with more directives behind its Cache-Control; only a 200 that may be kept takes them.
    func allowing(_ staleness: Staleness) -> Document {
        guard status == 200, let cacheControl = staleness.added(to: description.cacheControl) else { return self }
        var description = description
        description.cacheControl = cacheControl
        return Document(
            path: path,
            description,
            body: identity.body,
            gzip: gzip?.body,
            isFinished: isFinished,
            deltas: deltas
        )
    }

    /// The same document with deltas offered; every answer says that it depends on `A-IM` (RFC 3229 §10.5).
    func offering(_ deltas: FeedDeltas) -> Document {
        var description = description
        description.vary = ["A-IM"]
        return Document(
            path: path,
            description,
            body: identity.body,
            gzip: gzip?.body,
            isFinished: isFinished,
            deltas: deltas
        )
    }

    /// What a client that has a former version gets instead of this document; nothing that a cache may keep and give to
    /// another.
    ///
    /// - Parameter base: the tag of that version, as the client gave it (RFC 3229 §10.5.1).
    func delta(_ bytes: [UInt8], since base: String) -> Document {
        var description = description
        description.status = 226
        description.cacheControl = "no-store, im"
        description.vary = ["A-IM", "If-None-Match"]
        description.fields += [HeaderField("IM", "feed"), HeaderField("Delta-Base", base)]
        return Document(path: path, description, body: Body(bytes), gzip: nil, isFinished: false)
    }

    /// Uncompressed.
    package var bytes: [UInt8] { identity.body.bytes }

    /// The bytes of memory that a cache of documents must count for this one, with what describes it.
    package var size: Int { identity.capacity + (gzip?.capacity ?? 0) + 1_024 }

    /// The representation in a coding, or the plain one where there is no other.
    package func representation(_ coding: ContentCoding) -> Representation {
        coding == .gzip ? gzip ?? identity : identity
    }

    /// The representation for a client that does or doesn't want gzip.
    package func representation(gzip wantsGzip: Bool) -> Representation {
        representation(wantsGzip ? .gzip : .identity)
    }
}
