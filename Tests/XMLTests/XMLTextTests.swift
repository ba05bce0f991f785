import Testing
import XML

@Suite("Text that XML can carry")
struct XMLTextTests {
    @Test(
        "Bytes are repaired as the table says",
        arguments: [
            ([0x61, 0xFF, 0x62], "a\u{FFFD}b"),  // a byte that UTF-8 never has
            ([0x61, 0x93], "a\u{FFFD}"),  // a bare continuation byte
            ([0xC0, 0x80], "\u{FFFD}\u{FFFD}"),  // overlong
            ([0xF0, 0x9F, 0x98], "\u{FFFD}"),  // cut short
            ([0xE2, 0x80, 0x3C], "\u{FFFD}<"),  // cut short by markup
            ([0x61, 0xED, 0xA0, 0x80, 0x62], "ab"),  // an encoded surrogate
            ([0xED, 0xA0, 0xBD, 0xED, 0xB8, 0x80], ""),  // a pair of them
            ([0xC3, 0xED, 0xA0, 0x80, 0xA9], "\u{FFFD}\u{FFFD}"),  // its neighbours don't become é
            ([0xED, 0xA0], "\u{FFFD}\u{FFFD}"),  // half a surrogate
            ([0xED, 0x9F, 0xBF, 0xEE, 0x80, 0x80], "\u{D7FF}\u{E000}"),  // the characters beside them
            ([0xF4, 0x90, 0x80, 0x80], "\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}"),  // above U+10FFFF
            ([0xEF, 0xBF, 0xBE, 0x61, 0xEF, 0xBF, 0xBF], "a"),  // U+FFFE, U+FFFF
            ([], ""),
        ] as [([UInt8], String)]
    )
    func repairsBytes(bytes: [UInt8], expected: String) {
        #expect(XMLText.repaired(bytes) == Array(expected.utf8))
        #expect(XMLText.repaired(AnySequence(bytes)) == Array(expected.utf8))
    }

    @Test(
        "Characters are repaired as the table says",
        arguments: [
            ("a\u{0}b\u{1}\u{B}c\u{1F}", "abc"),
            ("a\u{FFFE}\u{FFFF}b", "ab"),
            ("tab\tline\nend", "tab\tline\nend"),
            ("one\r\ntwo\rthree\r\r\n", "one\ntwo\nthree\n\n"),
            ("\r\u{0}\n", "\n\n"),
            ("\u{93}smart\u{94} \u{96} it\u{92}s\u{85}", "“smart” – it’s…"),
            ("\u{80}\u{9F}", "€Ÿ"),
            ("\u{81}\u{8D}\u{8F}\u{90}\u{9D}", ""),
            ("\u{FEFF}a\u{200B}b\u{2060}c\u{FEFF}", "abc"),
            ("می\u{200C}خواهم 👩\u{200D}👧", "می\u{200C}خواهم 👩\u{200D}👧"),
            ("\u{7F}\u{A0}\u{10FFFD}", "\u{7F}\u{A0}\u{10FFFD}"),
            ("", ""),
        ]
    )
    func repairsCharacters(text: String, expected: String) {
        #expect(Array(XMLText.repaired(text).utf8) == Array(expected.utf8))
    }

    @Test("Each character alone is kept, replaced or dropped as its kind demands")
    func eachCharacter() {
        for value in UInt32(0)...0x10FFFF {
            guard let scalar = Unicode.Scalar(value), value < 0x3000 || value > 0xF000 && value < 0x1_0100 else {
                continue
            }
            let repaired = Array(XMLText.repaired(String(scalar)).unicodeScalars)
            switch value {
            case 0x0D: #expect(repaired == ["\n"])
            case 0x09, 0x0A: #expect(repaired == [scalar])
            case 0x00...0x1F, 0x81, 0x8D, 0x8F, 0x90, 0x9D, 0x200B, 0x2060, 0xFEFF, 0xFFFE, 0xFFFF:
                #expect(repaired.isEmpty, "U+\(String(value, radix: 16))")
            case 0x80...0x9F: #expect(repaired.count == 1 && repaired != [scalar], "U+\(String(value, radix: 16))")
            default: if repaired != [scalar] { Issue.record("U+\(String(value, radix: 16)) was changed") }
            }
        }
    }

    @Test("Whatever the bytes, the result is clean and stays as it is", arguments: 1...8)
    func isIdempotent(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<1_000 {
            let bytes = RandomInput.bytes(using: &generator)
            let once = XMLText.repaired(bytes)
            #expect(XMLText.repaired(once) == once, "\(bytes)")
            let text = String(decoding: once, as: UTF8.self)
            #expect(Array(text.utf8) == once, "\(bytes)")
            #expect(Array(XMLText.repaired(text).utf8) == once, "\(bytes)")
            #expect(text.unicodeScalars.allSatisfy(isWanted), "\(bytes)")
        }
    }

    private func isWanted(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09, 0x0A, 0x20...0x7F, 0xA0...0xD7FF, 0xE000...0xFFFD, 0x10000...0x10FFFF:
            ![0x200B, 0x2060, 0xFEFF].contains(scalar.value)
        default: false
        }
    }

    @Test(
        "Text becomes safe in content and in quoted values (C-9)",
        arguments: [
            ("5 > 3 && x < \"y\"", "5 &gt; 3 &amp;&amp; x &lt; &quot;y&quot;"),
            ("&amp;", "&amp;amp;"),
            ("\u{0}<", "&lt;"),
            ("it's", "it's"),
        ]
    )
    func escapes(text: String, expected: String) {
        #expect(XMLText.escaped(text) == expected)
    }
}
