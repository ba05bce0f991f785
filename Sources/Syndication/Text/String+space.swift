import XML

extension String {
    /// Without Unicode white space at either end.
    var trimmingSpace: String {
        if let first = utf8.first, let last = utf8.last, 0x21..<0x7F ~= first, 0x21..<0x7F ~= last { return self }
        let scalars = unicodeScalars
        guard let first = scalars.firstIndex(where: { !$0.properties.isWhitespace }),
            let last = scalars.lastIndex(where: { !$0.properties.isWhitespace })
        else { return "" }
        return String(scalars[first...last])
    }

    /// Every run of white space as one space, none at either end; linear.
    var collapsingSpace: String {
        if utf8.span.isCollapsed { return self }
        return unicodeScalars.split(whereSeparator: \.properties.isWhitespace).map { String($0) }.joined(separator: " ")
    }
}

extension Span<UInt8> {
    /// Whether single spaces between visible characters are all the white space there is; may be false for a text that is.
    fileprivate var isCollapsed: Bool {
        guard count > 0 else { return true }
        let space = UInt8(ascii: " ")
        if self[0] == space || self[count - 1] == space || hasTwoSpaces { return false }
        var index = endOfPlain(from: 0)
        while index < count {
            switch self[index] {
            case 0..<0x20, 0xC2, 0xE1, 0xE3:
                // White space below U+00FF, in U+1680 and in U+3000 begins so.
                return false
            case 0x80...0x8F, 0xA8, 0xA9, 0xAF, 0x9F:
                // White space in U+2000 to U+205F ends so, after 80 or 81.
                if index > 0, self[index - 1] & 0xFE == 0x80 { return false }
            default: break
            }
            index = endOfPlain(from: index + 1)
        }
        return true
    }

    /// Whether two spaces stand side by side.
    private var hasTwoSpaces: Bool {
        let space = UInt8(ascii: " ")
        var index = 0
        while index + 9 <= count {
            if word(at: index).mask(of: space) & word(at: index + 1).mask(of: space) != 0 { return true }
            index += 8
        }
        while index + 1 < count {
            if self[index] == space, self[index + 1] == space { return true }
            index += 1
        }
        return false
    }
}
