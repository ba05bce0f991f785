import Testing
import XML

@Suite("Checking XML")
struct XMLDocumentTests {
    @Test(
        "What is not well formed is refused with its line",
        arguments: [
            ("", 1), ("<a>", 1), ("<a></b>", 1), ("<a/>\n<b/>", 2), ("<a x='1' x='2'/>", 1), ("<a>\n <b:c/>\n</a>", 2),
            ("<a>\n\n&undefined;</a>", 3), ("<a>]]></a>", 1), ("<a>\n\u{1}</a>", 2), ("<a>&#0;</a>", 1),
            ("<a x='<'/>", 1),
            ("<!DOCTYPE a><a/>", 1), ("\n<!DOCTYPE a [<!ENTITY b \"c\">]>\n<a>&b;</a>", 2), ("<a xmlns:b=''/>", 1),
            ("<a>x</a>y", 1), ("<a \u{FFFE}=''/>", 1),
        ]
    )
    func refuses(document: String, line: Int) {
        // The column is left out: versions of libxml2 differ in it.
        expectMalformed(Array(document.utf8), line: line, column: nil)
    }

    @Test("What declares another encoding is refused", arguments: ["ISO-8859-1", "UTF-16", "utf8", "windows-1252"])
    func refusesDeclaredEncodings(name: String) {
        expectMalformed(Array("<?xml version='1.0' encoding='\(name)'?><a/>".utf8), line: 1, column: 1)
    }

    @Test(
        "What is not UTF-8 is refused with its place",
        arguments: [
            (Array("<a>\nxé".utf8) + [0xE9] + Array("</a>".utf8), 2, 4),
            ([0xFF, 0xFE, 0x3C, 0x00, 0x61, 0x00], 1, 1),  // UTF-16 with its mark
            ([0x3C, 0x00, 0x61, 0x00, 0x2F, 0x00, 0x3E, 0x00], 1, 2),  // and without
            (Array("<a>".utf8) + [0xED, 0xA0, 0x80] + Array("</a>".utf8), 1, 4),
        ] as [([UInt8], Int, Int)]
    )
    func refusesOtherEncodings(document: [UInt8], line: Int, column: Int) {
        expectMalformed(document, line: line, column: column)
    }

    private func expectMalformed(_ document: [UInt8], line: Int, column: Int?) {
        do throws(XMLError) {
            try XMLDocument.check(document)
            Issue.record("it was accepted")
        } catch {
            guard case .malformed(let foundLine, let foundColumn, let message) = error.code else {
                Issue.record("\(error)")
                return
            }
            #expect((foundLine, foundColumn) == (line, column ?? foundColumn), "\(error)")
            #expect(!message.isEmpty && !message.contains("\n"))
        }
    }

    @Test(
        "What is well formed is accepted",
        arguments: [
            "<a/>", "\u{FEFF}<a/>", "<?xml version='1.0' encoding='utf-8' standalone='yes'?>\n<a>&lt;&#x3C;&apos;</a>",
            "<?xml version=\"1.0\"?><a/>", "<?xml-stylesheet href='x' encoding='y'?><a/>",
            "<!-- c --><a><![CDATA[<]]></a>",
            "<a xmlns='urn:x' xmlns:b='urn:y' b:c='' c=''><b:d xml:lang='en' xmlns=''/></a>",
        ]
    )
    func accepts(document: String) throws {
        try XMLDocument.check(Array(document.utf8))
    }

    @Test(
        "A fragment that would leave its root is refused",
        arguments: [
            "</fragment>", "</fragment><fragment>", "</fragment><!--", "</fragment><?x ", "<a>", "</a>", "<!--",
            "<![CDATA[",
            "<b:c/>", "<?xml version='1.0'?><a/>", "<!DOCTYPE a>", "&", "<a", "\u{0}",
        ]
    )
    func refusesFragments(fragment: String) {
        #expect(throws: XMLError.self) { try XMLDocument.check(fragment: Array(fragment.utf8), in: []) }
    }

    @Test("A fragment knows the namespaces it is checked in, and counts its own lines")
    func fragmentPlace() throws {
        let namespaces = [XMLNamespace(uri: atom), XMLNamespace(prefix: "dc", uri: dublinCore)]
        try XMLDocument.check(fragment: Array("<dc:a/>text<b/>".utf8), in: namespaces)
        try XMLDocument.check(fragment: [], in: namespaces)
        do throws(XMLError) {
            try XMLDocument.check(fragment: Array("<a/>\n<x:y/>".utf8), in: namespaces)
            Issue.record("it was accepted")
        } catch {
            #expect(error.description.hasPrefix("2:"), "\(error)")
        }
    }

    @Test("A document of many elements passes up to the limit, and not past it")
    func largest() throws {
        let element = Array("<item a=\"b\">some text of an item</item>\n".utf8)
        var document = Array("<a>".utf8)
        document.reserveCapacity(XMLDocument.largest + 1)
        while document.count + element.count + 4 <= XMLDocument.largest { document += element }
        document += [UInt8](repeating: 0x20, count: XMLDocument.largest - document.count - 4)
        document += Array("</a>".utf8)
        #expect(document.count == XMLDocument.largest)
        try XMLDocument.check(document)
        document.append(0x0A)
        #expect(throws: XMLError(.tooLarge("document"))) { try XMLDocument.check(document) }
    }

    @Test("Any bytes are refused or accepted, and never bring the process down", arguments: 1...4)
    func anyBytes(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<1_000 {
            let bytes = RandomInput.bytes(using: &generator)
            _ = try? XMLDocument.check(bytes)
            _ = try? XMLDocument.check(Array("<x>".utf8) + bytes + Array("</x>".utf8))
            _ = try? XMLDocument.check(fragment: bytes, in: [])
        }
    }

    @Test("Many tasks may write and check at once")
    func concurrently() async throws {
        try await withThrowingTaskGroup { group in
            for index in 0..<50 {
                group.addTask {
                    var writer = try XMLWriter(.document)
                    try writer.element("a", text: "\(index)")
                    try XMLDocument.check(try writer.finish())
                    #expect(throws: XMLError.self) { try XMLDocument.check(Array("<a>\(index)</b>".utf8)) }
                }
            }
            try await group.waitForAll()
        }
    }
}
