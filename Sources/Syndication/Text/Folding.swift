/// The form of a text that comparing, digests, slugs and search use; never shown to anyone.
///
/// Case, accents, compatibility forms, quotes and dashes are folded, invisible characters dropped, white space
/// collapsed to single spaces and trimmed. The function is part of the frozen identity of articles: a change
/// needs a new version of everything that is digested with it.
package enum Folding {
    /// Linear in the length of the text.
    package static func folded(_ text: String) -> String {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.utf8.count)
        var pendingSpace = false
        func append(_ scalar: Unicode.Scalar, to bytes: inout [UInt8]) {
            if isSpace(scalar) {
                pendingSpace = !bytes.isEmpty
                return
            }
            if pendingSpace {
                bytes.append(0x20)
                pendingSpace = false
            }
            bytes.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
        }
        if text.utf8.allSatisfy({ $0 < 0x80 }) {
            for byte in text.utf8 {
                let isUpper = byte >= 0x41 && byte <= 0x5A
                let scalar = Unicode.Scalar(isUpper ? byte + 0x20 : byte)
                append(replacement(scalar).first ?? scalar, to: &bytes)
            }
        } else {
            for scalar in withPlainQuotes(text).decomposed.unicodeScalars where !isDropped(scalar) {
                for lower in scalar.properties.lowercaseMapping.unicodeScalars where !isDropped(lower) {
                    for folded in replacement(lower) { append(folded, to: &bytes) }
                }
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The form in which headings are compared: folded, without a closing colon.
    package static func heading(_ line: String) -> String {
        var key = folded(line)
        while let last = key.utf8.last, last == UInt8(ascii: ":") || last == UInt8(ascii: " ") { key.removeLast() }
        return key
    }

    /// The quotes that decomposition would turn into something else: an acute accent would become a space, a double
    /// prime two single ones.
    private static func withPlainQuotes(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: { $0 == "\u{B4}" || $0 == "\u{2033}" }) else { return text }
        var plain = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\u{B4}": plain.append("'")
            case "\u{2033}": plain.append("\"")
            default: plain.append(scalar)
            }
        }
        return String(plain)
    }

    private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09...0x0D, 0x20, 0x85, 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000: true
        default: false
        }
    }

    private static func isDropped(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x00AD, 0x061C, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x2069, 0xFE00...0xFE0F, 0xFEFF: true
        case 0..<0x300: false
        default: scalar.properties.generalCategory == .nonspacingMark
        }
    }

    private static func replacement(_ scalar: Unicode.Scalar) -> [Unicode.Scalar] {
        switch scalar.value {
        case 0x27, 0x60, 0x2018...0x201B, 0x2032, 0x02BC, 0x2039, 0x203A: ["'"]
        case 0x22, 0x201C...0x201F, 0xAB, 0xBB: ["\""]
        case 0x2D, 0x2010...0x2015, 0x2212, 0xFE58: ["-"]
        case 0xDF: ["s", "s"]
        case 0xE6: ["a", "e"]
        case 0x153: ["o", "e"]
        case 0xF8: ["o"]
        case 0x111, 0xF0: ["d"]
        case 0x142: ["l"]
        case 0xFE: ["t", "h"]
        case 0x131: ["i"]
        default: [scalar]
        }
    }
}
