package import NIOCore
package import Syndication

/// One resource at one moment, with everything that answers need already in bytes: feeds, pages, redirects, errors.
///
/// Bytes and heads are made once, here; an answer only picks among them. Safe to share: nothing changes after `init`,
/// and editions that follow each other may hold the same document.
package final class Document: Sendable {
    /// Percent-encoded as in a request, without the base path and the query.
    package let path: String
    package let mediaType: String
    /// 200, or 301, 404, 410 and other answers that carry their own page.
    package let status: Int
    /// Nil for documents that aren't worth a condition.
    package let tag: EntityTag?
    package let lastModified: Timestamp?
    package let identity: Representation
    /// Nil when compression doesn't make it smaller.
    package let gzip: Representation?

    /// Makes the heads and compresses the body.
    ///
    /// - `tag`: the digest of `body`, or of all that it is made from, in hexadecimal. Documents of equal tag must have
    ///   equal bytes.
    /// - `cacheControl`: the field's value (H-11); nil sends none.
    /// - `fields`: more fields, such as `Link`, `Content-Language`, `Content-Security-Policy`, `Location`.
    ///   `X-Content-Type-Options: nosniff` and `Accept-Ranges: none` are always there.
    /// - `isCompressible`: false for bytes that are compressed already; then there is no `Vary` either.
    ///
    /// Takes the time of one compression, about 20 ms a megabyte.
    package init(
        path: String,
        mediaType: String,
        body: [UInt8],
        tag: String?,
        lastModified: Timestamp? = nil,
        cacheControl: String? = nil,
        fields: [HeaderField] = [],
        status: Int = 200,
        isCompressible: Bool = true
    ) {
        (self.path, self.mediaType, self.status, self.lastModified) = (path, mediaType, status, lastModified)
        self.tag = tag.flatMap(EntityTag.init(digest:))
        let description = HeadDescription(
            status: status,
            mediaType: mediaType,
            tag: self.tag,
            lastModified: lastModified,
            cacheControl: cacheControl,
            fields: fields,
            isCompressible: isCompressible
        )
        self.identity = Representation(description, coding: .identity, body: body)
        self.gzip =
            isCompressible
            ? Gzip.compress(body).map { Representation(description, coding: .gzip, body: $0) }
            : nil
    }

    /// The bytes that a cache of documents must count for this one.
    package var size: Int {
        identity.size + (gzip?.size ?? 0)
    }

    /// The representation for a client that does or doesn't want gzip.
    package func representation(gzip wantsGzip: Bool) -> Representation {
        wantsGzip ? gzip ?? identity : identity
    }
}

/// One coding of a document: its body and its prepared heads.
///
/// A head is the status line and all fields but `Date` and `Connection`; the empty line is missing.
package struct Representation: Sendable {
    package let coding: ContentCoding
    /// As in the `ETag` field; nil when the document has none.
    package let tag: String?
    package let head: ByteBuffer
    package let notModified: ByteBuffer
    package let body: ByteBuffer

    init(_ description: HeadDescription, coding: ContentCoding, body: [UInt8]) {
        self.coding = coding
        self.tag = description.tag?.text(for: coding)
        self.head = description.head(coding: coding, length: body.count)
        self.notModified = description.notModified(coding: coding)
        self.body = ByteBuffer(bytes: body)
    }

    fileprivate var size: Int {
        head.readableBytes + notModified.readableBytes + body.readableBytes
    }
}
