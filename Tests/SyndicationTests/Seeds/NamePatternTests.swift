import Testing

@testable import Syndication

@Suite("NamePattern")
struct NamePatternTests {
    @Test(
        "The first group of the match in the name without its extension is the id",
        arguments: [
            (#"^\d+_([0-9a-f]{16})$"#, "2026/12_0123456789abcdef.txt", "0123456789abcdef"),
            (#"^\d+_([0-9a-f]{16})$"#, "12_0123456789abcdef.txt", "0123456789abcdef"),
            (#"^\d+_([0-9a-f]{16})$"#, "12_0123456789abcdef", "0123456789abcdef"),
            (#"^\d+_([0-9a-f]{16})$"#, "x12_0123456789abcdef.txt", nil),
            (#"^\d+_([0-9a-f]{16})$"#, "12_0123456789ABCDEF.txt", nil),
            (#"^\d+_([0-9a-f]{16})$"#, "12_0123456789abcdef.copy.txt", nil),
            (#"-(\d+)"#, "dir-7/report-12-34.v2.txt", "12"), (#"(?:a|b)(\d)"#, "b5.txt", "5"),
            (#"(?<key>\d+)"#, "no digits.txt", nil), (#"(a)|(b)"#, "b.txt", nil), (#"(x*)"#, "abc.txt", nil),
            (#"([^_]+)_"#, "naïve_2.txt", "naïve"),
        ] as [(String, String, String?)]
    )
    func ids(pattern: String, path: String, id: String?) throws {
        #expect(try NamePattern(pattern).id(in: path) == id)
    }

    @Test(
        "An expression that can't be read or has no group is refused",
        arguments: ["(", "[", "abc", "(?:abc)", "", "a)|(b"]
    )
    func refused(pattern: String) {
        #expect(throws: NamePattern.InvalidPattern.self) { try NamePattern(pattern) }
    }

    @Test("A recogniser with a pattern gives the article its explicit id and says by which rule")
    func recognised() throws {
        let recogniser = Recogniser(RecognitionSettings(idFromName: try NamePattern(#"^\d+_(\w+)$"#)))
        let bytes = Array("On Kettles\n\nThey boil.\n".utf8)
        let named = try recogniser.recognise(bytes, path: "a/1_kettle.txt")
        #expect(named.article.explicitID == "kettle")
        #expect(named.findings.contains { $0.field == "id" && $0.rule == "id-from-name" && $0.lines == nil })
        #expect(try recogniser.recognise(bytes, path: "a/kettle.txt").article.explicitID == nil)
        #expect(try Recogniser().recognise(bytes, path: "a/1_kettle.txt").article.explicitID == nil)
    }

    @Test("Zone and pattern shape articles, so they move the fingerprint")
    func fingerprint() throws {
        let plain = Recogniser().fingerprint
        #expect(Recogniser(RecognitionSettings(zone: .utc)).fingerprint == plain)
        #expect(Recogniser(RecognitionSettings(zone: try #require(Zone("Europe/Berlin")))).fingerprint != plain)
        #expect(Recogniser(RecognitionSettings(idFromName: try NamePattern("(a)"))).fingerprint != plain)
    }
}
