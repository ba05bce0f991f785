import Testing
import XML

@Suite("xml:base")
struct XMLTreeBaseTests {
    @Test(
        "A reference is resolved at its base",
        arguments: [
            ("b.html", "https://example.org/a/", "https://example.org/a/b.html"),
            ("/b", "https://example.org/a/c", "https://example.org/b"),
            ("../b", "https://example.org/a/c/d", "https://example.org/a/b"),
            ("//other.example/b", "https://example.org/", "https://other.example/b"),
            ("?p=1", "https://example.org/a", "https://example.org/a?p=1"),
            ("https://other.example/b", "https://example.org/", "https://other.example/b"),
            ("tag:example.org,2026:1", "https://example.org/", "tag:example.org,2026:1"),
            ("b", nil, "b"), ("", "https://example.org/", ""), ("b c", "https://example.org/", "b c"),
            ("/é", "https://example.org/", "/é"),
        ] as [(String, String?, String)]
    )
    func resolves(reference: String, base: String?, address: String) {
        #expect(XMLTree.resolved(reference, base: base) == address)
    }

    @Test("A base inside is relative to the one outside")
    func nested() throws {
        let root = try XMLTree(reading: Array("<a xml:base='https://example.org/x/'><b xml:base='y/'/><c/></a>".utf8))
            .root
        let bases = root.elements.map { $0.base(in: root.base(in: nil)) }
        #expect(bases == ["https://example.org/x/y/", "https://example.org/x/"])
    }
}
