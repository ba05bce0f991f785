/// Of valid UTF-8.
extension Span<UInt8> {
    /// How many bytes the white space (Unicode Character Database, White_Space) at `index` has; 0 when there is none.
    @inlinable @inline(__always)
    package func spaceLength(at index: Int) -> Int {
        switch self[index] {
        case 0x09...0x0D, 0x20: 1
        case 0xC2, 0xE1, 0xE2, 0xE3: longSpaceLength(at: index)
        default: 0
        }
    }

    @usableFromInline
    func longSpaceLength(at index: Int) -> Int {
        guard index + 1 < count else { return 0 }
        let second = self[index + 1]
        if self[index] == 0xC2 { return second == 0x85 || second == 0xA0 ? 2 : 0 }
        guard index + 2 < count else { return 0 }
        return switch (self[index], second, self[index + 2]) {
        case (0xE1, 0x9A, 0x80), (0xE2, 0x80, 0x80...0x8A), (0xE2, 0x80, 0xA8...0xA9), (0xE2, 0x80, 0xAF),
            (0xE2, 0x81, 0x9F), (0xE3, 0x80, 0x80):
            3
        default: 0
        }
    }
}
