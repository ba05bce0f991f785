import Testing

@testable import Syndication

@Suite("Recogniser")
struct RecogniserTests {
    @Test("A seed is read as its golden file says", arguments: Golden.cases)
    func golden(name: String) throws {
        let ending = name.split(separator: ".").last ?? ""
        let dump = RecognitionDump.text(
            of: try Golden.bytes(of: name),
            by: try Golden.recogniser,
            path: "seed.\(ending)"
        )
        try Golden.record(dump.utf8, as: name + ".expected")
        let expected = try Golden.text(of: name + ".expected")
        #expect(dump == expected, "\(name): read as\n\(dump)")
    }

    @Test("The golden folder holds at least two hundred and fifty cases, so that none is lost with the folder")
    func enoughCases() {
        #expect(Golden.cases.count >= 250)
    }

    @Test(
        "Line ends and a byte order mark change nothing",
        arguments: ["full-layout-crlf.txt", "full-layout-cr.txt", "full-layout-bom.txt"]
    )
    func lineEnds(name: String) throws {
        #expect(try Golden.text(of: name + ".expected") == Golden.text(of: "full-layout.txt.expected"))
    }
}
