import CLibXML2

/// Writes XML 1.0 in UTF-8 that parses, or throws; one that threw once throws the same from then on.
///
/// Text and attribute values are repaired (`XMLText.repaired`) and escaped. Elements stand one a line, indented by two
/// spaces, but no white space is put into an element that holds text. The same calls give the same bytes: escaping is
/// done here because that of libxml2 differs between its versions.
@safe
package struct XMLWriter: ~Copyable {
    package enum Kind: Sendable, Hashable {
        /// Begins with the XML declaration and has one root.
        case document
        /// Elements to stand inside others that declare these namespaces; `depth` of them, for indentation.
        case fragment(in: [XMLNamespace], depth: Int = 1)
    }

    /// In bytes, for one run of text or one attribute value as written; libxml2 refuses more.
    package static let longestText = 10_000_000

    private let buffer: xmlBufferPtr
    let writer: xmlTextWriterPtr
    let isDocument: Bool
    /// How many elements stand around all that is written.
    let outerDepth: Int
    var hasRoot = false
    var scope: XMLScope
    /// How many content closures are running.
    var closures = 0
    /// Of the text that was written since the last tag.
    var textSize = 0
    private var size = 0
    private(set) var failure: XMLError?

    package init(_ kind: Kind) throws(XMLError) {
        // All that can throw comes before the first property is stored: half a value can't be freed.
        let (isDocument, outerDepth, scope) =
            switch kind {
            case .document: (true, 0, try XMLScope(namespaces: []))
            case .fragment(let namespaces, let depth):
                (false, min(max(0, depth), XMLScope.deepest), try XMLScope(namespaces: namespaces))
            }
        _ = LibXML2.ready
        guard let buffer = unsafe sower_xml_buffer() else { throw XMLError(.outOfMemory) }
        guard let writer = unsafe xmlNewTextWriterMemory(buffer, 0) else {
            unsafe xmlBufferFree(buffer)
            throw XMLError(.outOfMemory)
        }
        // Not xmlTextWriterStartDocument: with an encoding named, all bytes would go through a converter.
        let declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        if isDocument, unsafe xmlTextWriterWriteRaw(writer, declaration) < 0 {
            unsafe xmlFreeTextWriter(writer)
            unsafe xmlBufferFree(buffer)
            throw XMLError(.writerFailed("xmlTextWriterWriteRaw"))
        }
        unsafe (self.buffer, self.writer) = (buffer, writer)
        (self.isDocument, self.outerDepth, self.scope) = (isDocument, outerDepth, scope)
    }

    deinit {
        unsafe xmlFreeTextWriter(writer)  // flushes into the buffer, so it goes first
        unsafe xmlBufferFree(buffer)
    }

    /// Does something unless the writer has failed before, and remembers when it fails now.
    mutating func attempt(_ body: (inout XMLWriter) throws(XMLError) -> Void) throws(XMLError) {
        if let failure { throw failure }
        do throws(XMLError) {
            try body(&self)
            // The body may have caught an error of its own content, but half of that is written.
            if let failure { throw failure }
        } catch {
            failure = error
            throw error
        }
    }

    func fail(_ code: XMLError.Code) -> XMLError { XMLError(code, place: scope.place) }

    /// Takes what a function of libxml2 returned: the bytes it wrote, or -1.
    mutating func wrote(_ count: Int32, by function: String) throws(XMLError) {
        guard count >= 0 else { throw fail(.writerFailed(function)) }
        size += Int(count)
        guard size <= XMLDocument.largest else { throw fail(.tooLarge("document")) }
    }

    /// Writes bytes that are XML already; an open start tag is closed first.
    mutating func raw(_ bytes: [UInt8]) throws(XMLError) {
        guard !bytes.isEmpty else { return }
        let count = unsafe bytes.withUnsafeBufferPointer {
            unsafe xmlTextWriterWriteRawLen(writer, $0.baseAddress, Int32($0.count))
        }
        try wrote(count, by: "xmlTextWriterWriteRawLen")
    }

    /// All that has been written.
    mutating func bytes() throws(XMLError) -> [UInt8] {
        try wrote(unsafe xmlTextWriterFlush(writer) < 0 ? -1 : 0, by: "xmlTextWriterFlush")
        guard let content = unsafe xmlBufferContent(buffer) else { throw fail(.outOfMemory) }
        return unsafe Array(UnsafeBufferPointer(start: content, count: Int(xmlBufferLength(buffer))))
    }
}
