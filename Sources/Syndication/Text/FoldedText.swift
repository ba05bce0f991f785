import XML

/// A folded text as it grows: with single spaces, none at its start, and at its end none that `text` would show.
struct FoldedText {
    /// As many as have been written, and room for more.
    private var bytes: [UInt8]
    private var count = 0

    init(capacity: Int) {
        bytes = [UInt8](repeating: 0, count: capacity + 8)
    }

    var text: String {
        let end = count > 0 && bytes[count - 1] == UInt8(ascii: " ") ? count - 1 : count
        return String(decoding: bytes[..<end], as: UTF8.self)
    }

    /// Whether another space would be one too many.
    private var isAtSpace: Bool { count == 0 || bytes[count - 1] == UInt8(ascii: " ") }

    /// Lowers and appends all ASCII from `start` on, and returns the place after it.
    mutating func append(asciiOf source: Span<UInt8>, from start: Int) -> Int {
        var index = start
        while index < source.count, source[index] < 0x80 {
            if index + 8 <= source.count, append(source.word(at: index)) {
                index += 8
                continue
            }
            let end = min(index + 8, source.count)
            while index < end, source[index] < 0x80 {
                append(ascii: source[index])
                index += 1
            }
        }
        return index
    }

    /// Appends eight bytes at once; false when they need to be looked at one by one.
    private mutating func append(_ word: UInt64) -> Bool {
        let spaces = word.mask(of: UInt8(ascii: " "))
        guard word.isASCII, word.mask(of: 0x00...0x1F) | word.mask(of: UInt8(ascii: "`")) | spaces & spaces << 8 == 0,
            spaces & 0x80 == 0 || !isAtSpace
        else { return false }
        let capitals = word.mask(of: UInt8(ascii: "A")...UInt8(ascii: "Z"))
        makeRoom(for: 8)
        let lowered = (word | capitals >> 2).littleEndian
        bytes.withUnsafeMutableBytes { $0.storeBytes(of: lowered, toByteOffset: count, as: UInt64.self) }
        count += 8
        return true
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
