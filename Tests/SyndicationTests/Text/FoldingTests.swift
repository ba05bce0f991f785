import Testing

@testable import Syndication

@Suite("Folding")
struct FoldingTests {
    @Test(
        "Case, accents, quotes, dashes, spaces and invisible characters are folded",
        arguments: [
            ("", ""), (" ", ""), ("A", "a"), ("  A  B\t\nC ", "a b c"), ("Café", "cafe"), ("Cafe\u{301}", "cafe"),
            ("ÅNGSTRÖM", "angstrom"), ("Straße", "strasse"), ("STRAẞE", "strasse"), ("Łódź", "lodz"),
            ("Ærø", "aero"), ("Œuvre", "oeuvre"), ("Þór", "thor"), ("Đakovo", "dakovo"), ("İstanbul", "istanbul"),
            ("ılık", "ilik"), ("ﬁre", "fire"), ("２０２６", "2026"), ("½", "1⁄2"), ("…", "..."), ("№", "no"),
            ("it’s", "it's"), ("it‘s", "it's"), ("it`s", "it's"), ("it´s", "it's"), ("itʼs", "it's"), ("6′", "6'"),
            ("6″", "6\""), ("‹a›", "'a'"), ("“a”", "\"a\""), ("„a‟", "\"a\""), ("«a»", "\"a\""), ("a–b", "a-b"),
            ("a—b", "a-b"),
            ("a‑b", "a-b"), ("a−b", "a-b"), ("a﹘b", "a-b"), ("a\u{A0}b", "a b"), ("a\u{2028}b", "a b"),
            ("a\u{3000}b", "a b"), ("a\u{200B}b", "ab"), ("a\u{AD}b", "ab"), ("\u{FEFF}a", "a"), ("a\u{200D}b", "ab"),
            ("a\u{FE0F}b", "ab"), ("\u{202B}a\u{202C}", "a"), ("漢字", "漢字"), ("Ελλάδα", "ελλαδα"), ("Ёж", "еж"),
            ("😀", "😀"), ("a&b<c", "a&b<c"),
        ]
    )
    func folded(text: String, folded: String) {
        #expect(Folding.folded(text).utf8.elementsEqual(folded.utf8), "\(Folding.folded(text).debugDescription)")
    }

    @Test(
        "Headings are compared without a closing colon",
        arguments: [
            ("Summary", "summary"), ("SUMMARY:", "summary"), ("Key\u{A0}Points :", "key points"), ("Risks: :", "risks"),
            ("\u{200B}Disclosure\u{200B}", "disclosure"), (":", ""), ("a:b", "a:b"),
        ]
    )
    func headings(line: String, key: String) {
        #expect(Folding.heading(line) == key)
    }

    @Test(
        "Folding twice changes nothing more, and ASCII folds alike alone and beside other characters",
        arguments: 0..<10
    )
    func idempotent(seed: Int) {
        var generator = SeededGenerator(seed: UInt64(seed))
        for _ in 0..<300 {
            var text = ""
            for _ in 0..<Int.random(in: 0...12, using: &generator) {
                let bound: UInt32 = Bool.random(using: &generator) ? 0x250 : 0x2FFFF
                if let scalar = Unicode.Scalar(UInt32.random(in: 0...bound, using: &generator)) {
                    text.unicodeScalars.append(scalar)
                }
            }
            let once = Folding.folded(text)
            #expect(Folding.folded(once).utf8.elementsEqual(once.utf8), "\(text.debugDescription)")
            let ascii = String(String.UnicodeScalarView(text.unicodeScalars.filter(\.isASCII)))
            #expect(Folding.folded(ascii + "漢") == Folding.folded(ascii + "x").dropLast() + "漢")
        }
    }
}
