import Testing
import XML

@testable import Syndication

@Suite("HTMLMetadata")
struct HTMLMetadataTests {
    private func values(_ head: String, _ meaning: HTMLMetadata.Item.Meaning) throws -> [[String]] {
        let root = try #require(
            try HTMLTree(reading: Array("<html><head>\(head)</head><body></body></html>".utf8)).root
        )
        return HTMLMetadata(of: root).items.filter { $0.meaning == meaning }.map(\.values)
    }

    private func linked(_ json: String) -> String { "<script type=\"application/ld+json\">\(json)</script>" }

    @Test(
        "JSON-LD is read in every shape that it is written in",
        arguments: [
            #"{"@type":"Article","headline":"A"}"#,
            #"[{"@type":"Thing"},{"@type":["X","NewsArticle"],"headline":"A"}]"#,
            #"{"@graph":[{"@type":"WebSite","name":"B"},{"@type":"BlogPosting","headline":"A"}]}"#,
            #"{"@type":"https://schema.org/Article","name":"A"}"#, #"{"@type":"schema:Article","headline":"A"}"#,
            #"{"@type":"WebPage","name":"B","mainEntity":{"@type":"Article","headline":"A"}}"#,
            #"[[[{"@graph":[[{"@type":"Report","headline":"A"}]]}]]]"#, #"{"@type":"Article","headline":["A"]}"#,
        ]
    )
    func jsonLD(json: String) throws {
        #expect(try values(linked(json), .label(.title)) == [["A"]])
    }

    @Test("An author or a picture may be named by its @id")
    func named() throws {
        let json = """
            {"@graph":[{"@type":"Article","author":{"@id":"#a"},"image":{"@id":"#i"},"url":"https://x.example/"},
            {"@id":"#a","name":"Ann"},{"@id":"#i","url":"https://x.example/i.png"}]}
            """
        #expect(try values(linked(json), .label(.author)) == [["Ann"]])
        #expect(try values(linked(json), .image) == [["https://x.example/i.png"]])
        #expect(try values(linked(json), .label(.link)) == [["https://x.example/"]])
    }

    @Test("An article at the bottom of five hundred lists is found in linear time", .timeLimit(.minutes(1)))
    func nested() throws {
        let json =
            String(repeating: "[", count: 500) + #"{"@type":"Article","headline":"A"}"#
            + String(repeating: "]", count: 500)
        #expect(try values(linked(json), .label(.title)) == [["A"]])
    }

    @Test(
        "JSON-LD that is no JSON, or holds no article, gives nothing; the first is told of",
        arguments: [("{", 1), ("{}", 0)]
    )
    func none(json: String, broken: Int) throws {
        let root = try #require(try HTMLTree(reading: Array(linked(json).utf8)).root)
        let metadata = HTMLMetadata(of: root)
        #expect(metadata.items.isEmpty && metadata.brokenLines.count == broken)
    }

    @Test("References of HTML are resolved twice only in JSON-LD")
    func references() throws {
        #expect(
            try values(linked(#"{"@type":"Article","headline":"A &amp;amp; B"}"#), .label(.title)) == [["A &amp; B"]]
        )
        #expect(try values("<meta property=og:title content='A &amp;amp; B'>", .label(.title)) == [["A &amp; B"]])
    }

    @Test("Each article:tag is one tag, however many")
    func tags() throws {
        let head = (0..<100).map { "<meta property=\"article:tag\" content=\"t\($0)\">" }.joined()
        #expect(try values(head, .label(.tags)) == [(0..<100).map { "t\($0)" }])
    }

    @Test(
        "The site's name is taken from a title, behind it or before it, and from no other",
        arguments: [
            ("A | Ebb", "A"), ("A - Ebb", "A"), ("A – Ebb", "A"), ("Ebb | A", "A"), ("A | ebb", "A"),
            ("A | Flow", "A | Flow"),
            ("A | B | Ebb", "A | B"), ("Ebb", "Ebb"), ("A|Ebb", "A|Ebb"),
        ]
    )
    func siteName(title: String, bare: String) throws {
        let head = "<meta property=og:site_name content=Ebb><meta property=og:title content=\"\(title)\">"
        #expect(try values(head, .label(.title)) == [[bare]])
        #expect(SiteName.removed(nil, from: title) == title)
    }
}
