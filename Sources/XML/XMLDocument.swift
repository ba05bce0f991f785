import CLibXML2

/// The reading side: whether bytes are XML that parsers accept.
package enum XMLDocument {
    /// In bytes, for reading and writing alike.
    package static let largest = 64 << 20

    /// Reads a document and throws `malformed` at its first fault; linear, keeps nothing.
    ///
    /// Accepted is UTF-8 that is well formed (XML 1.0), its namespaces too. A document type declaration is refused, so
    /// there are no entities but the five built in; nothing is ever fetched. Bounds: `largest`, and those of libxml2
    /// for depth (256) and attributes (10 MB).
    package static func check(_ document: [UInt8]) throws(XMLError) {
        guard document.count <= largest else { throw XMLError(.tooLarge("document")) }
        try checkEncoding(document)
        _ = LibXML2.ready
        var (line, column): (Int32, Int32) = (0, 0)
        var message = [CChar](repeating: 0, count: 256)
        let capacity = message.count
        let outcome = unsafe sower_xml_check(document, Int32(document.count), &line, &column, &message, capacity)
        switch outcome {
        case 0: return
        case 1: throw XMLError(.malformed(line: Int(line), column: Int(column), message: text(of: message)))
        default: throw XMLError(.outOfMemory)
        }
    }

    /// The same for what is to stand inside a root that declares the namespaces; lines count from the fragment's first.
    package static func check(fragment: [UInt8], in namespaces: [XMLNamespace]) throws(XMLError) {
        var writer = try XMLWriter(.document)
        try writer.open("fragment", namespaces: namespaces)
        let (head, tail) = try writer.split()
        do throws(XMLError) {
            try check(head + fragment + tail)
        } catch {
            guard case .malformed(let line, let column, let message) = error.code else { throw error }
            let above = head.count { $0 == UInt8(ascii: "\n") }
            throw XMLError(.malformed(line: max(0, line - above), column: column, message: message))
        }
    }

    // libxml2 guesses encodings from the first bytes and believes the declaration; here both can only be UTF-8.
    private static func checkEncoding(_ document: [UInt8]) throws(XMLError) {
        // Most are, and that is told faster than where one isn't.
        if !XMLText.isClean(document.span) {
            do {
                _ = try UTF8Span(validating: document.span)
            } catch {
                throw malformed(document, at: error.byteOffsets.lowerBound, "not UTF-8")
            }
            if let null = document.firstIndex(of: 0) { throw malformed(document, at: null, "U+0000") }
        }
        if let declared = declaredEncoding(document), declared.lowercased() != "utf-8" {
            throw malformed(document, at: 0, "declared as \(declared.debugDescription), not UTF-8")
        }
    }

    /// What the XML declaration says, if there is one; anything odd about it is left to the parser.
    private static func declaredEncoding(_ document: [UInt8]) -> String? {
        let start = document.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        let rest = document[start...]
        let isDeclaration = ["<?xml ", "<?xml\t", "<?xml\n", "<?xml\r"].contains { rest.starts(with: $0.utf8) }
        guard isDeclaration, let end = rest.firstIndex(of: UInt8(ascii: ">")) else { return nil }
        let parts = rest[..<end].split { $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "'") }
        let label = parts.firstIndex { part in
            String(decoding: part, as: UTF8.self).split { " \t\r\n=".contains($0) }.last == "encoding"
        }
        guard let label, parts.indices.contains(label + 1) else { return nil }
        return String(decoding: parts[label + 1], as: UTF8.self)
    }

    private static func malformed(_ document: [UInt8], at offset: Int, _ message: String) -> XMLError {
        let before = document[..<offset]
        let lineStart = before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
        let line = before.count { $0 == UInt8(ascii: "\n") } + 1
        return XMLError(.malformed(line: line, column: offset - lineStart + 1, message: message))
    }

    /// One line, though the parser ends its messages with a line end and quotes the document in them.
    static func text(of message: [CChar]) -> String {
        let bytes = message.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
        let words = XMLText.repaired(String(decoding: bytes, as: UTF8.self)).split { " \n\t".contains($0) }
        return words.joined(separator: " ")
    }
}
