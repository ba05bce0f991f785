import XML

/// A folded text as it grows: with single spaces, none at its start, and at its end none that `text` would show.
struct FoldedText {
    /// So many bytes are stored at once.
    private static let row = 16

    /// Valid UTF-8 and, from `end` on, what is no part of it.
    private(set) var bytes: [UInt8]
    private var count = 0

    init(capacity: Int) {
        bytes = [UInt8](repeating: 0, count: capacity + FoldedText.row)
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
            index = append(rowsOf: source, from: index)
            // That one by itself, or all that are left when they fill no row.
            let end = index + FoldedText.row <= source.count ? index + 1 : source.count
            while index < end, source[index] < 0x80 {
                append(ascii: source[index])
                index += 1
            }
            if index == source.count || source[index] >= 0x80 { return index }
        }
    }

    /// Lowers and appends sixteen bytes at once, up to one that needs to be looked at by itself; returns its place.
    private mutating func append(rowsOf source: Span<UInt8>, from start: Int) -> Int {
        // Of spaces, the one before has been looked at; what is before the first byte is not to be looked at.
        guard start > 0, start + FoldedText.row <= source.count, source[start] != UInt8(ascii: " ") || !isAtSpace else {
            return start
        }
        makeRoom(for: source.count - start + FoldedText.row)
        var (index, end) = (start, count)
        var output = bytes.mutableSpan
        var room = output.mutableBytes
        let (space, grave) = (SIMD16<Int8>(repeating: 0x20), SIMD16<Int8>(repeating: 0x60))
        let (beforeA, behindZ) = (SIMD16<Int8>(repeating: 0x40), SIMD16<Int8>(repeating: 0x5B))
        while index < source.count {
            // The last row begins so early that it is whole, with bytes that were looked at.
            let early = max(0, index + FoldedText.row - source.count)
            guard index - early >= start else { break }
            index -= early
            end -= early
            let (row, before) = (source.row(at: index), source.row(at: index - 1))
            // Parts of longer characters are negative.
            let odd = (row .< space) .| (row .== grave) .| ((row .== space) .& (before .== space))
            let capitals = (row .> beforeA) .& (row .< behindZ)
            let lowered = row | space.replacing(with: 0, where: .!capitals)
            room.storeBytes(of: lowered, toByteOffset: end, as: SIMD16<Int8>.self)
            let place = odd.first ?? FoldedText.row
            index += place
            end += place
            if place < FoldedText.row { break }
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
        let end = count
        var output = bytes.mutableSpan
        var room = output.mutableBytes
        // What is stored of it beyond that is written over.
        room.storeBytes(of: form.littleEndian, toByteOffset: end, as: UInt32.self)
        count = end + Int(form >> 24)
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
