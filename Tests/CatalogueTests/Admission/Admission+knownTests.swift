import Syndication
import Testing

@testable import Catalogue

extension AdmissionTests {
    @Test("A seed read again is the same article, and nothing of it moves")
    func unchanged() throws {
        let newsroom = try Newsroom()
        let row = try newsroom.sow(Newsroom.article("A"), at: "a.txt").new
        newsroom.now = newsroom.now + 100
        let known = try newsroom.sow(Newsroom.article("A"), at: "a.txt").known
        #expect(known.row == row && !known.isChanged)
    }

    @Test("An edit moves updated once; what is no news moves nothing (T-1, T-3, G-1)")
    func edited() throws {
        let newsroom = try Newsroom()
        let row = try newsroom.sow(Newsroom.article("The Café", "It ran."), at: "a.txt").new
        newsroom.now = newsroom.now + 100
        let edited = try newsroom.sow(Newsroom.article("The Café", "It walked."), at: "a.txt").known
        #expect(edited.isChanged && edited.row.updated == newsroom.now)
        #expect(edited.row.id == row.id && edited.row.slug == row.slug && edited.row.published == row.published)
        newsroom.now = newsroom.now + 100
        let again = try newsroom.sow(Newsroom.article("The Café", "It walked."), at: "a.txt").known
        #expect(!again.isChanged && again.row.updated == edited.row.updated)
        let folded = try newsroom.sow(Newsroom.article("THE CAFE", "It  walked."), at: "a.txt").known
        #expect(!folded.isChanged && folded.row.updated == edited.row.updated)
        #expect(folded.row.title == "THE CAFE")
        let retitled = try newsroom.sow(Newsroom.article("The Tea Room", "It  walked."), at: "a.txt").known
        #expect(retitled.isChanged && retitled.row.slug == row.slug && retitled.row.id == row.id)
    }

    @Test("Two edits in one second, or with a clock that went back, still move updated forward")
    func editedFast() throws {
        let newsroom = try Newsroom()
        let row = try newsroom.sow(Newsroom.article("A", "One."), at: "a.txt").new
        let first = try newsroom.sow(Newsroom.article("A", "Two."), at: "a.txt").known.row
        let second = try newsroom.sow(Newsroom.article("A", "Three."), at: "a.txt").known.row
        #expect(row.updated < first.updated && first.updated < second.updated)
        newsroom.now = newsroom.now + -1_000
        #expect(try newsroom.sow(Newsroom.article("A", "Four."), at: "a.txt").known.row.updated == second.updated + 1)
    }

    @Test("A difference that Sower or its configuration made is nobody's news")
    func ours() throws {
        let newsroom = try Newsroom()
        let bytes = Digest(["the same bytes"])
        let row = try newsroom.sow(Newsroom.article("A", "One."), at: "a.txt", source: bytes).new
        newsroom.now = newsroom.now + 100
        let other = Newsroom.article("A", "One, recognised otherwise.")
        let known = try newsroom.sow(other, at: "a.txt", source: bytes).known
        #expect(!known.isChanged && known.row.updated == row.updated)
        #expect(known.row.digest == other.digest)
        var old = known.row
        old.digestVersion = Article.digestVersion - 1
        try newsroom.ledger.write { try $0.update(old) }
        let read = try newsroom.sow(Newsroom.article("A", "Another digest."), at: "a.txt").known
        #expect(!read.isChanged && read.row.updated == row.updated && read.row.digestVersion == Article.digestVersion)
    }

    @Test("A renamed seed is the same article by its text (G-1)")
    func renamed() throws {
        let newsroom = try Newsroom()
        let article = Newsroom.article("A", date: try Newsroom.day(3))
        let row = try newsroom.sow(article, at: "a.txt").new
        newsroom.take("a.txt")
        newsroom.now = newsroom.now + 100
        let known = try newsroom.sow(article, at: "b/c.txt").known
        #expect(!known.isChanged && known.row.path == "b/c.txt")
        #expect(known.row.number == row.number && known.row.updated == row.updated)
        let retitled = Article(title: "Another Title", date: article.date, body: article.body)
        newsroom.take("b/c.txt")
        #expect(try newsroom.sow(retitled, at: "d.txt").known.row.number == row.number)
    }

    @Test("A second seed of an article whose first is still there is a duplicate, and changes nothing (G-4)")
    func duplicate() throws {
        let newsroom = try Newsroom()
        let row = try newsroom.sow(Newsroom.article("A"), at: "a.txt").new
        newsroom.now = newsroom.now + 100
        #expect(try newsroom.sow(Newsroom.article("A"), at: "b.txt").duplicate == row)
        #expect(try newsroom.rows() == [row])
        // A headline is text too: two that say the same under different ones are two, as long as both are there.
        #expect(try newsroom.sow(Newsroom.article("A, retitled"), at: "c.txt").new.id != row.id)
        newsroom.take("a.txt")
        #expect(try newsroom.sow(Newsroom.article("A"), at: "b.txt").known.row.path == "b.txt")
    }

    @Test("Two of one day that say the same are one article under any headline, unless it is a formula that they say")
    func sameDay() throws {
        let text = "The ferry will not sail today, since the skipper has lent out the only oar."
        for (text, isOne) in [(text, true), ("No news today.", false)] {
            let newsroom = try Newsroom()
            let row = try newsroom.sow(Newsroom.article("A", text, date: try Newsroom.day(3)), at: "a.txt").new
            let other = Newsroom.article("B", text, date: try Newsroom.day(3))
            if isOne {
                #expect(try newsroom.sow(other, at: "b.txt").duplicate == row)
            } else {
                #expect(try newsroom.sow(other, at: "b.txt").new.id != row.id)
            }
            // Of another day, or undated, they are two.
            let later = Newsroom.article("C", text, date: try Newsroom.day(4))
            #expect(try newsroom.sow(later, at: "c.txt").new.id != row.id)
            #expect(try newsroom.sow(Newsroom.article("D", text), at: "d.txt").new.id != row.id)
        }
    }

    @Test("One canonical link with equal text is one article while both seeds are there; the link alone once one is gone")
    func links() throws {
        func article(_ title: String, _ text: String) -> Article {
            Article(title: title, body: [.paragraph(Passage(text))], canonicalLink: "https://papers.example/a")
        }
        let newsroom = try Newsroom()
        let row = try newsroom.sow(article("A", "One text."), at: "a.txt").new
        #expect(try newsroom.sow(article("B", "One text."), at: "b.txt").duplicate == row)
        let other = try newsroom.sow(article("C", "Quite another text."), at: "c.txt").new
        #expect(other.id != row.id)
        newsroom.take("a.txt")
        #expect(try newsroom.sow(article("D", "Nothing is as it was."), at: "d.md").known.row.number == row.number)
    }

    @Test("A seed that is written over with another's article leaves its own without a seed")
    func overwritten() throws {
        let newsroom = try Newsroom()
        let first = try newsroom.sow(Newsroom.article("A", "One text."), at: "a.txt").new
        let other = try newsroom.sow(Newsroom.article("B", "Another text."), at: "b.txt").new
        #expect(try newsroom.sow(Newsroom.article("A", "One text."), at: "b.txt").duplicate == first)
        let left = try #require(try newsroom.rows().first { $0.number == other.number })
        #expect(left.missingSince == newsroom.now && left.state == .live)
    }

    @Test("The same text of another date is another article, with an id of its own")
    func otherDate() throws {
        let newsroom = try Newsroom()
        let row = try newsroom.sow(Newsroom.article("A", date: try Newsroom.day(3)), at: "a.txt").new
        let other = try newsroom.sow(Newsroom.article("A", date: try Newsroom.day(4)), at: "b.txt").new
        #expect(other.id != row.id && other.slug != row.slug)
    }

    @Test("At the same path, an article continues by its title, its date or its text alone")
    func continued() throws {
        for next in [
            Newsroom.article("A", "Else.", date: try Newsroom.day(4)),
            Newsroom.article("B", "Else.", date: try Newsroom.day(3)),
            Newsroom.article("B", "Text.", date: try Newsroom.day(4)),
        ] {
            let newsroom = try Newsroom()
            let row = try newsroom.sow(Newsroom.article("A", "Text.", date: try Newsroom.day(3)), at: "a.txt").new
            #expect(try newsroom.sow(next, at: "a.txt").known.row.number == row.number)
        }
    }

    @Test("All different at the same path is a new article, and the old one is missing from then on (G-7)")
    func replaced() throws {
        let newsroom = try Newsroom()
        let row = try newsroom.sow(Newsroom.article("A", "One.", date: try Newsroom.day(3)), at: "a.txt").new
        newsroom.now = newsroom.now + 100
        let other = try newsroom.sow(Newsroom.article("B", "Two.", date: try Newsroom.day(4)), at: "a.txt").new
        #expect(other.number != row.number && other.id != row.id)
        let old = try newsroom.row(row.number)
        #expect(old.state == .live && old.missingSince == newsroom.now)
        #expect(try newsroom.row(other.number).missingSince == nil)
        // Without dates, a date can't be what they share.
        let undated = try Newsroom()
        _ = try undated.sow(Newsroom.article("A", "One."), at: "a.txt").new
        _ = try undated.sow(Newsroom.article("B", "Two."), at: "a.txt").new
    }

    @Test("Two seeds that trade places keep their articles")
    func swapped() throws {
        let newsroom = try Newsroom()
        let (first, second) = (Newsroom.article("A", "One."), Newsroom.article("B", "Two."))
        _ = try newsroom.sow([(first, "a.txt"), (second, "b.txt")])
        let rows = try newsroom.rows()
        newsroom.now = newsroom.now + 100
        _ = try newsroom.sow([(second, "a.txt"), (first, "b.txt")])
        #expect(try newsroom.rows().map(\.id) == rows.map(\.id))
        #expect(try newsroom.rows().map(\.updated) == rows.map(\.updated))
        #expect(try newsroom.rows().allSatisfy { $0.state == .live })
    }

    @Test("An explicit id finds its article under any path, title, date and text")
    func explicit() throws {
        let newsroom = try Newsroom()
        let row = try newsroom.sow(Newsroom.article("A", "One.", date: try Newsroom.day(3), id: "x1"), at: "a.txt").new
        newsroom.take("a.txt")
        newsroom.now = newsroom.now + 100
        let known = try newsroom.sow(Newsroom.article("B", "Two.", date: try Newsroom.day(4), id: "x1"), at: "b.txt")
            .known
        #expect(known.row.number == row.number && known.row.id == row.id && known.isChanged)
        #expect(known.row.path == "b.txt")
        #expect(try newsroom.sow(Newsroom.article("C", "Three.", id: "x1"), at: "c.txt").duplicate.number == row.number)
    }

    @Test("An article that gets an explicit id later keeps its own and answers to both")
    func explicitLater() throws {
        let newsroom = try Newsroom()
        let row = try newsroom.sow(Newsroom.article("A", "One."), at: "a.txt").new
        #expect(try newsroom.sow(Newsroom.article("A", "One.", id: "x1"), at: "a.txt").known.row.id == row.id)
        newsroom.take("a.txt")
        #expect(try newsroom.sow(Newsroom.article("B", "Two.", id: "x1"), at: "b.txt").known.row.id == row.id)
    }

    @Test("Another explicit id at the same path is another article, though title and date are alike")
    func explicitOther() throws {
        let newsroom = try Newsroom()
        let row = try newsroom.sow(Newsroom.article("A", "One.", date: try Newsroom.day(3), id: "x1"), at: "a.txt").new
        let other = try newsroom.sow(Newsroom.article("A", "Two.", date: try Newsroom.day(3), id: "x2"), at: "a.txt")
            .new
        #expect(other.id != row.id)
    }
}
