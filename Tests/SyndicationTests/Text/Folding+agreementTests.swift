import Testing

@testable import Syndication

@Suite("Folding, against its rules one character at a time")
struct FoldingAgreementTests {
    @Test("Every character folds alike, alone and among others", arguments: 0..<17)
    func scalars(plane: UInt32) {
        for value in plane << 16..<(plane + 1) << 16 {
            // Of private use, and of the planes that nothing is in yet, a few stand for all.
            if plane > 2, value & 0xFFFF > 0x1000 { break }
            guard let scalar = Unicode.Scalar(value) else { continue }
            let text = "A \(scalar) \(scalar)B"
            if Folding.folded(text) != PlainFolding.folded(text) { Issue.record("U+\(String(value, radix: 16))") }
        }
    }

    @Test("Texts fold alike wherever rows of sixteen bytes begin and end", arguments: 0..<20)
    func texts(seed: Int) {
        var generator = SeededGenerator(seed: UInt64(seed))
        let pieces = [
            " ", "  ", "\t", "a", "Z", "`", "'", "’", "“", "—", "é", "É", "ß", "\u{A0}", "\u{200B}", "\u{A8}", "漢", "ﷺ",
            "😀",
            "e\u{301}", "Word", "two words", "ABCDEFGHIJ", "0123456789", "\u{7F}", "\u{1}", "@[{", "ﬁ", "Я", "Ω",
            "\u{300}",
        ]
        for _ in 0..<500 {
            let count = Int.random(in: 0...24, using: &generator)
            let text = (0..<count).map { _ in pieces.randomElement(using: &generator) ?? "" }.joined()
            #expect(Folding.folded(text) == PlainFolding.folded(text), "\(text.debugDescription)")
            // What is ASCII alone, and short, is folded by itself.
            let ascii = String(String.UnicodeScalarView(text.unicodeScalars.filter(\.isASCII)))
            #expect(Folding.folded(ascii) == PlainFolding.folded(ascii), "\(ascii.debugDescription)")
        }
    }
}
