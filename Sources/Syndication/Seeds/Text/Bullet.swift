/// The marks that begin a list item.
enum Bullet {
    /// The item's text without its mark; nil when the line begins with none, or holds nothing else.
    static func item(_ line: String) -> String? {
        guard let first = line.unicodeScalars.first else { return nil }
        switch first {
        case "•", "‣", "◦", "▪", "●":
            return unmarked(line)
        case "-", "*", "–", "—":
            // A dash or a star is a mark only when a space follows; otherwise it belongs to the text.
            guard let second = line.unicodeScalars.dropFirst().first, second.properties.isWhitespace else { return nil }
            return unmarked(line)
        case "0"..."9":
            return numbered(line)
        default:
            return nil
        }
    }

    /// The number that marks the item; nil without one.
    static func number(_ line: String) -> Int? {
        guard numbered(line) != nil else { return nil }
        return DateLine.number(line.prefix { $0.isASCII && $0.isNumber })
    }

    private static func unmarked(_ line: String) -> String? {
        let text = String(line.unicodeScalars.dropFirst()).trimmingSpace
        return text.isEmpty ? nil : text
    }

    private static func numbered(_ line: String) -> String? {
        let digits = line.utf8.prefix { $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }.count
        guard digits <= 2 else { return nil }
        let rest = line.utf8.dropFirst(digits)
        guard let mark = rest.first, mark == UInt8(ascii: ".") || mark == UInt8(ascii: ")"),
            let space = rest.dropFirst().first, space == UInt8(ascii: " ") || space == UInt8(ascii: "\t")
        else { return nil }
        let text = String(decoding: rest.dropFirst(2), as: UTF8.self).trimmingSpace
        return text.isEmpty ? nil : text
    }
}
