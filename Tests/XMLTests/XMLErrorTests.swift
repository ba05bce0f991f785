import Testing
import XML

@Suite("Errors of the XML layer")
struct XMLErrorTests {
    @Test(
        "An error says where before why, in one line",
        arguments: [
            (
                XMLError(.badName("a\nb"), place: "feed/entry"),
                "feed/entry: \"a\\nb\" is not a name that XML allows here"
            ),
            (XMLError(.undeclaredPrefix("dc:x")), "the prefix of \"dc:x\" is not declared"),
            (XMLError(.duplicateAttribute("a"), place: "x"), "x: the attribute \"a\" is there twice"),
            (XMLError(.malformed(line: 3, column: 14, message: "mismatched tag")), "3:14: mismatched tag"),
            (XMLError(.outOfMemory), "out of memory"),
        ]
    )
    func description(error: XMLError, expected: String) {
        #expect(error.description == expected)
    }
}
