import Testing

@testable import Syndication

@Suite("SeedBytes and SeedBounds")
struct SeedBytesTests {
    private func text(_ bytes: [UInt8], declared: String? = nil) throws -> String {
        String(decoding: try SeedBytes(bytes, declared: declared).text, as: UTF8.self)
    }

    @Test("Marks, declarations and the bytes themselves decide the encoding")
    func encodings() throws {
        #expect(try text([0xFF, 0xFE, 0x41, 0x00, 0xE9, 0x00]) == "Aé")
        #expect(try text([0xFE, 0xFF, 0x00, 0x41, 0x00, 0xE9]) == "Aé")
        #expect(try text(Array("Wir".utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] })) == "Wir")
        #expect(try text([0xEF, 0xBB, 0xBF, 0x41]) == "A")
        #expect(try text([0x93, 0x41, 0x94]) == "“A”")
        #expect(try text([0xE9, 0x41], declared: "ISO-8859-1") == "éA")
        #expect(try text(Array("é".utf8), declared: "windows-1252") == "é")
        #expect(try text([0x80, 0x41], declared: "latin1") == "€A")
    }

    @Test("Where nothing was declared, another encoding than UTF-8 is told of; where it was, it is not")
    func warnings() throws {
        #expect(try SeedBytes([0xE9, 0x41]).warning?.contains("line 1") == true)
        #expect(try SeedBytes([0xE9, 0x41], declared: "cp1252").warning == nil)
        #expect(try SeedBytes(Array("é".utf8)).warning == nil)
        #expect(try SeedBytes([0xFF, 0xFE, 0x41, 0x00]).warning != nil)
    }

    @Test(
        "What is no text is refused with its place",
        arguments: [
            ([], nil, nil), ([0x41, 0x0A, 0x00, 0x41, 0x41], 2, 1), (Array("é\né".utf8) + [0xC3, 0x28], 2, 3),
            ([0x41, 0x81, 0x41], 1, 2),
        ] as [([UInt8], Int?, Int?)]
    )
    func refused(bytes: [UInt8], line: Int?, column: Int?) {
        let problem = #expect(throws: SeedProblem.self) { try SeedBytes(bytes) }
        #expect(problem?.line == line && problem?.column == column)
    }

    @Test("An unknown declaration is refused only when the bytes need it")
    func declared() throws {
        #expect(try text(Array("plain".utf8), declared: "koi8-r") == "plain")
        #expect(throws: SeedProblem.self) { try SeedBytes([0xE9, 0x41], declared: "koi8-r") }
    }

    @Test(
        "Bounds on line, nesting and headings refuse with the line and the key that moves them",
        arguments: [
            ("T\n\nxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\n", "txt", "max-line-length"),
            ("# T\n\n> > > > deep\n", "md", "max-nesting"),
            ("<h1>T</h1><div><div><div><p>deep</p></div></div></div>", "html", "max-nesting"),
            ("T\n\nA\n\na.\n\nB\n\nb.\n\nC\n\nc.\n", "txt", "max-sections"),
            ("# T\n\n## A\n\na\n\n## B\n\nb\n\n## C\n\nc\n", "md", "max-sections"),
            ("<h1>T</h1><h2>A</h2><p>a<h2>B</h2><p>b<h2>C</h2><p>c", "html", "max-sections"),
        ]
    )
    func bounds(text: String, ending: String, key: String) {
        let bounds = SeedBounds(longestLine: 55, deepestNesting: 4, mostSections: 2)
        let problem = #expect(throws: SeedProblem.self) {
            try Recogniser(RecognitionSettings(bounds: bounds)).recognise(Array(text.utf8), path: "a." + ending)
        }
        #expect(problem?.reason.contains(key) == true, "\(problem?.reason ?? "accepted")")
    }
}
