import Testing

@testable import Syndication

@Suite("Article, as text")
struct ArticleTextTests {
    @Test("The texts stand in the order of the content, without title and related articles")
    func texts() {
        let article = Article(
            title: "T",
            standfirst: "s",
            summary: ["a", "b"],
            keyPoints: ["c"],
            body: [.paragraph("d"), .heading("e"), .list(["f", "g"])],
            risks: ["h"],
            disclosure: ["i"],
            related: [.init(title: "R", teaser: "r")]
        )
        #expect(article.texts == ["s", "a", "b", "c", "d", "e", "f", "g", "h", "i"])
    }

    @Test("The abstract is the standfirst, else the summary's first paragraph, else the first sentence (A-13)")
    func abstract() {
        var article = Article(title: "T", body: [.paragraph("One sentence. And another."), .paragraph("More.")])
        #expect(article.abstract == "One sentence.")
        article.summary = ["The summary. In two sentences.", "Second."]
        #expect(article.abstract == "The summary. In two sentences.")
        article.standfirst = "The standfirst"
        #expect(article.abstract == "The standfirst")
    }

    @Test("There is no abstract where it would repeat the title or the whole text (A-13)")
    func noAbstract() {
        #expect(Article(title: "The Kettle", standfirst: "THE KETTLE", body: [.paragraph("x y")]).abstract == nil)
        #expect(Article(title: "T", body: [.paragraph("It boils.")]).abstract == nil)
        #expect(Article(title: "T").abstract == nil)
        #expect(Article(title: "It boils.", body: [.paragraph("It boils. At once.")]).abstract == nil)
    }

    @Test(
        "The first sentence ends where a reader would end it",
        arguments: [
            ("It ended. It went on.", "It ended."), ("Did it end? Yes.", "Did it end?"), ("So! And on.", "So!"),
            ("The U.S. ferry ran. It stopped.", "The U.S. ferry ran."), ("Mr. Hill won. Good.", "Mr. Hill won."),
            ("It grew by 3.5 percent. Then not.", "It grew by 3.5 percent."),
            ("Wending Inc. reported a loss. Nobody cared.", "Wending Inc. reported a loss."),
            ("See wending.example for more. Or don't.", "See wending.example for more."),
            ("They gave it up. It rained.", "They gave it up."), ("It came in at 2. Then 3.", "It came in at 2."),
            ("Open at 9 a.m. Closed at noon.", "Open at 9 a.m. Closed at noon."),
            ("Dr. Ott of St. Ives. Yes.", "Dr. Ott of St. Ives."),
            ("Wait... What? No.", "Wait... What?"),
            ("No mark at all", "No mark at all"), ("Ends here.", "Ends here."),
        ]
    )
    func firstSentence(text: String, sentence: String) {
        let article = Article(title: "T", body: [.paragraph(Passage(text)), .paragraph("And so on.")])
        #expect(article.abstract == sentence)
    }

    @Test("A sub-heading is no sentence, so the text after it gives the abstract")
    func headingFirst() {
        let article = Article(title: "T", body: [.heading("What changed"), .paragraph("A lot. Or little.")])
        #expect(article.abstract == "A lot.")
        #expect(Article(title: "T", body: [.heading("H"), .list(["One. Two.", "x"])]).abstract == "One.")
    }

    @Test(
        "A first sentence without end is cut at three hundred bytes, between words, never inside a character",
        arguments: ["word ", "漢字", "漢 ", "e\u{301}", "x"]
    )
    func bound(unit: String) throws {
        let text = "Begin " + String(repeating: unit, count: 400)
        let article = Article(title: "T", body: [.paragraph(Passage(text)), .paragraph("More.")])
        let abstract = try #require(article.abstract)
        #expect(abstract.hasSuffix("…"))
        #expect(abstract.utf8.count <= 300 + 3)
        #expect(abstract.utf8.count >= 5)
        #expect(text.utf8.starts(with: abstract.utf8.dropLast(3)))
    }
}
