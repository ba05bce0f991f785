import Testing

@testable import XML

@Suite("Text that needs no repair")
struct XMLTextCleanTests {
    @Test("What is clean is valid and comes back as it is, and nothing else is", arguments: 0..<20)
    func agreement(seed: Int) {
        var generator = SeededGenerator(seed: UInt64(seed))
        for _ in 0..<2_000 {
            let bytes = RandomInput.bytes(using: &generator)
            let isValid = String(validating: bytes, as: UTF8.self) != nil
            #expect(XMLText.isClean(bytes.span) == (isValid && XMLText.repaired(bytes) == bytes), "\(bytes)")
        }
    }

    @Test("Clean bytes have the lines that they are split into, and no others have any", arguments: 0..<20)
    func lines(seed: Int) {
        var generator = SeededGenerator(seed: UInt64(seed))
        for _ in 0..<1_000 {
            var bytes = RandomInput.bytes(using: &generator)
            if Bool.random(using: &generator) {
                let parts = [
                    "a", " ", "\n", "\t", "\u{A0}", "\u{2003}", "\u{2029}", "\u{3000}", "\u{1680}", "’", "—", "£", "ぁ",
                    "words",
                ]
                bytes = (0..<40).flatMap { _ in Array((parts.randomElement(using: &generator) ?? "").utf8) }
            }
            guard let lines = XMLText.lines(ofClean: bytes.span) else {
                let isClean = XMLText.isClean(bytes.span)
                #expect(!isClean, "\(bytes)")
                continue
            }
            let isClean = XMLText.isClean(bytes.span)
            #expect(isClean, "\(bytes)")
            let texts = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
            #expect(lines.map { Array(bytes[$0.range]) } == texts.map(Array.init), "\(bytes)")
            for (line, text) in zip(lines, texts) {
                let scalars = Array(String(decoding: text, as: UTF8.self).unicodeScalars)
                let spaces = scalars.map { $0.properties.isWhitespace }
                let isSinglySpaced =
                    zip(scalars, spaces).allSatisfy { $0 == " " || !$1 }
                    && !zip(spaces, spaces.dropFirst()).contains { $0 && $1 }
                #expect(line.isSinglySpaced == isSinglySpaced, "\(text)")
            }
        }
    }

    @Test("Every character alone is judged alike")
    func scalars() {
        for value in UInt32(0)..<0x11_0000 {
            guard let scalar = Unicode.Scalar(value) else { continue }
            let text = String(scalar)
            let bytes = Array(text.utf8)
            if XMLText.isClean(bytes.span) != XMLText.repaired(text).utf8.elementsEqual(bytes) {
                Issue.record("U+\(String(value, radix: 16))")
            }
        }
    }

    @Test("The end of plain bytes is found wherever they begin and end")
    func plain() {
        for odd in [UInt8(0), 0x09, 0x1F, 0x7F, 0x80, 0xC2, 0xFF] {
            for count in Array(0..<24) + [31, 32, 33, 48, 49] {
                for place in 0..<count {
                    var bytes = [UInt8](repeating: place.isMultiple(of: 2) ? 0x20 : 0x7E, count: count)
                    bytes[place] = odd
                    for start in 0...count {
                        let plain = bytes.span.endOfPlain(from: start)
                        let spaces = bytes.indices.dropFirst().first {
                            $0 >= start && bytes[$0] == 0x20 && bytes[$0 - 1] == 0x20
                        }
                        let end = min(spaces ?? count, start <= place ? place : count)
                        let found = bytes.span.endOfSinglySpaced(from: start)
                        // To expect each would take most of the time.
                        if plain != (start <= place ? place : count) || found != end {
                            Issue.record("\(bytes) from \(start): \(plain), \(found)")
                        }
                    }
                }
            }
        }
    }
}
