import XML

/// A folded text as it grows: with single spaces, none at its start, and at its end none that `text` would show.
struct FoldedText {
    /// Valid UTF-8 and, from `end` on, what is no part of it.
    private(set) var bytes: [UInt8]
    private var count = 0

    init(capacity: Int) {
        bytes = [UInt8](repeating: 0, count: capacity + 8)
    }

    /// Where it ends, without a space there.
    var end: Int { isAtSpace && count > 0 ? count - 1 : count }

    var text: String { bytes.span.text(0..<end) }

    /// Begins another text behind a space, and returns where; not at a place that has one.
    mutating func beginText() -> Int {
        if !isAtSpace { append(folded: UInt8(ascii: " ")) }
        return count
    }

    /// Whether another space would be one too many.
    private var isAtSpace: Bool { count == 0 || bytes[count - 1] == UInt8(ascii: " ") }

    /// Lowers and appends all ASCII from `start` on, and returns the place after it.
    mutating func append(asciiOf source: Span<UInt8>, from start: Int) -> Int {
        var index = start
        while true {
            index = append(wordsOf: source, from: index)
            // That one by itself, or all that are left when they fill no word.
            let end = index + 8 <= source.count ? index + 1 : source.count
            while index < end, source[index] < 0x80 {
                append(ascii: source[index])
                index += 1
            }
            if index == source.count || source[index] >= 0x80 { return index }
        }
    }

    /// Lowers and appends eight bytes at once, up to one that needs to be looked at by itself; returns its place.
    private mutating func append(wordsOf source: Span<UInt8>, from start: Int) -> Int {
        makeRoom(for: source.count - start)
        var (index, end, lastIsSpace) = (start, count, isAtSpace ? UInt64(0x80) : 0)
        var output = bytes.mutableSpan
        var room = output.mutableBytes
        while index + 8 <= source.count {
            let word = source.word(at: index)
            let spaces = word.mask(of: UInt8(ascii: " "))
            // Masks of ranges are wrong from the first byte on that is no ASCII, and what is stored of those is written over.
            let others = word & .tops | word.mask(of: 0x00...0x1F) | word.mask(of: UInt8(ascii: "`"))
            let odd = others | spaces & (spaces << 8 | lastIsSpace)
            let capitals = word.mask(of: UInt8(ascii: "A")...UInt8(ascii: "Z"))
            room.storeBytes(of: (word | capitals >> 2).littleEndian, toByteOffset: end, as: UInt64.self)
            if odd != 0 {
                index += odd.trailingZeroBitCount / 8
                end += odd.trailingZeroBitCount / 8
                break
            }
            lastIsSpace = spaces >> 56
            index += 8
            end += 8
        }
        count = end
        return index
    }

    mutating func append(ascii byte: UInt8) {
        switch byte {
        case 0x09...0x0D, 0x20:
            if !isAtSpace { append(folded: UInt8(ascii: " ")) }
        case UInt8(ascii: "A")...UInt8(ascii: "Z"):
            append(folded: byte | 0x20)
        case UInt8(ascii: "`"):
            append(folded: UInt8(ascii: "'"))
        default:
            append(folded: byte)
        }
    }

    /// Appends what needs no folding any more.
    mutating func append(folded text: some Sequence<UInt8>) {
        for byte in text { append(folded: byte) }
    }

    /// Appends up to three such bytes; how many is the highest byte, and the first of them the lowest.
    mutating func append(short form: UInt32) {
        makeRoom(for: 4)
        var form = form
        for _ in 0..<form >> 24 {
            bytes[count] = UInt8(truncatingIfNeeded: form)
            count += 1
            form >>= 8
        }
    }

    private mutating func append(folded byte: UInt8) {
        makeRoom(for: 1)
        bytes[count] = byte
        count += 1
    }

    private mutating func makeRoom(for more: Int) {
        guard count + more > bytes.count else { return }
        bytes.append(contentsOf: repeatElement(0, count: max(bytes.count, more)))
    }
}
