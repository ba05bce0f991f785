package import NIOCore

/// A prepared answer: what goes over the wire but `Date`, `Connection` and the empty line.
package struct Reply: Sendable {
    package let status: Int
    package let head: ByteBuffer
    /// Nil for HEAD, 204 and 304.
    package let body: Body?
    let coding: ContentCoding
    /// The document of the edition that it answers with or about; nil for all others.
    private(set) var document: Document?

    init(status: Int, head: ByteBuffer, body: Body?) {
        (self.status, self.head, self.body, coding) = (status, head, body, .identity)
    }

    /// The document as it is, whatever the request's conditions say.
    init(_ document: Document, coding: ContentCoding, sendsBody: Bool = true) {
        let chosen = document.representation(coding)
        (status, head, self.coding) = (document.status, chosen.head, chosen.coding)
        body = sendsBody ? chosen.body : nil
    }

    init(_ document: Document, gzip: Bool = false, sendsBody: Bool = true) {
        self.init(document, coding: gzip ? .gzip : .identity, sendsBody: sendsBody)
    }

    init(notModified document: Document, coding: ContentCoding) {
        let chosen = document.representation(coding)
        (status, head, body, self.coding) = (304, chosen.notModified, nil, chosen.coding)
    }

    /// The same reply, known to come from the edition.
    func hot(_ document: Document) -> Reply {
        var reply = self
        reply.document = document
        return reply
    }
}
