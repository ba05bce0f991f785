import Testing
import XML

@Suite("Document type declarations")
struct XMLDoctypeTests {
    @Test(
        "A document with a declaration is read, and names of HTML are characters in it",
        arguments: [
            ("<!DOCTYPE a>", "<a>x</a>", "x"),
            (
                "<!DOCTYPE rss PUBLIC \"-//Netscape Communications//DTD RSS 0.91//EN\""
                    + " \"http://my.netscape.com/publish/formats/rss-0.91.dtd\">",
                "<a>caf&eacute;&nbsp;&amp;&#33;&lt;</a>", "café\u{A0}&!<"
            ),
            (
                "<!DOCTYPE rdf:RDF [<!ENTITY % HTMLlat1 PUBLIC \"-//W3C//ENTITIES Latin 1 for XHTML//EN\""
                    + " \"http://www.w3.org/TR/xhtml1/DTD/xhtml-lat1.ent\">\n%HTMLlat1;]>",
                "<a>&uuml;</a>", "ü"
            ),
            ("<!-- <!DOCTYPE b> --><?x <!DOCTYPE c> ?><!DOCTYPE a>", "<a>&hellip;&thetasym;</a>", "…ϑ"),
            ("<!DOCTYPE a [<!-- ]> ' --><!ENTITY b \"]>\"><?c ]> ?>]>", "<a>&copy;</a>", "©"),
            ("<!DOCTYPE a>", "<a><![CDATA[&copy;]]><!-- &copy; -->&quot;&apos;&gt;</a>", "&copy;\"'>"),
            ("<!DOCTYPE a [<!ENTITY nbsp \"all that is said here\">]>", "<a>&nbsp;</a>", "\u{A0}"),
        ]
    )
    func reads(declaration: String, rest: String, text: String) throws {
        let document = "<?xml version='1.0' encoding='UTF-8'?>\n\(declaration)\n\(rest)"
        let root = try XMLTree(reading: Array(document.utf8)).root
        #expect(root.text == text)
        #expect(root.line == document.utf8.count { $0 == UInt8(ascii: "\n") } + 1)
    }

    @Test("In attributes and in other encodings, too")
    func elsewhere() throws {
        let attribute = try XMLTree(reading: Array("<!DOCTYPE a><a b='x&eacute;y&amp;'/>".utf8)).root
        #expect(attribute.attribute("b") == "xéy&")
        let latin = Array("<?xml version='1.0' encoding='ISO-8859-1'?><!DOCTYPE a><a>".utf8) + [0xE9]
        let found = try XMLTree(reading: latin + Array("&mdash;</a>".utf8)).root.text
        #expect(found == "é—")
    }

    @Test(
        "What a declaration declares is not used",
        arguments: [
            "<!DOCTYPE a [<!ENTITY site \"Example\">]>\n<a>&site;</a>",
            "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>\n<a>&x;</a>",
            "<!DOCTYPE a [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]>\n<a>&b;</a>",
            "<!DOCTYPE a [<!ENTITY b \"<\n",
        ]
    )
    func refuses(document: String) {
        #expect(throws: XMLError.self) { try XMLTree(reading: Array(document.utf8)) }
    }

    @Test("Defaults of attributes are not added")
    func defaults() throws {
        let document = "<!DOCTYPE a [<!ATTLIST a b CDATA 'c' xmlns CDATA 'urn:d'>]><a/>"
        let root = try XMLTree(reading: Array(document.utf8)).root
        #expect(root.attributes.isEmpty)
        #expect(root.name == XMLTree.Name("a"))
    }

    @Test("A declaration in UTF-16 is refused, for it is not found before the parser finds it")
    func utf16() {
        let units = Array("\u{FEFF}<!DOCTYPE a><a/>".utf16)
        #expect(throws: XMLError.self) {
            try XMLTree(reading: units.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] })
        }
    }
}
