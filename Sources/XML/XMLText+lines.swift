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
            case 0xE2 where bytes.isPunctuation(at: index):
                index += 3
            default:
                guard let length = cleanLength(bytes, at: index) else { return nil }
                if bytes.spaceLength(at: index) > 0 { isSinglySpaced = false }
                index += length
            }
        }
        lines.append(Line(range: start..<bytes.count, isSinglySpaced: isSinglySpaced))
        return lines
    }
}

extension Span<UInt8> {
    /// Whether that is one of the dashes, quotes and dots of which a text has many (U+2010 to U+2026); behind an E2.
    fileprivate func isPunctuation(at index: Int) -> Bool {
        index + 3 <= count && self[index + 1] == 0x80 && 0x90...0xA6 ~= self[index + 2]
    }
}
