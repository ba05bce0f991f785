import Testing
import XML

@Suite("Reading XML")
struct XMLTreeTests {
    @Test("Elements, attributes and text come with their namespaces and lines")
    func parts() throws {
        let root = try read(
            """
            <?xml version="1.0"?>
            <!-- a comment --><?an instruction?>
            <feed xmlns="urn:a" xmlns:b="urn:b" b:x="1" x="2"
                  xml:lang="en">
              <b:entry/>one &lt;<![CDATA[ <two> ]]>&#x263A;<!-- x -->!<c xmlns="">three</c>
            </feed>
            """
        )
        #expect(root.name == XMLTree.Name("feed", in: "urn:a"))
        #expect(root.line == 4)
        #expect(root.attribute("x", in: "urn:b") == "1")
        #expect(root.attribute("x") == "2")
        #expect(root.attribute("lang", in: "http://www.w3.org/XML/1998/namespace") == "en")
        #expect(root.attributes.count == 3)
        let children = Array(root.elements)
        #expect(children.map(\.name) == [XMLTree.Name("entry", in: "urn:b"), XMLTree.Name("c")])
        #expect(children.map(\.line) == [5, 5])
        #expect(root.text == "\n  one < <two> ☺!three\n")
        #expect(root.nodes.count == 5)
        #expect(root.nodes[2] == .text("one < <two> ☺!"))
    }

    @Test("References and line ends in attributes are resolved as XML says")
    func attributes() throws {
        let root = try read("<a href='x?y=1&amp;z=&#50;&lt;&quot;' b=' 1\n2\t3 '/>")
        #expect(root.attribute("href") == "x?y=1&z=2<\"")
        #expect(root.attribute("b") == " 1 2 3 ")
        #expect(root.attribute("c") == nil)
    }

    @Test(
        "Documents in other encodings are read as declared",
        arguments: [
            ("ISO-8859-1", [0xE9, 0xA3], "é£"), ("windows-1252", [0x93, 0xE9, 0x94, 0x80], "“é”€"),
            ("iso-8859-15", [0xA4], "€"), ("US-ASCII", [0x61], "a"), ("utf-8", Array("é漢".utf8), "é漢"),
            ("utf8", Array("é".utf8), "é"), ("koi8-r", [0xC1], "а"), ("Shift_JIS", [0x8A, 0xBF], "漢"),
            ("windows-1251", [0xC0], "А"),
        ] as [(String, [UInt8], String)]
    )
    func encodings(name: String, bytes: [UInt8], text: String) throws {
        let document = Array("<?xml version='1.0' encoding='\(name)'?><a>".utf8) + bytes + Array("</a>".utf8)
        let found = try XMLTree(reading: document).root.text
        #expect(found == text)
    }

    @Test("UTF-16 is known by its mark, UTF-8 with one too", arguments: [true, false])
    func marks(isBigEndian: Bool) throws {
        let units = Array("\u{FEFF}<?xml version='1.0' encoding='UTF-16'?><a>é😀</a>".utf16)
        let bytes = units.flatMap { unit in
            isBigEndian ? [UInt8(unit >> 8), UInt8(unit & 255)] : [UInt8(unit & 255), UInt8(unit >> 8)]
        }
        let found = try XMLTree(reading: bytes).root.text
        #expect(found == "é😀")
        let marked = try read("\u{FEFF}<a>é</a>").text
        #expect(marked == "é")
    }

    @Test(
        "What is not well formed is refused with its line",
        arguments: [
            ("", 0), ("plain words", 1), ("<a>\n<b>\n</a>", 3), ("<a>\n&nbsp;</a>", 2), ("<a/>\n<b/>", 2),
            ("<a>\n<b:c/></a>", 2), ("<a>\n<b x='1' x='2'/></a>", 2), ("<a>\n\n", 3), ("<a>\n\u{1}</a>", 2),
            (" \n<?xml version='1.0'?><a/>", 2), ("<a>\n<b", 2), ("<a>\nTom & Jerry</a>", 2),
            ("<?xml version='1.0' encoding='no-such'?>\n<a/>", 1),
        ]
    )
    func refuses(document: String, line: Int) {
        expectMalformed(Array(document.utf8), line: line)
    }

    @Test("Bytes that are not of the encoding are refused")
    func refusesForeignBytes() {
        expectMalformed(Array("<a>\n".utf8) + [0xE9] + Array("x</a>".utf8), line: 2)
        #expect(throws: XMLError.self) {
            try XMLTree(
                reading: Array("<?xml version='1.0' encoding='windows-1252'?><a>".utf8) + [0x81] + Array("</a>".utf8)
            )
        }
    }

    private func expectMalformed(_ document: [UInt8], line: Int) {
        do throws(XMLError) {
            _ = try XMLTree(reading: document)
            Issue.record("it was accepted")
        } catch {
            guard case .malformed(let found, _, let message) = error.code else {
                Issue.record("\(error)")
                return
            }
            #expect(line == 0 || found == line, "\(error)")
            #expect(!message.isEmpty && !message.contains("\n"))
        }
    }

    @Test("More than the bounds allow is refused")
    func bounds() {
        let many = "<a>" + String(repeating: "<b/>", count: XMLTree.mostElements) + "</a>"
        let deep = String(repeating: "<a>", count: 300) + String(repeating: "</a>", count: 300)
        let longName = "<a xmlns='urn:\(String(repeating: "x", count: 2_000))'/>"
        for document in [many, deep, longName] {
            #expect(throws: XMLError.self) { try XMLTree(reading: Array(document.utf8)) }
        }
        let large = [UInt8](repeating: 0x20, count: XMLDocument.largest + 1)
        #expect(throws: XMLError(.tooLarge("document"))) { try XMLTree(reading: large) }
    }

    @Test("Any bytes are refused or read, and never bring the process down", arguments: 1...4)
    func anyBytes(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<1_000 {
            let bytes = RandomInput.bytes(using: &generator)
            _ = try? XMLTree(reading: bytes)
            _ = try? XMLTree(reading: Array("<!DOCTYPE x [".utf8) + bytes + Array("]><x>&eacute;</x>".utf8))
            let wrapped = Array("<x>".utf8) + bytes + Array("</x>".utf8)
            let isSound = (try? XMLDocument.check(wrapped)) != nil
            let tree = try? XMLTree(reading: wrapped)
            #expect(!isSound || tree != nil)
        }
    }

    @Test("Many tasks may read at once")
    func concurrently() async throws {
        try await withThrowingTaskGroup { group in
            for index in 0..<50 {
                group.addTask {
                    let found = try read("<a><b>\(index)</b></a>").text
                    #expect(found == "\(index)")
                    #expect(throws: XMLError.self) { try read("<a>\(index)</b>") }
                }
            }
            try await group.waitForAll()
        }
    }
}

@discardableResult
private func read(_ document: String) throws -> XMLTree.Element {
    try XMLTree(reading: Array(document.utf8)).root
}
