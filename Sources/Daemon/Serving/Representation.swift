package import NIOCore

/// One coding of a document: its body and its prepared heads.
///
/// A head is the status line and all fields but `Date` and `Connection`; the empty line is missing.
package struct Representation: Sendable {
    package let coding: ContentCoding
    /// As in the `ETag` field; nil when the document has none.
    package let tag: String?
    package let head: ByteBuffer
    package let notModified: ByteBuffer
    package let body: Body

    init(_ description: HeadDescription, coding: ContentCoding, body: Body) {
        self.coding = coding
        self.tag = description.tag?.text(for: coding)
        self.head = description.head(coding: coding, length: body.size)
        self.notModified = description.notModified(coding: coding)
        self.body = body
    }

    /// The bytes of memory that it holds.
    var capacity: Int { head.storageCapacity + notModified.storageCapacity + body.capacity }
}
