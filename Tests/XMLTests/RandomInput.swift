/// A generator whose rounds are the same each time (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

/// What hostile or broken input is made of.
enum RandomInput {
    /// Joined in any order they form markup, half characters, and all that XML forbids.
    static let pieces: [[UInt8]] = [
        [0x00], [0x01], [0x0B], [0x1F], [0x7F], [0x80], [0x93], [0xFF], [0xFE], [0xC0, 0x80], [0xE0, 0x80, 0xAF],
        [0xED, 0xA0, 0x80], [0xED, 0xB0, 0x80], [0xED, 0xA0], [0xF4, 0x90, 0x80, 0x80], [0xF0, 0x9F, 0x98],
        [0xE2, 0x80],
        [0xEF, 0xBF, 0xBE], [0xEF, 0xBF, 0xBF], [0xEF, 0xBB, 0xBF], [0xE2, 0x80, 0x8B], [0xE2, 0x81, 0xA0],
        [0xE2, 0x80, 0x8C], [0xE2, 0x80, 0x8D], [0xC2, 0x85], [0xC2, 0x93], [0xC2, 0x81], [0xC2, 0xA0], [0xC2], [0x0D],
        [0x0D, 0x0A], [0x0A], [0x09], [0x20], Array("]]>".utf8), Array("<![CDATA[".utf8), Array("<!--".utf8),
        Array("-->".utf8), Array("&amp;".utf8), Array("&".utf8), Array("<".utf8), Array(">".utf8), Array("\"".utf8),
        Array("'".utf8), Array("&#0;".utf8), Array("</x>".utf8), Array("<?x ?>".utf8), Array("<!DOCTYPE x>".utf8),
        Array("é漢😀".utf8), Array("plain words".utf8),
    ]

    static func bytes(using generator: inout SeededGenerator) -> [UInt8] {
        var bytes: [UInt8] = []
        for _ in 0..<Int.random(in: 0...12, using: &generator) {
            if Int.random(in: 0..<4, using: &generator) == 0 {
                bytes.append(UInt8.random(in: 0...255, using: &generator))
            } else if let piece = pieces.randomElement(using: &generator) {
                bytes += piece
            }
        }
        return bytes
    }
}
