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
        if isCollapsed { return self }
        return unicodeScalars.split(whereSeparator: \.properties.isWhitespace).map { String($0) }.joined(separator: " ")
    }

    /// Whether single spaces between visible characters are all the white space there is; may be false for a text that is.
    private var isCollapsed: Bool {
        var previous = UInt8(ascii: " ")
        for byte in utf8 {
            switch byte {
            case UInt8(ascii: " "):
                if previous == UInt8(ascii: " ") { return false }
            case 0..<0x20, 0xC2, 0xE1, 0xE3:
                // White space below U+00FF, in U+1680 and in U+3000 begins so.
                return false
            case 0x80...0x8F, 0xA8, 0xA9, 0xAF, 0x9F:
                // White space in U+2000 to U+205F ends so.
                if previousIsGeneralPunctuation(previous) { return false }
            default: break
            }
            previous = byte
        }
        return previous != UInt8(ascii: " ") || utf8.isEmpty
    }

    private func previousIsGeneralPunctuation(_ byte: UInt8) -> Bool { byte == 0x80 || byte == 0x81 }
}
