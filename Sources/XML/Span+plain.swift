extension Span<UInt8> {
    /// The first place, from `start` on, of a byte that is no printable ASCII: a control character, or part of a character of
    /// several bytes; the end when there is none.
    ///
    /// Eight bytes at a time: most of a text is such bytes, and there is nothing to decide about them.
    @inlinable
    package func endOfPlain(from start: Int) -> Int {
        var index = start
        while index + 8 <= count {
            let word = word(at: index)
            // The top bit of a byte is set when the byte has it, or falls below zero less 20, or reaches it with one more. What
            // is carried or borrowed goes to later bytes, so that the first is always right.
            let odd = (word | (word &- 0x2020_2020_2020_2020) | (word &+ 0x0101_0101_0101_0101)) & 0x8080_8080_8080_8080
            if odd != 0 { return index + odd.trailingZeroBitCount / 8 }
            index += 8
        }
        while index < count, 0x20..<0x7F ~= self[index] { index += 1 }
        return index
    }

    /// The same, but that the second of two spaces ends it, too.
    @inlinable
    package func endOfSinglySpaced(from start: Int) -> Int {
        var index = start
        // The top bit of the byte before, when that is a space.
        var before: UInt64 = start > 0 && start <= count && self[start - 1] == 0x20 ? 0x80 : 0
        while index + 8 <= count {
            let word = word(at: index)
            let others = word ^ 0x2020_2020_2020_2020
            let spaces = ~(((others & 0x7F7F_7F7F_7F7F_7F7F) &+ 0x7F7F_7F7F_7F7F_7F7F) | others) & 0x8080_8080_8080_8080
            let odd = (word | (word &- 0x2020_2020_2020_2020) | (word &+ 0x0101_0101_0101_0101)) & 0x8080_8080_8080_8080
            let ends = odd | spaces & (spaces << 8 | before)
            if ends != 0 { return index + ends.trailingZeroBitCount / 8 }
            before = spaces >> 56
            index += 8
        }
        while index < count, 0x20..<0x7F ~= self[index], self[index] != 0x20 || before == 0 {
            before = self[index] == 0x20 ? 0x80 : 0
            index += 1
        }
        return index
    }

    /// Eight bytes, the first of them lowest; whoever asks has seen that they are there.
    @inlinable @inline(__always)
    package func word(at index: Int) -> UInt64 {
        unsafe UInt64(littleEndian: bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: index, as: UInt64.self))
    }
}
