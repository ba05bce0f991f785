/// A text in 128 bytes, enough to tell how much of its wording another text shares.
///
/// The 32 smallest hashes of its runs of four folded words (a bottom-k sketch; A. Broder, "On the resemblance and
/// containment of documents", 1997). The function is frozen: sketches are kept in the ledger.
package struct Sketch: Sendable, Hashable {
    /// Ascending, without repetition; fewer than 32 for a short text.
    private let hashes: [UInt32]

    private static let size = 32
    private static let run = 4

    /// That of no text, or in the place of one that is still to be made; like no other.
    package static let none = Sketch("")

    /// Linear in the length of the text.
    package init(_ text: String) {
        self.init(folded: Folding.folded(text).utf8.span)
    }

    /// Takes a text as `Folding.folded` leaves it.
    init(folded text: Span<UInt8>) {
        var smallest = Smallest()
        let words = WordHashes(of: text).words
        var run = Sketch.Run()
        for (index, word) in words.enumerated() {
            run.append(word)
            if index + 1 >= Sketch.run { smallest.insert(run.hash(Sketch.run)) }
        }
        if !words.isEmpty, words.count < Sketch.run { smallest.insert(run.hash(words.count)) }
        self.hashes = smallest.hashes
    }

    /// Takes the bytes of a sketch as they were stored; nil when they are none.
    package init?(stored bytes: [UInt8]) {
        guard bytes.count % 4 == 0, bytes.count <= Sketch.size * 4 else { return nil }
        hashes = (0..<bytes.count / 4).map { place in
            let (high, low) = (UInt32(bytes[place * 4]) << 8, UInt32(bytes[place * 4 + 2]) << 8)
            return (high | UInt32(bytes[place * 4 + 1])) << 16 | low | UInt32(bytes[place * 4 + 3])
        }
    }

    /// Four bytes a hash, the most significant first.
    package var bytes: [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(hashes.count * 4)
        for hash in hashes { withUnsafeBytes(of: hash.bigEndian) { bytes.append(contentsOf: $0) } }
        return bytes
    }

    /// The share of runs that two texts have in common, among those of either: 0 to 1, estimated with a standard
    /// error of at most 0.09; exact for texts of up to 35 words.
    ///
    /// 0 when either is empty.
    package func likeness(to other: Sketch) -> Double {
        guard !hashes.isEmpty, !other.hashes.isEmpty else { return 0 }
        let either = Set(hashes).union(other.hashes).sorted().prefix(Sketch.size)
        let (own, others) = (Set(hashes), Set(other.hashes))
        let shared = either.count { own.contains($0) && others.contains($0) }
        return Double(shared) / Double(either.count)
    }

    /// Whether there is enough wording for a likeness to mean anything: about twenty words.
    package var isTelling: Bool { hashes.count >= 16 }

    /// Whether there is more wording than a formula such as "No news today.": eight different words or so.
    package var isSentence: Bool { hashes.count >= 5 }

    /// The FNV-1a hashes of the last four words.
    private struct Run {
        private var words = (UInt64(0), UInt64(0), UInt64(0), UInt64(0))

        @inline(__always)
        mutating func append(_ word: UInt64) { words = (words.1, words.2, words.3, word) }

        /// Of the last so many, in order, finished and folded to 32 bits: the smallest of them must be a fair sample.
        @inline(__always)
        func hash(_ count: Int) -> UInt32 {
            var hash = WordHashes.basis
            if count > 3 { hash = Run.step(hash, words.0) }
            if count > 2 { hash = Run.step(hash, words.1) }
            if count > 1 { hash = Run.step(hash, words.2) }
            hash = Run.step(hash, words.3) &* 0xC4CE_B9FE_1A85_EC53
            return UInt32(truncatingIfNeeded: hash >> 32)
        }

        @inline(__always)
        private static func step(_ hash: UInt64, _ word: UInt64) -> UInt64 {
            let mixed = (hash ^ word) &* 0xFF51_AFD7_ED55_8CCD
            return mixed ^ mixed >> 32
        }
    }

    /// The smallest of what is inserted, without repetition.
    private struct Smallest {
        private(set) var hashes: [UInt32] = []
        /// What is inserted is below it.
        private var bound = UInt64(UInt32.max) + 1

        @inline(__always)
        mutating func insert(_ hash: UInt32) {
            if hash < bound { insertSmall(hash) }
        }

        private mutating func insertSmall(_ hash: UInt32) {
            let isFull = hashes.count == Sketch.size
            if !isFull { hashes.append(.max) }
            var sorted = hashes.mutableSpan
            var place = sorted.count - 1
            while place > 0, sorted[place - 1] > hash { place -= 1 }
            if place > 0, sorted[place - 1] == hash {
                if !isFull { hashes.removeLast() }
                return
            }
            // The largest falls out.
            var index = sorted.count - 1
            while index > place {
                sorted[index] = sorted[index - 1]
                index -= 1
            }
            sorted[place] = hash
            if hashes.count == Sketch.size, let last = hashes.last { bound = UInt64(last) }
        }
    }
}
