import XML

/// The marks that begin a list item.
enum Bullet {
    /// The item's text without its mark; nil when the line begins with none, or holds nothing else.
    static func item(_ line: String) -> String? {
        let bytes = line.utf8.span
        guard let length = markLength(bytes) else { return nil }
        let text = bytes.extracting(length...)
        let range = text.rangeWithoutOuterSpace
        return range.isEmpty ? nil : text.text(range)
    }

    /// False for lines that begin with no mark.
    static func mayMark(_ line: String) -> Bool { markLength(line.utf8.span) != nil }

    /// The number that marks the item; nil without one.
    static func number(_ line: String) -> Int? {
        guard item(line) != nil else { return nil }
        return DateLine.number(String(decoding: line.utf8.prefix(while: DateLine.isDigit), as: UTF8.self))
    }

    /// How many bytes the mark has that a line begins with; nil for most lines.
    private static func markLength(_ line: Span<UInt8>) -> Int? {
        guard !line.isEmpty else { return nil }
        switch line[0] {
        case UInt8(ascii: "-"), UInt8(ascii: "*"):
            return dashLength(line, 1)
        case UInt8(ascii: "0")...UInt8(ascii: "9"):
            return numberLength(line)
        case 0xE2 where line.count >= 3:
            return switch (line[1], line[2]) {
            // "•", "‣", "◦", "▪", "●".
            case (0x80, 0xA2), (0x80, 0xA3), (0x97, 0xA6), (0x96, 0xAA), (0x97, 0x8F): 3
            // "–", "—".
            case (0x80, 0x93), (0x80, 0x94): dashLength(line, 3)
            default: nil
            }
        default:
            return nil
        }
    }

    /// A dash or a star is a mark only when a space follows; otherwise it belongs to the text.
    private static func dashLength(_ line: Span<UInt8>, _ length: Int) -> Int? {
        length < line.count && line.spaceLength(at: length) > 0 ? length : nil
    }

    private static func numberLength(_ line: Span<UInt8>) -> Int? {
        let digits = line.count > 1 && DateLine.isDigit(line[1]) ? 2 : 1
        guard digits + 1 < line.count, line[digits] == UInt8(ascii: ".") || line[digits] == UInt8(ascii: ")"),
            line[digits + 1] == UInt8(ascii: " ") || line[digits + 1] == UInt8(ascii: "\t")
        else { return nil }
        return digits + 2
    }
}
