import Syndication
import Testing

@testable import Catalogue

@Suite("Admission")
struct AdmissionTests {
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
        let again = try newsroom.sow(Newsroom.article("A", date: try day.map { try Newsroom.day($0) }), at: "a.txt")
            .known.row
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
        #expect(
            try newsroom.sow(Newsroom.article("B", "B.", date: .moment(moment)), at: "b.txt").new.published == moment
        )
    }

    @Test("Articles that arrive together get seconds of their own up to now, in order of arrival")
    func arrivals() throws {
        let newsroom = try Newsroom()
        try newsroom.sow((0..<3).map { (Newsroom.article("A \($0)", "\($0)."), "\($0).txt") }).forEach {
            _ = try $0.new
        }
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
                _ = try admission.admit(article, path: path, source: Newsroom.bytes(of: article)) { $0.path != "a.txt" }
            }
            #expect(try admission.spreadArrivals().count == 1)
        }
        let rows = try newsroom.rows()
        #expect(rows.map(\.path) == ["c.txt", "b.txt"])
        #expect(rows.map { $0.published - newsroom.now } == [-1, 0])
    }
}
