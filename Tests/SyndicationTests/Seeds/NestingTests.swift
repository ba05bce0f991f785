import Testing

@testable import Syndication

@Suite("Nesting in seeds")
struct NestingTests {
    @Test("What nests too deep is refused with its reason, and never published in part", arguments: [110, 300, 5_000])
    func refused(levels: Int) throws {
        for (path, open) in [("seed.html", "<div>"), ("seed.html", "<b>"), ("seed.md", "<div>"), ("seed.md", "> ")] {
            let text = "<h1>A title</h1>\n\n" + String(repeating: open, count: levels) + "deep\n"
            // Raw HTML in Markdown nests as far as the reader of HTML goes, since the sanitiser flattens it.
            if path == "seed.md", open == "<div>", levels < 256 {
                _ = try Recogniser().recognise(Array(text.utf8), path: path)
                continue
            }
            let problem = #expect(throws: SeedProblem.self) {
                try Recogniser().recognise(Array(text.utf8), path: path)
            }
            #expect(problem?.reason.contains("inside one another") == true)
        }
    }
}
