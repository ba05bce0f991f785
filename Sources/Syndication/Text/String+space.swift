import XML

extension String {
    /// Without Unicode white space at either end.
    var trimmingSpace: String {
        let bytes = utf8.span
        let range = bytes.rangeWithoutOuterSpace
        return range.count == bytes.count ? self : bytes.text(range)
    }

    /// Every run of white space as one space, none at either end; linear.
    var collapsingSpace: String {
        let bytes = utf8.span
        if bytes.isCollapsed { return self }
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count)
        var (index, isAfterSpace) = (0, false)
        while index < bytes.count {
            let length = bytes.spaceLength(at: index)
            if length == 0 {
                if isAfterSpace, !output.isEmpty { output.append(UInt8(ascii: " ")) }
                output.append(bytes[index])
            }
            isAfterSpace = length > 0
            index += max(1, length)
        }
        return output.span.text(0..<output.count)
    }

    /// The runs of characters between white space.
    var wordsBetweenSpace: [Substring] {
        // In ASCII, each byte is a character.
        guard utf8.allSatisfy({ $0 < 0x80 }) else { return split(whereSeparator: \.isWhitespace) }
        return utf8.split { 0x09...0x0D ~= $0 || $0 == 0x20 }.map { Substring($0) }
    }
}

/// Of valid UTF-8.
extension Span<UInt8> {
    /// A part, at whose ends no character is cut.
    func text(_ range: Range<Int>) -> String { String(copying: UTF8Span(unchecked: extracting(range))) }

    /// In a fraction of the time that the iterator of a string's bytes takes.
    @inline(__always)
    func contains(where isMeant: (UInt8) -> Bool) -> Bool {
        for index in indices where isMeant(self[index]) { return true }
        return false
    }

    /// What is left when white space is taken from both ends.
    var rangeWithoutOuterSpace: Range<Int> {
        var (start, end) = (0, count)
        while start < end {
            let length = spaceLength(at: start)
            if length == 0 { break }
            start += length
        }
        while end > start {
            let length = spaceLength(before: end)
            if length == 0 { break }
            end -= length
        }
        return start..<end
    }

    private func spaceLength(before end: Int) -> Int {
        for length in 1...3 where length <= end && spaceLength(at: end - length) == length { return length }
        return 0
    }

    /// Whether single spaces between other characters are all the white space there is.
    fileprivate var isCollapsed: Bool {
        guard count > 0 else { return true }
        let space = UInt8(ascii: " ")
        if self[0] == space || self[count - 1] == space { return false }
        var (index, lastIsSpace) = (0, UInt64(0))
        while index + 8 <= count {
            let word = word(at: index)
            let spaces = word.mask(of: space)
            if spaces & (spaces << 8 | lastIsSpace) != 0 { return false }
            lastIsSpace = spaces >> 56
            // Control characters, and parts of longer ones; what is borrowed can only add to them.
            var others = (word | (word &- .all(0x20))) & .tops
            while others != 0 {
                let place = index + others.trailingZeroBitCount / 8
                if self[place] != space, spaceLength(at: place) > 0 { return false }
                others &= others - 1
            }
            index += 8
        }
        while index < count {
            let isSpace = self[index] == space
            if isSpace ? lastIsSpace != 0 : spaceLength(at: index) > 0 { return false }
            lastIsSpace = isSpace ? 0x80 : 0
            index += 1
        }
        return true
    }
}
