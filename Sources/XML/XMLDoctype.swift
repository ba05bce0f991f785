/// The document type declaration (XML 1.0 §2.8), which is taken out before a parser can see it.
enum XMLDoctype {
    /// The same document with white space for the declaration, so that lines stay, and with numbers for the characters
    /// that HTML names, since the declaration may have been there for them.
    ///
    /// Unchanged when there is no declaration, it does not end, or the encoding is not an extension of ASCII; linear.
    static func removed(from document: [UInt8]) -> [UInt8] {
        var scanner = Scanner(bytes: document)
        guard let range = scanner.declaration() else { return document }
        var output = document[..<range.lowerBound] + document[range].map { isLineEnd($0) ? $0 : UInt8(ascii: " ") }
        output.reserveCapacity(document.count + 1_024)
        scanner.index = range.upperBound
        var clean = range.upperBound
        while scanner.index < document.count {
            if scanner.skipHidden() { continue }
            let start = scanner.index
            guard document[start] == UInt8(ascii: "&"), let number = scanner.namedCharacter() else {
                scanner.index = start + 1
                continue
            }
            output += document[clean..<start] + Array("&#\(number);".utf8)
            clean = scanner.index
        }
        return Array(output + document[clean...])
    }

    private static func isLineEnd(_ byte: UInt8) -> Bool { byte == 0x0A || byte == 0x0D }
}

private struct Scanner {
    let bytes: [UInt8]
    var index = 0

    /// Where the declaration stands, if nothing but comments and instructions come before it.
    mutating func declaration() -> Range<Int>? {
        if starts(with: "\u{FEFF}") { index += 3 }
        while index < bytes.count {
            if isSpace(bytes[index]) { index += 1 } else if !skipHidden() { break }
        }
        let start = index
        guard starts(with: "<!DOCTYPE") else { return nil }
        var isInSubset = false
        while index < bytes.count {
            if skipHidden() { continue }
            switch bytes[index] {
            case UInt8(ascii: "\""), UInt8(ascii: "'"):
                guard let close = bytes[(index + 1)...].firstIndex(of: bytes[index]) else { return nil }
                index = close
            case UInt8(ascii: "["): isInSubset = true
            case UInt8(ascii: "]"): isInSubset = false
            case UInt8(ascii: ">") where !isInSubset: return start..<index + 1
            default: break
            }
            index += 1
        }
        return nil
    }

    /// Passes a comment, an instruction or a CDATA section; one that does not end is the rest of the document.
    mutating func skipHidden() -> Bool {
        guard bytes[index] == UInt8(ascii: "<") else { return false }
        for (opening, closing) in [("<!--", "-->"), ("<?", "?>"), ("<![CDATA[", "]]>")] where starts(with: opening) {
            index += opening.utf8.count
            while index < bytes.count, !starts(with: closing) { index += 1 }
            index = min(bytes.count, index + closing.utf8.count)
            return true
        }
        return false
    }

    /// Reads a reference by a name that HTML has and XML has not.
    mutating func namedCharacter() -> UInt32? {
        let rest = bytes[(index + 1)...].prefix(HTMLText.longestName + 1)
        guard let end = rest.firstIndex(of: UInt8(ascii: ";")),
            let scalar = HTMLText.character(named: rest[..<end]), !"<>&\"'".unicodeScalars.contains(scalar)
        else { return nil }
        index = end + 1
        return scalar.value
    }

    private func starts(with text: String) -> Bool { bytes[index...].starts(with: text.utf8) }

    private func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
}
