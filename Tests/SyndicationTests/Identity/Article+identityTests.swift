import Testing

@testable import Syndication

@Suite("Article, its identity")
struct ArticleIdentityTests {
    /// Frozen: the function that mints identities must give these for ever, or every article would come again.
    @Test(
        "sower-id-1 gives the identities it always gave",
        arguments: [
            (0, "aab713ff-5443-8c5b-a80e-f2345086e709"), (1, "c9a819f2-91eb-8e98-a308-3cff5921a13c"),
            (2, "24684973-b5a3-8996-922b-6cca968caade"),
        ]
    )
    func golden(collision: Int, uuid: String) throws {
        let article = Article(
            title: "Ferry Runs All\u{A0}Winter",
            date: .day(try #require(CivilDate(year: 2025, month: 11, day: 3))),
            category: "Travel",
            standfirst: "A warm engine",
            summary: ["“Petrel” crosses twice"],
            body: [.paragraph("— daily"), .list(["ICE"])]
        )
        #expect(article.mintedID(collision: collision).uuid == uuid)
    }

    @Test("sower-id-1 with no date, with a moment and with other scripts gives what it always gave")
    func goldenDates() throws {
        var article = Article(title: "On Waiting", body: [.paragraph("It boils.")])
        #expect(article.mintedID(collision: 0).uuid == "8db9c755-407c-8080-a9ba-780b3f53d0d3")
        article.date = .moment(try "2026-05-04T18:30:00+02:00".moment)
        #expect(article.mintedID(collision: 0).uuid == "2f253d03-a1b3-864e-aac2-34508742bc03")
        let other = Article(title: "漢字 Café Straße", body: [.paragraph("Text")])
        #expect(other.mintedID(collision: 0).uuid == "54422209-217b-892c-93fb-af20edf41be9")
    }

    @Test("A site's feeds and its category scheme have identities of their own, from the site's alone (G-5)")
    func derived() {
        #expect(TestSite.site.derivedID(kind: "main", key: "").uuid == "50638777-ce4d-803f-aceb-3af4677cc036")
        #expect(TestSite.site.categoryScheme == "urn:uuid:a4312e9d-1638-8193-b772-64ce7edb9f75")
        var moved = TestSite.site
        (moved.title, moved.language, moved.maxAge) = ("Another", "de", 60)
        #expect(moved.derivedID(kind: "main", key: "") == TestSite.site.derivedID(kind: "main", key: ""))
        #expect(
            Feed.main(of: moved, updated: Timestamp(seconds: 0)).id == TestSite.site.derivedID(kind: "main", key: "")
        )
    }

    @Test("The text key and the digest are what they always were")
    func keys() {
        let article = Article(
            title: "On Waiting",
            category: "Kitchen",
            standfirst: "Steam",
            body: [.paragraph("It boils."), .heading("Slowly.")]
        )
        #expect(article.digest.hex == "4b93a4d77c90f52e476c628506f8683d")
        let text = Article(title: "any", body: [.paragraph("It boils."), .paragraph("Slowly.")])
        #expect(text.textKey.hex == "dacd72126a052e74969269613b12435b")
    }

    @Test("What no subscriber should hear of moves nothing: case, quotes, dashes, accents, spaces, related, date")
    func insignificant() throws {
        let article = Article(title: "The “Café” — A Report", category: "Food", body: [.paragraph("It's good.")])
        var other = article
        (other.title, other.category) = ("the \"cafe\" - a  report", "FOOD")
        other.body = [.paragraph("It’s\u{A0}GOOD.")]
        other.related = [.init(title: "Another")]
        #expect(other.digest == article.digest)
        #expect(other.textKey == article.textKey)
        #expect(other.mintedID(collision: 0) == article.mintedID(collision: 0))
    }

    @Test("A change of title, category, section or text moves the digest")
    func significant() {
        let article = Article(title: "T", category: "C", summary: ["One."], body: [.paragraph("Two.")])
        var changes: [Article] = []
        var other = article
        other.title = "U"
        changes.append(other)
        other = article
        other.category = nil
        changes.append(other)
        other = article
        (other.summary, other.standfirst) = ([], "One.")
        changes.append(other)
        other = article
        other.body = [.paragraph("Three.")]
        changes.append(other)
        other = article
        other.risks = ["Four."]
        changes.append(other)
        #expect(Set(changes.map(\.digest)).count == changes.count)
        #expect(!changes.contains { $0.digest == article.digest })
    }

    @Test("Neither category nor sections are part of the identity, title, date and text are")
    func identifying() throws {
        let article = Article(title: "T", category: "C", summary: ["One."], body: [.paragraph("Two.")])
        var other = Article(title: "T", category: "D", body: [.paragraph("One."), .paragraph("Two.")])
        #expect(other.mintedID(collision: 0) == article.mintedID(collision: 0))
        other.date = .day(try #require(CivilDate(year: 2026, month: 1, day: 7)))
        #expect(other.mintedID(collision: 0) != article.mintedID(collision: 0))
    }
}
