/// The FNV-1a hashes, of 64 bits, of a folded text's words.
struct WordHashes {
    private(set) var words: [UInt64]

    static let basis: UInt64 = 0xCBF2_9CE4_8422_2325
    private static let prime: UInt64 = 0x100_0000_01B3

    /// Takes a text whose words have single spaces between them and none around them; linear.
    ///
    /// Each step of a hash waits for the one before, so the text is cut into four, and the four are hashed side by side.
    init(of text: Span<UInt8>) {
        guard !text.isEmpty else {
            words = []
            return
        }
        assert(WordHashes.isFolded(text), "the room for the words is counted by their spaces")
        var lanes: [Lane] = []
        var start = 0
        for part in 1...4 {
            // Behind a space, where the next lane begins.
            var end = max(start, text.count * part / 4)
            while end < text.count, end == 0 || text[end - 1] != UInt8(ascii: " ") { end += 1 }
            // As each word has its space, no more than half as many stand before a place.
            lanes.append(Lane(start..<max(start, end == text.count ? end : end - 1), first: start / 2))
            start = end
        }
        words = [UInt64](unsafeUninitializedCapacity: text.count / 2 + 2) { words, count in
            text.withUnsafeBufferPointer { WordHashes.hash($0, &lanes, into: words) }
            for lane in lanes {
                for index in lane.first..<lane.count {
                    words[count] = words[index]
                    count += 1
                }
            }
        }
    }

    private static func isFolded(_ text: Span<UInt8>) -> Bool {
        let space = UInt8(ascii: " ")
        return text.indices.allSatisfy { index in
            text[index] != space || index > 0 && index + 1 < text.count && text[index + 1] != space
        }
    }

    private static func hash(
        _ text: UnsafeBufferPointer<UInt8>,
        _ lanes: inout [Lane],
        into words: UnsafeMutableBufferPointer<UInt64>
    ) {
        var (first, second, third, fourth) = (lanes[0], lanes[1], lanes[2], lanes[3])
        for _ in 0..<(lanes.map { $0.end - $0.next }.min() ?? 0) {
            // Written out: in a loop over lanes, each step would go through memory.
            first.step(text, words)
            second.step(text, words)
            third.step(text, words)
            fourth.step(text, words)
        }
        lanes = [first, second, third, fourth]
        for index in lanes.indices { lanes[index].finish(text, words) }
    }

    /// A part of the text that begins and ends with a word.
    private struct Lane {
        private(set) var next: Int
        let end: Int
        private let isEmpty: Bool
        /// Where its words stand among all.
        let first: Int
        private(set) var count: Int
        private var word = WordHashes.basis

        init(_ range: Range<Int>, first: Int) {
            (next, end, isEmpty, self.first, count) = (range.lowerBound, range.upperBound, range.isEmpty, first, first)
        }

        /// Takes a byte, without a branch, as nothing foretells a word's end; what is written of an unfinished word is
        /// written over.
        @inline(__always)
        mutating func step(_ text: UnsafeBufferPointer<UInt8>, _ words: UnsafeMutableBufferPointer<UInt64>) {
            let byte = UInt64(text[next])
            // All bits at a space, else none.
            let space = UInt64(bitPattern: Int64(bitPattern: (byte ^ 0x20) &- 1) >> 63)
            words[count] = word
            count &-= Int(truncatingIfNeeded: space)
            word = (word ^ byte) &* WordHashes.prime & ~space | WordHashes.basis & space
            next &+= 1
        }

        mutating func finish(_ text: UnsafeBufferPointer<UInt8>, _ words: UnsafeMutableBufferPointer<UInt64>) {
            if isEmpty { return }
            while next < end { step(text, words) }
            words[count] = word
            count += 1
        }
    }
}
