/// A name as written in a tag: a local part, after a prefix or alone.
///
/// Source: Namespaces in XML 1.0 §4 and XML 1.0 (fifth edition) §2.3.
struct XMLName: Hashable {
    let prefix: String?
    let local: String

    /// In bytes; parsers give up at some 50,000, and no vocabulary has names anywhere near that.
    static let longest = 1_000

    /// Nil when it is not a qualified name or longer than `longest`; linear.
    init?(_ text: String) {
        guard text.utf8.count <= XMLName.longest else { return nil }
        if XMLName.isPlain(text) {
            (prefix, local) = (nil, text)
            return
        }
        let parts = text.utf8.split(separator: UInt8(ascii: ":"), maxSplits: 1, omittingEmptySubsequences: false)
        guard let last = parts.last, parts.allSatisfy({ XMLName.isColonless(Substring($0)) }) else { return nil }
        self.prefix = parts.count == 2 ? String(Substring(parts[0])) : nil
        self.local = String(Substring(last))
    }

    /// Whether it is an NCName of ASCII, as nearly all are; false for some others, too.
    private static func isPlain(_ text: String) -> Bool {
        let bytes = text.utf8.span
        guard !bytes.isEmpty else { return false }
        for index in bytes.indices {
            switch bytes[index] {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"):
                continue
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."):
                guard index > 0 else { return false }
            default: return false
            }
        }
        return true
    }

    /// Whether it is an NCName.
    static func isColonless(_ text: Substring) -> Bool {
        guard let first = text.unicodeScalars.first, isStart(first) else { return false }
        return text.unicodeScalars.dropFirst().allSatisfy { isStart($0) || isLater($0) }
    }

    private static func isStart(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "a"..."z", "A"..."Z", "_": true
        case "\u{C0}"..."\u{D6}", "\u{D8}"..."\u{F6}", "\u{F8}"..."\u{2FF}", "\u{370}"..."\u{37D}": true
        case "\u{37F}"..."\u{1FFF}", "\u{200C}"..."\u{200D}", "\u{2070}"..."\u{218F}": true
        case "\u{2C00}"..."\u{2FEF}", "\u{3001}"..."\u{D7FF}", "\u{F900}"..."\u{FDCF}": true
        case "\u{FDF0}"..."\u{FFFD}", "\u{10000}"..."\u{EFFFF}": true
        default: false
        }
    }

    private static func isLater(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "0"..."9", "-", ".", "\u{B7}", "\u{300}"..."\u{36F}", "\u{203F}"..."\u{2040}": true
        default: false
        }
    }
}
