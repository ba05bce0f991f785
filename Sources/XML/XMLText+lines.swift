extension XMLText {
    /// A line of clean text, without its LF.
    package struct Line {
        package let range: Range<Int>
        /// True only where no white space stands in it but single spaces; it may begin and end with one.
        package let isSinglySpaced: Bool
    }

    /// The lines of bytes that are clean; nil when they are not.
    ///
    /// Linear, in the same pass.
    package static func lines(ofClean bytes: Span<UInt8>) -> [Line]? {
        var lines: [Line] = []
        lines.reserveCapacity(bytes.count / 64 + 1)
        var (start, index, isSinglySpaced) = (0, 0, true)
        while true {
            index = bytes.endOfSinglySpaced(from: index)
            guard index < bytes.count else { break }
            switch bytes[index] {
            case UInt8(ascii: "\n"):
                lines.append(Line(range: start..<index, isSinglySpaced: isSinglySpaced))
                index += 1
                (start, isSinglySpaced) = (index, true)
            case UInt8(ascii: " "):
                isSinglySpaced = false
                index += 1
            default:
                guard let length = cleanLength(bytes, at: index) else { return nil }
                if isSpace(bytes, at: index) { isSinglySpaced = false }
                index += length
            }
        }
        lines.append(Line(range: start..<bytes.count, isSinglySpaced: isSinglySpaced))
        return lines
    }

    /// Whether a clean character is white space (Unicode Character Database, White_Space) and no space of ASCII.
    private static func isSpace(_ bytes: Span<UInt8>, at index: Int) -> Bool {
        switch bytes[index] {
        case 0x09...0x0D: true
        case 0xC2: bytes[index + 1] == 0xA0
        case 0xE1: bytes[index + 1] == 0x9A && bytes[index + 2] == 0x80
        case 0xE2:
            switch (bytes[index + 1], bytes[index + 2]) {
            case (0x80, 0x80...0x8A), (0x80, 0xA8...0xA9), (0x80, 0xAF), (0x81, 0x9F): true
            default: false
            }
        case 0xE3: bytes[index + 1] == 0x80 && bytes[index + 2] == 0x80
        default: false
        }
    }
}
