import Testing

@testable import Syndication

@Suite("FurnitureRules")
struct FurnitureRulesTests {
    private func kept(_ rules: [String], _ text: String) throws -> String {
        var recognition = Recognition()
        let lines = try SeedText(Array(text.utf8)).lines
        return try FurnitureRules(rules).cut(lines[...], &recognition).content.map(\.text).joined(separator: "/")
    }

    @Test(
        "Rules cut what they say and nothing else",
        arguments: [
            ("from Share", "a\nShare\nb\nshare:\nc", "a/Share/b"), ("from Share if Copy", "a\nShare\nb", "a/Share/b"),
            ("from Share if Copy or Send", "a\nShare\nb\nSEND\nc", "a"),
            ("line Advertisement", "a\nadvertisement\nb", "a/b"),
            ("line Ad*", "a\nAdvert\nb\nAdorn it\nc", "a/b/c"), ("block Read more*", "a\nRead more: x\ny\n\nb", "a//b"),
            ("block Read*", "Read a\nRead b\n\nc\nRead d", "/c"), ("line Nothing", "a\nb", "a/b"),
            ("from Café", "a\nCAFE\nb", "a"), ("line Sign up", "a Sign up b\nc", "a Sign up b/c"),
        ]
    )
    func cut(rule: String, text: String, left: String) throws {
        #expect(try kept([rule], text) == left)
    }

    @Test(
        "What is no rule is refused with its words",
        arguments: [
            "", "from", "from ", "cut Share", "Share", "from *", "line Ad if B", "block Ad if B", "from A if ",
            "from A if B or ",
            "FROM A",
        ]
    )
    func invalid(rule: String) throws {
        let problem = #expect(throws: FurnitureRules.InvalidRule.self) { try FurnitureRules([rule]) }
        #expect(problem?.reason.contains("“\(rule)”") == true)
    }

    @Test("“without built-in” leaves the built-in ones out, and rules stand in the fingerprint")
    func builtIn() throws {
        let text = "a\nSearch Articles\nCategory\nb"
        #expect(try kept([], text) == "a")
        #expect(try kept(["without built-in"], text) == "a/Search Articles/Category/b")
        let settings = try ["without built-in", "line A", "line B"].map {
            RecognitionSettings(furniture: try FurnitureRules([$0]))
        }
        #expect(Set(settings.map { Recogniser($0).fingerprint }).count == 3)
    }
}
