package import NIOCore

/// A prepared answer: what goes over the wire but `Date`, `Connection` and the empty line.
package struct Reply: Sendable {
    package let status: Int
    package let head: ByteBuffer
    /// Nil for HEAD, 204 and 304.
    package let body: ByteBuffer?

    init(status: Int, head: ByteBuffer, body: ByteBuffer?) {
        (self.status, self.head, self.body) = (status, head, body)
    }

    /// The document as it is, whatever the request's conditions say.
    init(_ document: Document, gzip: Bool = false, sendsBody: Bool = true) {
        let chosen = document.representation(gzip: gzip)
        self.init(status: document.status, head: chosen.head, body: sendsBody ? chosen.body : nil)
    }
}
