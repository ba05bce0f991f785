import Syndication
import Testing

@testable import Catalogue

@Suite("Admission at first sight")
struct AdmissionAtFirstSightTests {
    @Test("What a new ledger admits without most marks is what it would admit with all of them", arguments: 0..<16)
    func founding(seed: Int) throws {
        var generator = SeededGenerator(seed: UInt64(seed))
        let batch = try (0..<80).map { (try article(using: &generator), "\($0).txt") }
        let (whole, early) = (try Newsroom(), try Newsroom())
        _ = try whole.sow(batch)
        let provisional = try sowAtFirstSight(batch, in: early)
        #expect(provisional > 10)
        #expect(try early.rows().map(Facts.init) == whole.rows().map(Facts.init))
        // The pass that follows makes the marks, and is no news to anyone.
        for newsroom in [whole, early] {
            newsroom.now = newsroom.now + 60
            for case .known(_, let isChanged) in try newsroom.sow(batch) { #expect(!isChanged) }
        }
        #expect(try early.rows() == whole.rows())
        #expect(try aliases(of: early) == aliases(of: whole))
        #expect(try early.rows().allSatisfy { !$0.isProvisional })
    }

    @Test(
        "Of one that was broken off before its marks were made a copy is no second article, and a moved seed is the same one",
        arguments: [true, false]
    )
    func brokenOff(isMoved: Bool) throws {
        let newsroom = try Newsroom()
        let ferry = Newsroom.article("Ferry", "The ferry ran.", date: try Newsroom.day(2))
        #expect(try sowAtFirstSight([(ferry, "b.txt")], in: newsroom) == 1)
        let row = try #require(try newsroom.rows().first)
        if isMoved { newsroom.take("b.txt") }
        let decision = try newsroom.sow(ferry, at: "a.txt")
        if isMoved {
            let (known, isChanged) = try decision.known
            #expect(known.id == row.id && known.path == "a.txt" && !isChanged && !known.isProvisional)
        } else {
            #expect(try decision.duplicate.id == row.id)
        }
        #expect(try newsroom.rows().count == 1)
    }

    /// Returns how many rows were left without marks.
    private func sowAtFirstSight(_ batch: [(Article, String)], in newsroom: Newsroom) throws -> Int {
        for (article, path) in batch { newsroom.put(article, at: path) }
        let texts = TextsAtFirstSight()
        try newsroom.ledger.write { ledger in
            var admission = Admission(try ledger.forMany(), now: newsroom.now, zone: newsroom.zone)
            for (article, path) in batch {
                let first = try admission.admit(article, atFirstSight: FirstSight(article), path: path, texts)
                guard case .undecided(let rivals) = first else { continue }
                for path in rivals.map(\.path) + [path] {
                    let article = try #require(newsroom.seeds[path])
                    _ = try admission.admit(article, path: path, source: Newsroom.bytes(of: article)) {
                        newsroom.seeds[$0.path] != nil
                    }
                }
            }
            _ = try admission.spreadArrivals()
        }
        return try newsroom.rows().count { $0.isProvisional }
    }

    /// What readers see of a row, and what addresses it.
    private struct Facts: Equatable {
        let number: Int64
        let id: PermanentID
        let texts: [String]
        let moments: [Timestamp]

        init(_ row: LedgerRow) {
            (number, id) = (row.number, row.id)
            texts = [row.slug.text, row.path, row.title]
            moments = [row.published, row.updated, row.firstSeen]
        }
    }

    private func aliases(of newsroom: Newsroom) throws -> [[String]] {
        try newsroom.ledger.read { ledger in try ledger.all().map { try ledger.aliases(of: $0) } }
    }

    /// Few titles, texts, dates and names, so that many meet.
    private func article(using generator: inout SeededGenerator) throws -> Article {
        func some(_ count: Int) -> Int { Int.random(in: 0..<count, using: &generator) }
        // The tenth is in the future.
        let dates = [nil, nil] + (try [2, 3, 3, 10].map { try Newsroom.day($0) })
        let sentence = ["The ferry ran.", "No news.", "The ferry ran twice on every day of the week but one."]
        return Article(
            title: "Title \(some(20))",
            date: dates[some(dates.count)],
            body: [.paragraph(Passage(sentence[some(3)] + " \(some(25))"))],
            explicitID: some(9) == 0 ? "x\(some(3))" : nil,
            canonicalLink: some(9) == 0 ? "https://news.example/\(some(3))" : nil
        )
    }
}
