import Syndication
import Testing

@testable import Catalogue

extension AdmissionTests {
    @Test(
        "A retracted article that returns keeps id, slug and published under any path, and moves updated past its removal"
    )
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
        // Whoever was told that it is gone must see something later (RFC 6721 §3, D-2).
        #expect(back.row.updated == newsroom.now && newsroom.now > (retracted.retracted ?? newsroom.now))
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

    @Test("A retracted article does not come back by its date alone: another text at its path is another article (G-7)")
    func notRestored() throws {
        let newsroom = try Newsroom()
        let absence = Absence(grace: 0, retracts: true)
        let date = try Newsroom.day(3)
        let row = try newsroom.sow(Newsroom.article("Ferry", "It crossed at dawn.", date: date), at: "a.txt").new
        try newsroom.lose(["a.txt"], by: absence)
        #expect(try newsroom.settle(absence).retracted.count == 1)
        let other = Newsroom.article("Goose", "Nobody knows whose bird this was.", date: date)
        #expect(try newsroom.sow(other, at: "a.txt").new.id != row.id)
        #expect(try newsroom.row(row.number).state == .retracted)
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
