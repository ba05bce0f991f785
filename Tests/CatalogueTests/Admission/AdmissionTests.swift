import Syndication
import Testing

@testable import Catalogue

@Suite("Admission")
struct AdmissionTests {
    // MARK: New

    @Test("A seed that nothing is known of is a new article, with id, slug and times")
    func new() throws {
        let newsroom = try Newsroom()
        let article = Newsroom.article("News & Politics in the U.S.", "It ran.")
        let row = try newsroom.sow(article, at: "a.txt").new
        #expect(row.id == article.mintedID(collision: 0))
        #expect(row.slug.text == "news-politics-in-the-us")
        #expect(row.published == newsroom.now && row.updated == newsroom.now && row.firstSeen == newsroom.now)
        #expect(row.path == "a.txt" && row.state == .live && row.missingSince == nil && row.retracted == nil)
        #expect(try newsroom.rows() == [row])
    }

    @Test(
        "When a new article is published follows from its date, and stands from then on (T-1, T-4, T-6)",
        arguments: [(nil, 0), (7, 0), (6, -86_400), (1, -6 * 86_400)] as [(Int?, Int64)]
    )
    func published(day: Int?, offset: Int64) throws {
        let newsroom = try Newsroom()
        newsroom.now = newsroom.now + 5
        let row = try newsroom.sow(Newsroom.article("A", date: try day.map { try Newsroom.day($0) }), at: "a.txt").new
        #expect(row.published == (offset == 0 ? newsroom.now : Newsroom.start + offset))
        #expect(row.updated == row.published)
        #expect(row.firstSeen == newsroom.now)
        newsroom.now = newsroom.now + 1_000_000
        let again = try newsroom.sow(Newsroom.article("A", date: try day.map { try Newsroom.day($0) }), at: "a.txt").known.row
        #expect(again.published == row.published && again.firstSeen == row.firstSeen)
    }

    @Test("Articles of one past day take the free seconds from noon on, in the order given")
    func pastDay() throws {
        let newsroom = try Newsroom()
        let batch = try (0..<4).map { (Newsroom.article("A \($0)", "\($0).", date: try Newsroom.day(5)), "\($0).txt") }
        let rows = try newsroom.sow(batch).map { try $0.new }
        let noon = Newsroom.start + -2 * 86_400
        #expect(rows.map(\.published) == [noon, noon + 1, noon + 2, noon + 3])
        let later = try newsroom.sow(Newsroom.article("B", "Later.", date: try Newsroom.day(5)), at: "b.txt").new
        #expect(later.published == noon + 4)
    }

    @Test("A day or a moment to come is held back and leaves no trace, and is published when it comes (T-5)")
    func scheduled() throws {
        let newsroom = try Newsroom()
        let article = Newsroom.article("A", date: try Newsroom.day(8))
        #expect(try newsroom.sow(article, at: "a.txt").scheduled == Newsroom.start + 43_200)
        let moment = Newsroom.start + 60
        #expect(try newsroom.sow(Newsroom.article("B", "B.", date: .moment(moment)), at: "b.txt").scheduled == moment)
        #expect(try newsroom.rows().isEmpty)
        newsroom.now = Newsroom.start + 43_200
        #expect(try newsroom.sow(article, at: "a.txt").new.published == newsroom.now)
        #expect(try newsroom.sow(Newsroom.article("B", "B.", date: .moment(moment)), at: "b.txt").new.published == moment)
    }

    // MARK: Arrivals

    @Test("Articles that arrive together get seconds of their own up to now, in order of arrival")
    func arrivals() throws {
        let newsroom = try Newsroom()
        try newsroom.sow((0..<3).map { (Newsroom.article("A \($0)", "\($0)."), "\($0).txt") }).forEach { _ = try $0.new }
        #expect(try newsroom.rows().map { $0.published - newsroom.now } == [-2, -1, 0])
        #expect(try newsroom.rows().allSatisfy { $0.updated == $0.published && $0.firstSeen == newsroom.now })
    }

    @Test("Arrivals never go before an article that came earlier, not even in the same second, and never past now")
    func arrivalsInOneSecond() throws {
        let newsroom = try Newsroom()
        try newsroom.sow(Newsroom.article("First", "First."), at: "first.txt")
        let batch = (0..<3).map { (Newsroom.article("A \($0)", "\($0)."), "\($0).txt") }
        _ = try newsroom.sow(batch)
        #expect(try newsroom.rows().map(\.published) == [newsroom.now, newsroom.now, newsroom.now, newsroom.now])
        newsroom.now = newsroom.now + 2
        _ = try newsroom.sow((3..<6).map { (Newsroom.article("A \($0)", "\($0)."), "\($0).txt") })
        #expect(try newsroom.rows().suffix(3).map { $0.published - newsroom.now } == [-1, 0, 0])
    }

    @Test("A hundred arrivals take at most the last minute, and none before midnight")
    func manyArrivals() throws {
        let newsroom = try Newsroom(zone: try #require(Zone("Europe/Berlin")))
        newsroom.now = Newsroom.start + 11 * 3_600 + 10
        _ = try newsroom.sow((0..<100).map { (Newsroom.article("A \($0)", "\($0)."), "\($0).txt") })
        let offsets = try newsroom.rows().map { $0.published - newsroom.now }
        #expect(offsets.first == -10)
        #expect(offsets == offsets.sorted())
        #expect(offsets.last == 0)
    }

    @Test("What befell an arrival later in its transaction is kept")
    func arrivalsMoved() throws {
        let newsroom = try Newsroom()
        let article = Newsroom.article("A", "One.")
        try newsroom.ledger.write { ledger throws in
            var admission = Admission(ledger, now: newsroom.now, zone: .utc)
            for (path, article) in [("a.txt", article), ("b.txt", Newsroom.article("B", "Two.")), ("c.txt", article)] {
                _ = try admission.admit(article, path: path, source: Newsroom.bytes(of: article)) { $0 != "a.txt" }
            }
            #expect(try admission.spreadArrivals().count == 1)
        }
        let rows = try newsroom.rows()
        #expect(rows.map(\.path) == ["c.txt", "b.txt"])
        #expect(rows.map { $0.published - newsroom.now } == [-1, 0])
    }

    // MARK: Known

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
        #expect(try newsroom.sow(Newsroom.article("A, retitled"), at: "c.txt").duplicate == row)
        #expect(try newsroom.rows() == [row])
        newsroom.take("a.txt")
        #expect(try newsroom.sow(Newsroom.article("A"), at: "b.txt").known.row.path == "b.txt")
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
            Newsroom.article("A", "Else.", date: try Newsroom.day(4)), Newsroom.article("B", "Else.", date: try Newsroom.day(3)),
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

    // MARK: Explicit ids

    @Test("An explicit id finds its article under any path, title, date and text")
    func explicit() throws {
        let newsroom = try Newsroom()
        let row = try newsroom.sow(Newsroom.article("A", "One.", date: try Newsroom.day(3), id: "x1"), at: "a.txt").new
        newsroom.take("a.txt")
        newsroom.now = newsroom.now + 100
        let known = try newsroom.sow(Newsroom.article("B", "Two.", date: try Newsroom.day(4), id: "x1"), at: "b.txt").known
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
        let other = try newsroom.sow(Newsroom.article("A", "Two.", date: try Newsroom.day(3), id: "x2"), at: "a.txt").new
        #expect(other.id != row.id)
    }

    // MARK: Back again

    @Test("A retracted article that returns keeps id, slug and published, under any path")
    func restored() throws {
        let newsroom = try Newsroom()
        let absence = Absence(grace: 60, retracts: true)
        let article = Newsroom.article("A", date: try Newsroom.day(3))
        let row = try newsroom.sow(article, at: "a.txt").new
        try newsroom.lose(["a.txt"], by: absence)
        newsroom.now = newsroom.now + 60
        let retracted = try #require(try newsroom.settle(absence).retracted.first)
        #expect(retracted.state == .retracted && retracted.retracted == newsroom.now)
        newsroom.now = newsroom.now + 1_000
        let back = try newsroom.sow(article, at: "z/new name.txt").known
        #expect(!back.isChanged)
        #expect(back.row.state == .live && back.row.retracted == nil && back.row.missingSince == nil)
        #expect(back.row.id == row.id && back.row.slug == row.slug && back.row.published == row.published)
        #expect(back.row.updated == row.updated)
    }

    @Test("A retracted article that returns for a day to come stays away until then")
    func restoredLater() throws {
        let newsroom = try Newsroom()
        let absence = Absence(grace: 0, retracts: true)
        let row = try newsroom.sow(Newsroom.article("A"), at: "a.txt").new
        try newsroom.lose(["a.txt"], by: absence)
        #expect(try newsroom.settle(absence).retracted.count == 1)
        let article = Newsroom.article("A", date: try Newsroom.day(9))
        #expect(try newsroom.sow(article, at: "a.txt").scheduled == Newsroom.start + 43_200 + 86_400)
        #expect(try newsroom.row(row.number).state == .retracted)
        newsroom.now = newsroom.now + 3 * 86_400
        #expect(try newsroom.sow(article, at: "a.txt").known.row.published == row.published)
    }

    @Test("A withdrawn article stays withdrawn, whatever its seed does")
    func withdrawn() throws {
        let newsroom = try Newsroom()
        let article = Newsroom.article("A")
        let row = try newsroom.sow(article, at: "a.txt").new
        let absence = Absence(grace: 60, retracts: true)
        let left = try newsroom.ledger.write { try absence.withdraw(row, in: $0, now: newsroom.now) }
        #expect(left.state == .withdrawn && left.retracted == newsroom.now)
        newsroom.now = newsroom.now + 100
        #expect(try newsroom.sow(article, at: "a.txt").withdrawn.number == row.number)
        #expect(try newsroom.sow(Newsroom.article("A", "Edited."), at: "a.txt").withdrawn.number == row.number)
        #expect(try newsroom.sow(Newsroom.article("A", "Edited."), at: "b.txt").duplicate.number == row.number)
        newsroom.take("a.txt")
        let moved = try newsroom.sow(Newsroom.article("A", "Edited."), at: "b.txt").withdrawn
        #expect(moved.path == "b.txt" && moved.state == .withdrawn && moved.retracted == Newsroom.start)
    }

    // MARK: Collisions

    @Test("Slugs that are taken are numbered, those of articles that are gone too")
    func slugs() throws {
        let newsroom = try Newsroom()
        let absence = Absence(grace: 0, retracts: true)
        _ = try newsroom.sow((0..<3).map { (Newsroom.article("The Ferry", "\($0)."), "\($0).txt") })
        #expect(try newsroom.rows().map(\.slug.text) == ["the-ferry", "the-ferry-2", "the-ferry-3"])
        try newsroom.lose(["1.txt"], by: absence)
        #expect(try newsroom.settle(absence).retracted.count == 1)
        #expect(try newsroom.sow(Newsroom.article("The Ferry", "More."), at: "m.txt").new.slug.text == "the-ferry-4")
        #expect(try newsroom.sow(Newsroom.article("The Ferry 5", "5."), at: "5.txt").new.slug.text == "the-ferry-5")
        #expect(try newsroom.sow(Newsroom.article("the ferry!", "6."), at: "6.txt").new.slug.text == "the-ferry-6")
        let other = try newsroom.sow(Newsroom.article("漢字", "7."), at: "7.txt").new
        #expect(other.slug.text == String(other.id.uuid.prefix(8)))
    }

    @Test("An id that is taken is minted again with the next number")
    func ids() throws {
        let newsroom = try Newsroom()
        let original = Newsroom.article("A", "One.")
        let row = try newsroom.sow(original, at: "a.txt").new
        try newsroom.sow(Newsroom.article("A", "Edited."), at: "a.txt")
        let again = try newsroom.sow(original, at: "b.txt").new
        #expect(row.id == original.mintedID(collision: 0) && again.id == original.mintedID(collision: 1))
        try newsroom.sow(Newsroom.article("A", "Edited too."), at: "b.txt")
        #expect(try newsroom.sow(original, at: "c.txt").new.id == original.mintedID(collision: 2))
    }

    @Test("A new ledger gives the same ids back to articles that were never edited")
    func sameIDs() throws {
        let (first, second) = (try Newsroom(), try Newsroom())
        let batch = try (0..<5).map { (Newsroom.article("A \($0)", "\($0).", date: try Newsroom.day(5)), "\($0).txt") }
        _ = try first.sow(batch)
        second.now = second.now + 1_000_000
        for (article, path) in batch.reversed() { try second.sow(article, at: "other/" + path) }
        #expect(Set(try first.rows().map(\.id)) == Set(try second.rows().map(\.id)))
    }
}
