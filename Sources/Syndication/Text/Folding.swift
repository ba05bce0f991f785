/// The form of a text that comparing, digests, slugs and search use; never shown to anyone.
///
/// Case, accents, compatibility forms, quotes and dashes are folded, invisible characters dropped, white space
/// collapsed to single spaces and trimmed. The function is part of the frozen identity of articles: a change
/// needs a new version of everything that is digested with it.
package enum Folding {
    /// Linear in the length of the text.
    package static func folded(_ text: String) -> String {
        if let folded = foldedASCII(text) { return folded }
        var folded = FoldedText(capacity: text.utf8.count)
        fold(text, into: &folded)
        return folded.text
    }

    /// The same for what has no other characters, and is short, as most of what is folded by itself; nil for the rest.
    private static func foldedASCII(_ text: String) -> String? {
        let source = text.utf8.span
        guard source.count <= 128 else { return nil }
        var isASCII = true
        let folded = String(unsafeUninitializedCapacity: source.count) { buffer in
            var count = 0
            for index in source.indices {
                switch source[index] {
                case 0x80...:
                    isASCII = false
                    return 0
                case 0x09...0x0D, 0x20:
                    guard count > 0, buffer[count - 1] != UInt8(ascii: " ") else { continue }
                    buffer[count] = UInt8(ascii: " ")
                case let byte where 0x41...0x5A ~= byte:
                    buffer[count] = byte | 0x20
                case UInt8(ascii: "`"):
                    buffer[count] = UInt8(ascii: "'")
                case let byte:
                    buffer[count] = byte
                }
                count += 1
            }
            return count > 0 && buffer[count - 1] == UInt8(ascii: " ") ? count - 1 : count
        }
        return isASCII ? folded : nil
    }

    /// Appends a text; linear in its length.
    static func fold(_ text: String, into folded: inout FoldedText) {
        let source = text.utf8.span
        var index = folded.append(asciiOf: source, from: 0)
        while index < source.count {
            if let mark = punctuation(at: index, of: source), mark != unknown {
                folded.append(short: mark)
                index = folded.append(asciiOf: source, from: index + 3)
                continue
            }
            let (scalar, length) = scalar(at: index, of: source)
            let form = shortForm(scalar)
            if form == unknown { fold(scalar, into: &folded) } else { folded.append(short: form) }
            index = folded.append(asciiOf: source, from: index + length)
        }
    }

    /// What a character between U+2010 and U+202F becomes, as most do that are no ASCII in an English text; nil for others.
    private static func punctuation(at index: Int, of bytes: Span<UInt8>) -> UInt32? {
        guard bytes[index] == 0xE2, bytes[index + 1] == 0x80, 0x90..<0xB0 ~= bytes[index + 2] else { return nil }
        return punctuationForms[Int(bytes[index + 2]) - 0x90]
    }

    /// The character of several bytes that begins at `index` of valid UTF-8.
    private static func scalar(at index: Int, of bytes: Span<UInt8>) -> (Unicode.Scalar, length: Int) {
        let first = UInt32(bytes[index])
        let length = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
        var value = first & (0x7F >> UInt32(length))
        for offset in 1..<length { value = value << 6 | UInt32(bytes[index + offset] & 0x3F) }
        return (Unicode.Scalar(value) ?? "\u{FFFD}", length)
    }

    /// What characters of European scripts become, and quotes and dashes, when that has no space and at most three bytes: by
    /// the rules below, which are slow, and once.
    ///
    /// The number of bytes is the highest byte, and the first of them the lowest.
    private static let europeanForms: [UInt32] = (0x80..<0x530).map(shortForm(of:))
    private static let punctuationForms: [UInt32] = (0x2010..<0x2030).map(shortForm(of:))
    private static let unknown = UInt32.max

    private static func shortForm(_ scalar: Unicode.Scalar) -> UInt32 {
        switch scalar.value {
        case 0x80..<0x530: europeanForms[Int(scalar.value) - 0x80]
        case 0x2010..<0x2030: punctuationForms[Int(scalar.value) - 0x2010]
        default: unknown
        }
    }

    private static func shortForm(of value: UInt32) -> UInt32 {
        guard let scalar = Unicode.Scalar(value) else { return unknown }
        var folded = FoldedText(capacity: 8)
        // Between letters, a space would show.
        folded.append(ascii: UInt8(ascii: "a"))
        fold(scalar, into: &folded)
        folded.append(ascii: UInt8(ascii: "a"))
        let bytes = Array(folded.text.utf8.dropFirst().dropLast())
        guard bytes.count <= 3, !bytes.contains(UInt8(ascii: " ")) else { return unknown }
        return bytes.reversed().reduce(0) { $0 << 8 | UInt32($1) } | UInt32(bytes.count) << 24
    }

    /// Decomposes, lowers and replaces one scalar; what is left of marks is dropped, so their order is no matter.
    private static func fold(_ scalar: Unicode.Scalar, into folded: inout FoldedText) {
        switch scalar.value {
        case 0x2010...0x2015, 0x2018...0x201F, 0xB4, 0x2033:
            // Decomposition would turn some of them into something else: an acute accent into a space, a double prime into two
            // single ones.
            append(scalar, to: &folded)
        default:
            for part in String(scalar).decomposed.unicodeScalars where !isDropped(part) {
                for lower in part.properties.lowercaseMapping.unicodeScalars where !isDropped(lower) {
                    append(lower, to: &folded)
                }
            }
        }
    }

    private static func append(_ scalar: Unicode.Scalar, to folded: inout FoldedText) {
        if let replacement = replacement(scalar) {
            folded.append(folded: replacement.utf8)
        } else if isSpace(scalar) {
            folded.append(ascii: UInt8(ascii: " "))
        } else if scalar.isASCII {
            folded.append(ascii: UInt8(truncatingIfNeeded: scalar.value))
        } else {
            folded.append(folded: String(scalar).utf8)
        }
    }

    /// The form in which headings are compared: folded, without a closing colon.
    package static func heading(_ line: String) -> String {
        var key = folded(line)
        while let last = key.utf8.last, last == UInt8(ascii: ":") || last == UInt8(ascii: " ") { key.removeLast() }
        return key
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

    private static func replacement(_ scalar: Unicode.Scalar) -> String? {
        switch scalar.value {
        case 0x27, 0x60, 0xB4, 0x2018...0x201B, 0x2032, 0x02BC, 0x2039, 0x203A: "'"
        case 0x22, 0x201C...0x201F, 0x2033, 0xAB, 0xBB: "\""
        case 0x2D, 0x2010...0x2015, 0x2212, 0xFE58: "-"
        case 0xDF: "ss"
        case 0xE6: "ae"
        case 0x153: "oe"
        case 0xF8: "o"
        case 0x111, 0xF0: "d"
        case 0x142: "l"
        case 0xFE: "th"
        case 0x131: "i"
        default: nil
        }
    }
}
