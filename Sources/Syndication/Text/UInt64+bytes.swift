/// Eight bytes of text at once, the first of them lowest; masks have the top bit of each byte that is meant.
extension UInt64 {
    /// The top bit of each byte.
    static let tops: UInt64 = 0x8080_8080_8080_8080

    /// One byte eight times.
    @inline(__always)
    static func all(_ byte: UInt8) -> UInt64 { UInt64(byte) &* 0x0101_0101_0101_0101 }

    @inline(__always)
    var isASCII: Bool { self & .tops == 0 }

    /// Where the bytes are a certain ASCII character.
    @inline(__always)
    func mask(of byte: UInt8) -> UInt64 {
        let others = self ^ .all(byte)
        return ~(((others & ~.tops) &+ ~.tops) | others) & .tops
    }

    /// Where the bytes lie in a range; of ASCII alone.
    @inline(__always)
    func mask(of range: ClosedRange<UInt8>) -> UInt64 {
        (self &+ .all(0x80 - range.lowerBound)) & ~(self &+ .all(0x7F - range.upperBound)) & .tops
    }
}
