import Testing
import XML

@Suite("Names, namespaces and places that the writer refuses")
struct XMLScopeTests {
    @Test(
        "Bad element names throw",
        arguments: [
            "", " ", "a b", "1a", "-a", ".a", "a:", ":a", "a:b:c", "a<", "a>", "a/", "a=\"\"", "a\u{0}b", "é\u{D7}",
            "\u{FFFE}",
            "xmlns:a", "a\n", "\u{300}a", String(repeating: "a", count: 1_001),
        ]
    )
    func badElementName(name: String) throws {
        try expect(.badName(name)) { writer throws(XMLError) in try writer.element(name) }
    }

    @Test("Bad attribute names throw", arguments: ["", "a b", "xmlns", "xmlns:a", "a\"", "a=", "1"])
    func badAttributeName(name: String) throws {
        try expect(.badName(name), place: "") { writer throws(XMLError) in
            try writer.element("x", [XMLAttribute(name, "")])
        }
    }

    @Test(
        "Names of any script parse",
        arguments: ["a", "_", "a-b.c1", "été", "名前", "a\u{B7}", "𐀀", "Xml", "xml:x", "xmlns"]
    )
    func goodName(name: String) throws {
        var writer = try XMLWriter(.document)
        try writer.element(name, name == "xmlns" ? [] : [XMLAttribute(name, "v")], text: "x")
        try XMLDocument.check(try writer.finish())
    }

    @Test("Each character of the lower planes makes a name that both writer and parser accept, or the writer refuses")
    func nameCharacters() throws {
        for value in UInt32(0)...0x3100 {
            guard let scalar = Unicode.Scalar(value) else { continue }
            for name in [String(scalar), "a\(scalar)"] where scalar != ":" {
                guard var writer = try? XMLWriter(.document), (try? writer.element(name)) != nil else { continue }
                try XMLDocument.check(try writer.finish())
            }
        }
    }

    @Test("Undeclared prefixes throw, those of outer elements are known")
    func prefixes() throws {
        try expect(.undeclaredPrefix("dc:x")) { writer throws(XMLError) in try writer.element("dc:x") }
        try expect(.undeclaredPrefix("dc:x")) { writer throws(XMLError) in
            try writer.element("a", [XMLAttribute("dc:x", "")])
        }
        try expect(.undeclaredPrefix("dc:y"), place: "a") { writer throws(XMLError) in
            try writer.element("a") { writer throws(XMLError) in
                try writer.element("b", namespaces: [XMLNamespace(prefix: "dc", uri: dublinCore)]) {
                    writer throws(XMLError) in
                    try writer.element("dc:x", [XMLAttribute("dc:z", "")])
                }
                try writer.element("dc:y")
            }
        }
    }

    @Test("Attributes that are there twice throw, by name and by namespace")
    func duplicates() throws {
        try expect(.duplicateAttribute("a")) { writer throws(XMLError) in
            try writer.element("x", [XMLAttribute("a", "1"), XMLAttribute("b", "2"), XMLAttribute("a", "3")])
        }
        let twins = [XMLNamespace(prefix: "p", uri: atom), XMLNamespace(prefix: "q", uri: atom)]
        try expect(.duplicateAttribute("q:a")) { writer throws(XMLError) in
            try writer.element("x", namespaces: twins, [XMLAttribute("p:a", "1"), XMLAttribute("q:a", "2")]) {
                _ throws(XMLError) in
            }
        }
        try expect(.duplicateAttribute("xmlns:p")) { writer throws(XMLError) in
            try writer.open("x", namespaces: [twins[0], XMLNamespace(prefix: "p", uri: dublinCore)])
        }
        try expect(.duplicateAttribute("xmlns")) { writer throws(XMLError) in
            try writer.open("x", namespaces: [XMLNamespace(uri: atom), XMLNamespace(uri: dublinCore)])
        }
        // The default namespace does not hold attributes.
        var writer = try XMLWriter(.document)
        try writer.open(
            "x",
            namespaces: [XMLNamespace(uri: atom), twins[0]],
            [XMLAttribute("p:a", "1"), XMLAttribute("a", "2")]
        )
        try XMLDocument.check(try writer.finish())
    }

    @Test(
        "Namespaces that parsers refuse throw",
        arguments: [
            XMLNamespace(prefix: "a", uri: ""), XMLNamespace(prefix: "a", uri: "not a uri"),
            XMLNamespace(prefix: "a", uri: "http://x/\u{0}"), XMLNamespace(prefix: "a", uri: "http://x/\"><b "),
            XMLNamespace(prefix: "xml", uri: atom), XMLNamespace(prefix: "xmlns", uri: atom),
            XMLNamespace(prefix: "a", uri: "http://www.w3.org/XML/1998/namespace"),
            XMLNamespace(uri: "http://www.w3.org/2000/xmlns/"), XMLNamespace(prefix: "a b", uri: atom),
            XMLNamespace(prefix: "", uri: atom), XMLNamespace(prefix: "a:b", uri: atom),
        ]
    )
    func badNamespace(namespace: XMLNamespace) throws {
        #expect(throws: XMLError.self) {
            var writer = try XMLWriter(.document)
            try writer.open("x", namespaces: [namespace])
        }
        #expect(throws: XMLError.self) { _ = try XMLWriter(.fragment(in: [namespace])).finish() }
    }

    @Test("What may not stand at a place throws")
    func misplaced() throws {
        try expectMisplaced { writer throws(XMLError) in try writer.text("x") }
        try expectMisplaced { writer throws(XMLError) in
            try writer.element("a")
            try writer.text("x")
        }
        try expectMisplaced { writer throws(XMLError) in
            try writer.element("a")
            try writer.element("b")
        }
        try expectMisplaced { writer throws(XMLError) in
            try writer.element("a") { writer throws(XMLError) in try writer.open("b") }
        }
        try expectMisplaced { writer throws(XMLError) in
            try writer.element("a") { writer throws(XMLError) in
                try writer.element("b")
                try writer.text("x")
            }
        }
        try expectMisplaced { writer throws(XMLError) in
            try writer.element("a") { writer throws(XMLError) in writer = try XMLWriter(.document) }
        }
        try expectMisplaced { writer throws(XMLError) in
            _ = try XMLWriter(.document).finish()
        }
        try expectMisplaced { writer throws(XMLError) in
            _ = try XMLWriter(.document).split()
        }
    }

    @Test("A writer that threw stays broken, though the error was caught within")
    func staysBroken() throws {
        var writer = try XMLWriter(.document)
        var caught: XMLError?
        do {
            try writer.element("a") { writer throws(XMLError) in
                do throws(XMLError) { try writer.element("b c") } catch { caught = error }
            }
            Issue.record("the error was forgotten")
        } catch {
            #expect(error == XMLError(.badName("b c"), place: "a"))
            #expect(error == caught)
        }
        #expect(throws: XMLError(.badName("b c"), place: "a")) { try writer.element("fine") }
        do {
            _ = try writer.finish()
            Issue.record("half a document was given out")
        } catch {
            #expect(error.description == "a: \"b c\" is not a name that XML allows here")
        }
    }

    private func expect(
        _ code: XMLError.Code,
        place: String = "",
        _ body: (inout XMLWriter) throws(XMLError) -> Void
    ) throws {
        var writer = try XMLWriter(.document)
        do throws(XMLError) {
            try body(&writer)
            Issue.record("nothing was thrown")
        } catch {
            #expect(error == XMLError(code, place: place))
        }
    }

    private func expectMisplaced(_ body: (inout XMLWriter) throws(XMLError) -> Void) throws {
        var writer = try XMLWriter(.document)
        do throws(XMLError) {
            try body(&writer)
            Issue.record("nothing was thrown")
        } catch {
            guard case .misplaced = error.code else {
                Issue.record("\(error)")
                return
            }
        }
    }
}
