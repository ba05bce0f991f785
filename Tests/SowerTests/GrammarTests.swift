import Foundation
import Testing

@Suite("What others' grammars say")
struct GrammarTests {
    @Test("The feeds of the sample seeds and of hostile text are Atom by its grammar and RSS that parses")
    func feeds() async throws {
        let place = try Place()
        let samples = Checkout.path("seeds")
        for name in try FileManager.default.contentsOfDirectory(atPath: samples) {
            try FileManager.default.copyItem(atPath: samples + "/" + name, toPath: place.seed(name))
        }
        let hostile = [
            "]]> and <![CDATA[", "</entry></feed>", "<script>alert('x')</script>", "&nbsp; &#0; &#x1F;",
            "\u{1}\u{8}\u{B}\u{1F}\u{FFFE} controls", "<a href=\"/relative\">link</a> <img src='x.png'>",
            "javascript:alert(1)", String(repeating: "<div>", count: 500),
        ]
        for (number, text) in hostile.enumerated() {
            try place.write(
                "hostile-\(number).txt",
                "\(text) T\nMarch 5, 2026\n\(text) C\n\n\(text) paragraph\n\nRisks\n  • \(text) risk\n"
            )
        }
        let daemon = try await SowerDaemon(
            place,
            configuration:
                "title: \"<b>&amp; ]]>\"\ndescription: \"</channel> & more\"\nauthor: \"A <a@b.example>\"\nrights: \"© <2026> & on\"\n"
        )
        #expect(try await daemon.status().articles == 8 + hostile.count)
        #expect(try await daemon.status().counts.refused == 0)
        let (atom, rss) = (try await daemon.document("/atom.xml"), try await daemon.document("/rss.xml"))
        try await place.xmllint([atom.body], isAtom: true)
        try await place.xmllint([rss.body])
        for address in daemon.xmlFeeds {
            #expect(try await place.feedparser(address).entries.count == 8 + hostile.count)
        }
        for text in [atom.text, rss.text] {
            let contents = ["content", "content:encoded", "description"].flatMap { name in
                text.pieces(between: "<\(name)", and: "</\(name)>").map { $0.drop { $0 != ">" }.dropFirst() }
            }
            #expect(contents.count >= 8 + hostile.count)
            for text in [text] + contents.map({ String($0).unescaped }) {
                for tag in text.pieces(between: "<", and: ">") where !tag.hasPrefix("?") {
                    for address in tag.pieces(between: "href=\"", and: "\"") + tag.pieces(between: "src=\"", and: "\"")
                    {
                        #expect(address.hasPrefix("http://127.0.0.1:"), "\(tag)")
                    }
                }
            }
        }
        for entry in AtomText(atom.text).entries {
            let page = try await daemon.document(
                "/articles/" + (entry.link.split(separator: "/").last.map(String.init) ?? "")
            )
            #expect(!page.text.lowercased().contains("<script"))
        }
    }
}
