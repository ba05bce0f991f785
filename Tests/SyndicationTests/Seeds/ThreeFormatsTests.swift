import Testing

@testable import Syndication

@Suite("One article in three formats")
struct ThreeFormatsTests {
    static let names = ["ferry", "mill", "bakery", "crane", "lock"]

    @Test(
        "Text, Markdown and HTML of one article give the same title, date, category, text, digest and id",
        arguments: names
    )
    func same(name: String) throws {
        let articles = try ["txt", "md", "html"].map { ending in
            try Golden.recogniser.recognise(Golden.bytes(of: "same-\(name).\(ending)"), path: "same." + ending).article
        }
        let text = articles[0]
        #expect(text.standfirst != nil && !text.summary.isEmpty && !text.keyPoints.isEmpty && !text.body.isEmpty)
        #expect(!text.risks.isEmpty && !text.disclosure.isEmpty && text.corrections.count == 1)
        for other in articles.dropFirst() {
            #expect(other.title == text.title)
            #expect(other.date == text.date)
            #expect(other.category == text.category)
            #expect(other.corrections.map(\.text) == text.corrections.map(\.text))
            #expect(other.texts == text.texts)
            #expect(other.textKey == text.textKey)
            #expect(other.digest == text.digest)
            #expect(other.mintedID(collision: 0) == text.mintedID(collision: 0))
        }
    }
}
