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
    @inlinable @inline(__always)
    package func endOfSinglySpaced(from start: Int) -> Int {
        var index = start
        if index == 0 {
            // All others have one before them.
            guard count > 0, 0x20..<0x7F ~= self[0] else { return 0 }
            index = 1
        }
        while index + 16 <= count {
            let (row, before) = (row(at: index), row(at: index - 1))
            let (space, delete) = (SIMD16<Int8>(repeating: 0x20), SIMD16<Int8>(repeating: 0x7F))
            // Parts of longer characters are negative.
            let ends = (row .< space) .| (row .== delete) .| ((row .== space) .& (before .== space))
            if let place = ends.first { return index + place }
            index += 16
        }
        while index < count, 0x20..<0x7F ~= self[index], self[index] != 0x20 || self[index - 1] != 0x20 { index += 1 }
        return index
    }

    /// Sixteen bytes; whoever asks has seen that they are there.
    @inlinable @inline(__always)
    package func row(at index: Int) -> SIMD16<Int8> {
        unsafe bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: index, as: SIMD16<Int8>.self)
    }

    /// Eight bytes, the first of them lowest; whoever asks has seen that they are there.
    @inlinable @inline(__always)
    package func word(at index: Int) -> UInt64 {
        unsafe UInt64(littleEndian: bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: index, as: UInt64.self))
    }
}

extension SIMDMask<SIMD16<Int8>> {
    /// The first place of one that is true.
    @inlinable @inline(__always)
    package var first: Int? {
        let halves = unsafe unsafeBitCast(self, to: SIMD2<UInt64>.self)
        let (low, high) = (UInt64(littleEndian: halves[0]), UInt64(littleEndian: halves[1]))
        guard low | high != 0 else { return nil }
        return low != 0 ? low.trailingZeroBitCount / 8 : 8 + high.trailingZeroBitCount / 8
    }
}
