import Testing

@testable import Daemon

@Suite("Entity tags")
struct EntityTagTests {
    @Test(
        "A list matches our tag in every form that readers and proxies give it (H-4, H-5, H-6)",
        arguments: [
            (#""a1b2""#, .identity),
            (#"W/"a1b2""#, .identity),
            (#"w/"a1b2""#, .identity),
            (#""a1b2-gzip""#, .gzip),
            (#"W/"a1b2-gzip""#, .gzip),
            (#""x", "a1b2""#, .identity),
            (#""x","a1b2-gzip","y""#, .gzip),
            (#""a1b2", "a1b2-gzip""#, .any),
            (#""x, y", "a1b2""#, .identity),
            (#" , ,"a1b2" ,"#, .identity),
            ("*", .any),
            (" * ", .any),
            ("a1b2", .identity),
            ("W/a1b2", .identity),
            ("x, a1b2 , y", .identity),
            (#""a1b2""# + "\t", .identity),
            (#""a1b2--gzip""#, .gzip),
            (#""a1b2;gzip""#, .gzip),
            (#""a1b2-br""#, .gzip),
            (#""a1b2-df""#, .gzip),
            (#""a1b2"-gzip"#, .gzip),
            (#""a1b2";gzip"#, .gzip),
            (#""a1b2"--gzip"#, .gzip),
            (#"W/"a1b2"-df"#, .gzip),
            (#""a1b2-gzip-gzip""#, .gzip),
            ("a1b2-gzip", .gzip),
            (#"\"a1b2\""#, .identity),
            (#""\"a1b2\"""#, .identity),
            (#""a1b2"#, .identity),
            (#"a1b2""#, .identity),
        ] as [(String, EntityTagMatch)]
    )
    func matches(list: String, expected: EntityTagMatch) throws {
        let tag = try #require(EntityTag(digest: "a1b2"))
        #expect(tag.match(in: list) == expected)
    }

    @Test(
        "A list of other tags, or of nothing that can be read, doesn't match and is no error",
        arguments: [
            "", " ", ",", ",,,", "\"", "\"\"", "W/", "W", "/", "\"a1b\"", "\"a1b22\"", "\"A1B2\"", "\"x, a1b2\"",
            "\"*\"", "**", "-gzip", "\"-gzip\"", "a1b2-", "\"a1b2-gzipped\"", "\"a1b2\" \"x\"", "W/\"", "\u{0}",
            "\"a1b2-gzip\"x", "Wed, 07 Jan 2026 12:00:00 GMT",
        ]
    )
    func differs(list: String) throws {
        let tag = try #require(EntityTag(digest: "a1b2"))
        #expect(tag.match(in: list) == .none)
    }

    @Test("Each coding has its own strong tag (H-3)")
    func texts() throws {
        let tag = try #require(EntityTag(digest: "a1b2"))
        #expect(tag.text(for: .identity) == "\"a1b2\"")
        #expect(tag.text(for: .gzip) == "\"a1b2-gzip\"")
    }

    @Test("A digest that could be mistaken for more makes no tag", arguments: ["", "a-b", "a\"", "a,b", "ä", "a b"])
    func refusesDigest(digest: String) {
        #expect(EntityTag(digest: digest) == nil)
    }

    @Test("No list of random bytes breaks the matching, and our tag in its midst is found")
    func randomLists() throws {
        let tag = try #require(EntityTag(digest: "a1b2"))
        var random = ServingRandom(seed: 7)
        let alphabet = Array("a1b2\"\\W/*,; -gzip\t\u{7F}".utf8)
        for _ in 0..<5_000 {
            let noise = (0..<Int.random(in: 0...24, using: &random)).map { _ in
                alphabet[Int.random(in: 0..<alphabet.count, using: &random)]
            }
            let text = String(decoding: noise, as: UTF8.self)
            _ = tag.match(in: text)
            let quotes = text.utf8.count { $0 == UInt8(ascii: "\"") }
            if quotes == 0 { #expect(tag.match(in: "\(text), \"a1b2\"") != .none) }
        }
    }
}
