import Testing

@testable import Syndication

@Suite("Addresses without a base")
struct AddressNotesTests {
    private func recognise(_ text: String, _ ending: String, base: String? = nil) throws -> Recognition {
        try Recogniser(RecognitionSettings(base: base)).recognise(Array(text.utf8), path: "a." + ending)
    }

    private static let markdown = "# T\n\nA [link](b.html).\n\nAn ![image](/c.png) and [more](d).\n"
    private static let html =
        "<h1>T</h1>\n<p>A <a href=b.html>link</a>.</p>\n<p>An <img src=/c.png alt=i> and <a href=d>more</a>.</p>\n"

    @Test(
        "Relative addresses without a base are left out, their words stay, and one warning names the first",
        arguments: [
            (markdown, "md", 3), (html, "html", 2),
        ]
    )
    func none(text: String, ending: String, line: Int) throws {
        let recognition = try recognise(text, ending)
        #expect(recognition.article.texts.joined(separator: " ").hasPrefix("A link. An"))
        #expect(!recognition.article.content.contains("href") && !recognition.article.content.contains("<img"))
        let notes = recognition.notes
        #expect(notes.count == 1 && notes.first?.severity == .warning && notes.first?.line == line)
        #expect(notes.first?.text.hasPrefix("“b.html” (and 2 more) is relative") == true)
    }

    @Test("With a base, or the article's own link, they are made absolute without a word", arguments: ["md", "html"])
    func base(ending: String) throws {
        let text = ending == "md" ? Self.markdown : Self.html
        let recognition = try recognise(text, ending, base: "https://x.example/y/")
        #expect(recognition.notes.isEmpty)
        #expect(recognition.article.content.contains("href=\"https://x.example/y/b.html\""))
        #expect(recognition.article.content.contains("src=\"https://x.example/c.png\""))
    }

    @Test("Absolute addresses, fragments and mail are none of them")
    func others() throws {
        let text = "# T\n\n[a](https://x.example/) [b](#b) <ann@x.example> [c](mailto:c@x.example)\n\nMore.\n"
        #expect(try recognise(text, "md").notes.isEmpty)
    }

    @Test("Raw HTML can't claim lines that are not there")
    func forged() throws {
        let text = "---\ntitle: T\n---\n<a data-sourcepos=\"99999:1-99999:2\" href=x>b</a>\n\nMore.\n"
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).count
        #expect(try recognise(text, "md").notes.allSatisfy { $0.line <= lines })
        let huge = text.replacing("99999:1-99999:2", with: "9223372036854775807:1-9223372036854775807:2")
        #expect(try recognise(huge, "md").article.title == "T")
    }
}
