import CLibXML2

/// What a person reads of HTML.
package enum HTMLText {
    /// In bytes; HTML 4 has none longer than `thetasym`.
    static let longestName = 8

    /// The text without markup, its character references resolved and its white space collapsed; linear.
    ///
    /// For phrases such as titles: tags part no words, but for `br` and `p`. The content of `script` and `style` is
    /// left out. A `<` that starts no tag and a reference that HTML 4 does not know are text.
    package static func plain(_ html: String) -> String {
        let bytes = Array(html.utf8)
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count)
        var index = 0
        while index < bytes.count {
            if let tag = tag(in: bytes, at: index) {
                if ["br", "p"].contains(tag.name) { output.append(UInt8(ascii: " ")) }
                index = tag.end
                if !tag.isClosing, ["script", "style"].contains(tag.name) {
                    let end = Array("</\(tag.name)".utf8)
                    while index < bytes.count, !bytes[index...].prefix(end.count).map(lowered).elementsEqual(end) {
                        index += 1
                    }
                }
            } else if let reference = reference(in: bytes, at: index) {
                output.append(contentsOf: String(reference.character).utf8)
                index = reference.end
            } else {
                output.append(bytes[index])
                index += 1
            }
        }
        return collapsed(String(decoding: output, as: UTF8.self))
    }

    /// Repaired (`XMLText.repaired`), on one line, each run of white space a single space and none at the ends; linear.
    package static func collapsed(_ text: String) -> String {
        let words = XMLText.repaired(text).unicodeScalars.split { scalar in
            scalar == "\u{A0}" || scalar.properties.isWhitespace
        }
        return words.map { String(Substring($0)) }.joined(separator: " ")
    }

    /// Whether it has a reference that a reader would resolve; linear.
    package static func hasReference(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        return bytes.indices.contains { reference(in: bytes, at: $0) != nil }
    }

    /// The character that HTML 4 names so; O(1), for there are 253.
    static func character(named name: ArraySlice<UInt8>) -> Unicode.Scalar? {
        guard !name.isEmpty, name.count <= longestName, name.allSatisfy(isNameByte) else { return nil }
        let value = unsafe sower_html_character(String(decoding: name, as: UTF8.self))
        return value == 0 ? nil : Unicode.Scalar(value)
    }

    private static func reference(in bytes: [UInt8], at index: Int) -> (character: Unicode.Scalar, end: Int)? {
        guard bytes[index] == UInt8(ascii: "&") else { return nil }
        let rest = bytes[(index + 1)...].prefix(12)
        guard let end = rest.firstIndex(of: UInt8(ascii: ";")) else { return nil }
        let name = rest[..<end]
        if let character = character(named: name) { return (character, end + 1) }
        guard name.first == UInt8(ascii: "#") else { return nil }
        let digits = String(decoding: name.dropFirst(), as: UTF8.self)
        let isHexadecimal = digits.hasPrefix("x") || digits.hasPrefix("X")
        // No sign, which the initialiser would take.
        let number = isHexadecimal ? digits.dropFirst() : digits[...]
        guard let first = number.utf8.first, isNameByte(first),
            let value = UInt32(number, radix: isHexadecimal ? 16 : 10), let character = Unicode.Scalar(value)
        else { return nil }
        return (character, end + 1)
    }

    private struct Tag {
        let name: String
        let isClosing: Bool
        let end: Int
    }

    /// A tag, comment or declaration that starts here, by the rules of the tokeniser (WHATWG HTML §13.2.5).
    private static func tag(in bytes: [UInt8], at index: Int) -> Tag? {
        guard bytes[index] == UInt8(ascii: "<"), index + 1 < bytes.count else { return nil }
        if bytes[index...].starts(with: "<!--".utf8) {
            var end = index + 4
            while end < bytes.count, !bytes[end...].starts(with: "-->".utf8) { end += 1 }
            return Tag(name: "", isClosing: false, end: min(bytes.count, end + 3))
        }
        let isClosing = bytes[index + 1] == UInt8(ascii: "/")
        let nameStart = index + (isClosing ? 2 : 1)
        guard nameStart < bytes.count else { return nil }
        let isOther = !isClosing && (bytes[nameStart] == UInt8(ascii: "!") || bytes[nameStart] == UInt8(ascii: "?"))
        guard isOther || isLetter(bytes[nameStart]) else { return nil }
        let name = bytes[nameStart...].prefix(16).prefix(while: isNameByte)
        var quote: UInt8?
        var end = nameStart
        while end < bytes.count {
            let byte = bytes[end]
            end += 1
            if let open = quote {
                if byte == open { quote = nil }
            } else if byte == UInt8(ascii: ">") {
                break
            } else if !isOther, byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'"),
                bytes[end - 2] == UInt8(ascii: "=") || bytes[end - 2] == UInt8(ascii: " ")
            {
                quote = byte
            }
        }
        return Tag(name: String(decoding: name, as: UTF8.self).lowercased(), isClosing: isClosing, end: end)
    }

    private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }

    private static func lowered(_ byte: UInt8) -> UInt8 { (0x41...0x5A).contains(byte) ? byte + 0x20 : byte }

    private static func isNameByte(_ byte: UInt8) -> Bool { isLetter(byte) || (0x30...0x39).contains(byte) }
}
