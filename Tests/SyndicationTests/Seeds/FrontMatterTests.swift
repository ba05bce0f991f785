import Testing

@testable import Syndication

@Suite("FrontMatter")
struct FrontMatterTests {
    private func read(_ text: String, bounds: SeedBounds = SeedBounds()) throws -> FrontMatter {
        try FrontMatter(SeedText(Array(text.utf8), bounds: bounds), bounds: bounds)
    }

    @Test("YAML between two lines of three hyphens is fields with their lines; the text begins under it")
    func yaml() throws {
        let matter = try read("---\nTitle: A\nTags: [b, 'c, d']\nauthor:\n  name: Ann\n---\n\nText.\n")
        #expect(matter.fields.map(\.key) == ["title", "tags", "author"])
        #expect(matter.fields.map(\.line) == [2, 3, 4])
        #expect(matter.fields[1].values == ["b", "c, d"])
        #expect(matter.fields[2].members == ["name": "Ann"])
        #expect(matter.contentStart == 7)
    }

    @Test("Lines “Key: value” up to a blank one are fields when the first key is known", arguments: ["Title", "date"])
    func lines(key: String) throws {
        let matter = try read("\(key): A\nOdd: b\nSummary: one\n  two\n\nText.\n")
        #expect(matter.fields.map(\.values) == [["A"], ["b"], ["one two"]])
        #expect(matter.contentStart == 5)
    }

    @Test(
        "Other beginnings are text",
        arguments: [
            "Note: this is a sentence.\n\nText.\n", "# Title: one\n\nText.\n", "Title\n\nText.\n", "---\n\nText.\n",
            "Title: A\nno colon here\n\nText.\n", "---\n\n# Title\n\n---\n\nText.\n", "\n\nText\n",
        ]
    )
    func none(text: String) throws {
        let matter = try read(text)
        #expect(matter.fields.isEmpty)
        #expect(matter.contentStart == 1 || text.hasPrefix("\n"))
    }

    @Test(
        "Malformed front matter is refused with its line",
        arguments: [
            ("---\ntitle: \"A\n---\nText.\n", 2), ("---\na: b: c\n---\n", 2), ("---\na: 1\nb: 2\na: 3\n---\n", 2),
            ("\n---\ntitle: A\n\nText.\n", 2), ("---\n- a\n---\n", 2), ("---\nx: *nowhere\n---\n", 2),
            ("+++\ntitle = 1\n+++\n", 1), ("---json\n{}\n---\n", 1), ("{\n\"a\": 1\n}\n", 1),
            ("---\na: \(String(repeating: "[", count: 150))\n---\n", 2),
            ("---\na:\n  \(String(repeating: "- ", count: 150))b\n---\n", 3),
            ("---\na: \(String(repeating: "b", count: 70_000))\n---\n", 1),
        ]
    )
    func malformed(text: String, line: Int) throws {
        let problem = #expect(throws: SeedProblem.self) { try read(text) }
        #expect(problem?.line == line)
        #expect(problem?.reason.isEmpty == false)
    }

    @Test("Aliases are no way to make much of little")
    func aliases() throws {
        let bomb = "a: &a [x, x]\n" + (0..<20).map { "b\($0): [*a, *a, *a, *a]\n" }.joined()
        let matter = try read("---\n\(bomb)---\nText.\n")
        #expect(matter.fields.allSatisfy { $0.values.count <= 8 })
    }
}
