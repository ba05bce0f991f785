import Testing

@testable import Syndication

@Suite("Slug")
struct SlugTests {
    @Test(
        "A title folds to lower-case ASCII words joined by hyphens, full stops dropped",
        arguments: [
            ("U.S.", "us"), ("News & Politics", "news-politics"), ("Ferry Runs", "ferry-runs"), ("  a  ", "a"),
            ("Café Môle", "cafe-mole"), ("Straße", "strasse"), ("3.5% up", "35-up"), ("-- a -- b --", "a-b"),
            ("It’s 2 < 3", "it-s-2-3"), ("a/b\\c", "a-b-c"), ("../../etc", "etc"), ("漢字 rice", "rice"),
            ("a\u{0}b", "a-b"), ("A—B", "a-b"), ("“Quoted”", "quoted"), ("½", "1-2"), ("100%", "100"),
        ]
    )
    func slugs(text: String, slug: String) {
        #expect(Slug(text)?.text == slug)
    }

    @Test("A text without anything in ASCII has no slug", arguments: ["", " ", "漢字", "...", "—", "😀", "Ελλάδα"])
    func none(text: String) {
        #expect(Slug(text) == nil)
    }

    @Test("A long slug is cut between words where it can be")
    func bound() throws {
        #expect(
            try #require(Slug(String(repeating: "a", count: 200))).text == String(repeating: "a", count: Slug.bound)
        )
        let exact = String(repeating: "b", count: Slug.bound)
        #expect(Slug(exact)?.text == exact)
        #expect(Slug(exact + " c")?.text == exact)
        #expect(Slug("word " + String(repeating: "c", count: Slug.bound))?.text == "word")
        let words = try #require(Slug(String(repeating: "word ", count: 40))).text
        #expect(words.utf8.count <= Slug.bound)
        #expect(words.hasSuffix("word"))
    }

    @Test(
        "Whatever the text, a slug is bounded and holds letters, digits and single inner hyphens only",
        arguments: 0..<10
    )
    func shape(seed: Int) throws {
        var generator = SeededGenerator(seed: UInt64(seed))
        for _ in 0..<200 {
            var text = ""
            for _ in 0..<Int.random(in: 0...150, using: &generator) {
                if let scalar = Unicode.Scalar(UInt32.random(in: 0...0x180, using: &generator)) {
                    text.unicodeScalars.append(scalar)
                }
            }
            guard let slug = Slug(text)?.text else { continue }
            #expect(slug.utf8.count <= Slug.bound)
            #expect(try #require(slug.wholeMatch(of: try Regex("[a-z0-9]+(-[a-z0-9]+)*"))).output.count > 0)
            #expect(Slug(slug)?.text == slug)
        }
    }

    @Test("A number tells slugs apart")
    func numbered() {
        #expect(Slug(stored: "ferry").numbered(2).text == "ferry-2")
    }

    @Test("A category is named by its slug, or by its digest when there is none (A-15)")
    func categories() {
        #expect(Category(named: "News & Politics").slug.text == "news-politics")
        #expect(Category(named: "News & Politics").name == "News & Politics")
        #expect(Category(named: "NEWS & politics").slug == Category(named: "News & Politics").slug)
        let other = Category(named: "漢字").slug.text
        #expect(other.utf8.count == 12)
        #expect(other == Category(named: "漢字 ").slug.text)
        #expect(other != Category(named: "漢").slug.text)
    }
}
