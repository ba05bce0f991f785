import Testing

/// Takes text out of a written document by hand, so that the writer is not judged by its own tables.
enum Reading {
    /// The text between the first two marks, its references resolved.
    static func text(from start: String, to end: String, in document: [UInt8]) throws -> String {
        unescaped(try raw(from: start, to: end, in: document))
    }

    static func raw(from start: String, to end: String, in document: [UInt8]) throws -> String {
        let (start, end) = (Array(start.utf8), Array(end.utf8))
        let first = try #require(offset(of: start, in: document, from: 0)) + start.count
        let last = try #require(offset(of: end, in: document, from: first))
        return String(decoding: document[first..<last], as: UTF8.self)
    }

    private static func offset(of mark: [UInt8], in document: [UInt8], from start: Int) -> Int? {
        document.indices.first { $0 >= start && document[$0...].starts(with: mark) }
    }

    private static func unescaped(_ text: String) -> String {
        let parts = text.unicodeScalars.split(separator: "&", omittingEmptySubsequences: false)
        var output = String(parts.first.map(Substring.init) ?? "")
        for part in parts.dropFirst() {
            let pieces = part.split(separator: ";", maxSplits: 1, omittingEmptySubsequences: false)
            guard pieces.count == 2, let character = character(named: String(Substring(pieces[0]))) else {
                return "not a reference: &\(String(Substring(part)))"
            }
            output.unicodeScalars.append(character)
            output += String(Substring(pieces[1]))
        }
        return output
    }

    private static func character(named name: String) -> Unicode.Scalar? {
        switch name {
        case "amp": "&"
        case "lt": "<"
        case "gt": ">"
        case "quot": "\""
        case "apos": "'"
        case _ where name.hasPrefix("#x"): UInt32(name.dropFirst(2), radix: 16).flatMap(Unicode.Scalar.init)
        case _ where name.hasPrefix("#"): UInt32(name.dropFirst()).flatMap(Unicode.Scalar.init)
        default: nil
        }
    }
}
