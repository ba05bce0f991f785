import Testing
import XML

@Suite("Heads, fragments and tails")
struct XMLWriterFinishTests {
    private let namespaces = [XMLNamespace(uri: atom), XMLNamespace(prefix: "dc", uri: dublinCore)]

    @Test("A feed is put together by splicing")
    func splices() throws {
        let (head, tail) = try frame()
        var fragment = try XMLWriter(.fragment(in: namespaces))
        try fragment.element("entry") { writer throws(XMLError) in try writer.element("dc:date", text: "2024") }
        let document = head + (try fragment.finish()) + tail
        let expected = """
            <?xml version="1.0" encoding="UTF-8"?>
            <feed xmlns="http://www.w3.org/2005/Atom" xmlns:dc="http://purl.org/dc/elements/1.1/">
              <title>t</title>
              <entry>
                <dc:date>2024</dc:date>
              </entry>
            </feed>

            """
        #expect(String(decoding: document, as: UTF8.self) == expected)
        try XMLDocument.check(document)
    }

    @Test("A fragment of two depths fits a root of two elements, and head and tail fit each other")
    func deeper() throws {
        var writer = try XMLWriter(.document)
        try writer.open("rss")
        try writer.open("channel")
        let (head, tail) = try writer.split()
        try XMLDocument.check(head + tail)
        var fragment = try XMLWriter(.fragment(in: [], depth: 2))
        try fragment.element("item")
        try fragment.element("item")
        #expect(try fragment.finish() == Array("    <item/>\n    <item/>\n".utf8))
        #expect(tail == Array("  </channel>\n</rss>\n".utf8))
    }

    @Test("Head, any fragments and tail parse", arguments: 1...8)
    func anyFragments(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let (head, tail) = try frame()
        for _ in 0..<50 {
            var body: [UInt8] = []
            for _ in 0..<Int.random(in: 0...5, using: &generator) {
                let fragment = try randomFragment(using: &generator)
                try XMLDocument.check(fragment: fragment, in: namespaces)
                body += fragment
            }
            try XMLDocument.check(head + body + tail)
        }
    }

    private func randomFragment(using generator: inout SeededGenerator) throws -> [UInt8] {
        var inputs = (0..<4).map { _ in String(decoding: RandomInput.bytes(using: &generator), as: UTF8.self) }
        let repeats = Int.random(in: 0...3, using: &generator)
        inputs.shuffle(using: &generator)
        var writer = try XMLWriter(.fragment(in: namespaces))
        try writer.element("entry", [XMLAttribute("dc:a", inputs[0])]) { writer throws(XMLError) in
            for _ in 0..<repeats { try writer.element("dc:x", text: inputs[1]) }
            try writer.element("y", plainText: inputs[2])
            try writer.element("z") { writer throws(XMLError) in
                try writer.text(inputs[3])
                try writer.element("b", text: inputs[0])
            }
        }
        return try writer.finish()
    }

    @Test("A fragment may be empty, and what its writer opened is closed")
    func fragmentEnds() throws {
        #expect(try XMLWriter(.fragment(in: namespaces)).finish() == [])
        var writer = try XMLWriter(.fragment(in: namespaces))
        try writer.open("a")
        try writer.open("dc:b")
        #expect(try writer.finish() == Array("  <a>\n    <dc:b/>\n  </a>\n".utf8))
    }

    @Test("A split inside of text throws")
    func splitInText() throws {
        var writer = try XMLWriter(.document)
        try writer.open("a")
        try writer.text("x")
        do throws(XMLError) {
            _ = try writer.split()
            Issue.record("nothing was thrown")
        } catch {
            #expect(error == XMLError(.misplaced("a split inside of text"), place: "a"))
        }
    }

    private func frame() throws -> (head: [UInt8], tail: [UInt8]) {
        var writer = try XMLWriter(.document)
        try writer.open("feed", namespaces: namespaces)
        try writer.element("title", text: "t")
        return try writer.split()
    }
}
