import Testing
import XML

@Suite("Hostile HTML")
struct HTMLHostileTests {
    @Test("There are as many cases as are written down")
    func all() throws {
        #expect(try HostileCase.all().count >= 300)
    }

    @Test("What is left of it is what the table says, and goes through unchanged", arguments: try HostileCase.all())
    func table(one: HostileCase) throws {
        let text = try Sanitising.text(of: one.html)
        #expect(text == one.expected)
        #expect(!text.contains("GONE"))
        #expect(try Sanitising.text(of: text) == text)
    }

    @Test("Without a base no relative address stays", arguments: ["/b", "b", "?b", "//b.example/", "#b", ""])
    func withoutBase(address: String) throws {
        let html = "<a href='\(address)'>a</a><img src='\(address)' alt=c>"
        #expect(try Sanitising.text(of: html, base: nil) == "<p>ac</p>")
        #expect(try Sanitising.text(of: html, base: "nowhere") == "<p>ac</p>")
        #expect(try Sanitising.text(of: html, base: "javascript:a/") == "<p>ac</p>")
    }

    @Test("Addresses are bounded, as written and as made absolute", arguments: ["a", "é", "\"", "%"])
    func longAddress(letter: String) throws {
        for count in [1_300, 1_360, 1_370, 3_000, 4_060, 4_070, 4_080, 4_096, 5_000] {
            let html = "<a href='/\(String(repeating: letter, count: count))'>a</a>"
            let text = try Sanitising.text(of: html)
            #expect(text.utf8.count <= HTMLBounds.longestLink)
            #expect(try Sanitising.text(of: text) == text)
        }
    }
}

private enum HTMLBounds {
    /// An address of 4,096 bytes and the tags around it.
    static let longestLink = 4_096 + #"<p><a href="">a</a></p>"#.utf8.count
}
