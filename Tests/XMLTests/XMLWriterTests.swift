import Testing
import XML

@Suite("Writing XML")
struct XMLWriterTests {
    @Test("Elements stand one a line and text stays as it is")
    func layout() throws {
        var writer = try XMLWriter(.document)
        try writer.open(
            "rss",
            namespaces: [XMLNamespace(prefix: "dc", uri: dublinCore)],
            [XMLAttribute("version", "2.0")]
        )
        try writer.open("channel")
        try writer.element("title", plainText: "A & B <c> \"d\"")
        try writer.element("item") { writer throws(XMLError) in
            try writer.element(
                "dc:creator",
                [XMLAttribute("xml:lang", "fr"), XMLAttribute("a", "é\n\t\"<")],
                text: "Zoé"
            )
            try writer.element("empty")
            try writer.element("p") { writer throws(XMLError) in
                try writer.text("mixed ")
                try writer.element("b") { writer throws(XMLError) in try writer.element("i", text: "text") }
                try writer.text(" ends")
            }
        }
        let bytes = try writer.finish()
        let expected = """
            <?xml version="1.0" encoding="UTF-8"?>
            <rss xmlns:dc="http://purl.org/dc/elements/1.1/" version="2.0">
              <channel>
                <title>A &#x26; B &#x3C;c&#x3E; "d"</title>
                <item>
                  <dc:creator xml:lang="fr" a="é&#10;&#9;&quot;&lt;">Zoé</dc:creator>
                  <empty/>
                  <p>mixed <b><i>text</i></b> ends</p>
                </item>
              </channel>
            </rss>

            """
        #expect(String(decoding: bytes, as: UTF8.self) == expected)
        try XMLDocument.check(bytes)
    }

    @Test("An element that starts with empty text is not indented")
    func emptyTextFirst() throws {
        var writer = try XMLWriter(.document)
        try writer.element("p") { writer throws(XMLError) in
            try writer.text("")
            try writer.element("b", text: "x")
            try writer.text("y")
        }
        #expect(try Reading.raw(from: "?>\n", to: "\n", in: try writer.finish()) == "<p><b>x</b>y</p>")
    }

    @Test("The end of a CDATA section is only text", arguments: ["]]>", "a]]>b", "<![CDATA[x]]>", "]]", "]]]]>>"])
    func cdataEnd(text: String) throws {
        try expectRoundTrip(text)
    }

    @Test("Every character below U+00A0 passes through every kind of place")
    func lowCharacters() throws {
        for value in UInt32(0)..<0xA0 {
            let scalar = try #require(Unicode.Scalar(value))
            try expectRoundTrip("a\(scalar)b")
            try expectRoundTrip(String(scalar))
        }
    }

    @Test("Whatever the bytes, the document parses and gives back the repaired text", arguments: 1...8)
    func anyBytes(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<400 {
            let bytes = RandomInput.bytes(using: &generator)
            try expectRoundTrip(String(decoding: bytes, as: UTF8.self))
            try expectRoundTrip(String(decoding: XMLText.repaired(bytes), as: UTF8.self))
        }
    }

    private func expectRoundTrip(_ text: String) throws {
        var writer = try XMLWriter(.document)
        try writer.open("root", [XMLAttribute("value", text), XMLAttribute("last", "")])
        try writer.element("text", text: ".\(text).")
        try writer.element("plain", plainText: ".\(text).")
        try writer.element("same", [XMLAttribute("x", "y")], text: text)
        let bytes = try writer.finish()
        try XMLDocument.check(bytes)
        let expected = XMLText.repaired(text)
        #expect(try Reading.text(from: "<text>.", to: ".</text>", in: bytes) == expected)
        #expect(try Reading.text(from: "<plain>.", to: ".</plain>", in: bytes) == expected)
        #expect(try Reading.text(from: "value=\"", to: "\" last=\"\"", in: bytes) == expected)
        let value = try Reading.raw(from: "value=\"", to: "\" last=\"\"", in: bytes)
        #expect(!value.utf8.contains { $0 == 0x0A || $0 == 0x09 }, "a parser would make spaces of them")
        let plain = try Reading.raw(from: "<plain>", to: "</plain>", in: bytes)
        #expect(!plain.contains("&amp;") && !plain.contains("&lt;") && !plain.contains("&gt;"))
    }

    @Test("The same calls give the same bytes")
    func deterministic() throws {
        func document() throws -> [UInt8] {
            var writer = try XMLWriter(.document)
            try writer.open(
                "feed",
                namespaces: [XMLNamespace(uri: atom)],
                (0..<9).map { XMLAttribute("a\($0)", "\($0)") }
            )
            return try writer.finish()
        }
        let first = try document()
        for _ in 0..<20 { #expect(try document() == first) }
    }

    @Test("Text at the limit parses, and past it the writer throws")
    func longestText() throws {
        let half = String(repeating: "x", count: XMLWriter.longestText / 2)
        var writer = try XMLWriter(.document)
        try writer.open("a", [XMLAttribute("b", half + half)])
        try writer.element("c") { writer throws(XMLError) in
            try writer.text(half)
            try writer.text(half)
        }
        try XMLDocument.check(try writer.finish())

        #expect(throws: XMLError(.tooLarge("text"), place: "a")) {
            var writer = try XMLWriter(.document)
            try writer.element("a") { writer throws(XMLError) in
                try writer.text(half)
                try writer.text(half)
                try writer.text("x")
            }
        }
        #expect(throws: XMLError(.tooLarge("attribute \"b\""), place: "a")) {
            var writer = try XMLWriter(.document)
            try writer.element("a", [XMLAttribute("b", half + half + "x")])
        }
    }

    @Test("Elements as deep as the writer allows parse, in fragments too; one more throws")
    func deepest() throws {
        var writer = try XMLWriter(.document)
        for _ in 0..<200 { try writer.open("a") }
        try XMLDocument.check(try writer.finish())
        #expect(throws: XMLError.self) {
            var writer = try XMLWriter(.document)
            for _ in 0..<201 { try writer.open("a") }
        }
        #expect(throws: XMLError(.tooDeep, place: String(repeating: "/a", count: 198).dropFirst().description)) {
            var writer = try XMLWriter(.fragment(in: [], depth: 2))
            for _ in 0..<199 { try writer.open("a") }
        }
    }

    @Test("A document that grows past the limit throws")
    func largest() throws {
        let text = String(repeating: "x", count: 9_000_000)
        #expect(throws: XMLError(.tooLarge("document"), place: "a/b")) {
            var writer = try XMLWriter(.document)
            try writer.open("a")
            for _ in 0..<8 { try writer.element("b", text: text) }
        }
    }
}

let atom = "http://www.w3.org/2005/Atom"
let dublinCore = "http://purl.org/dc/elements/1.1/"
