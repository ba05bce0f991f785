import Syndication
import Testing

@testable import Catalogue

@Suite("Admission and absence, whatever happens in the folder")
struct AdmissionPropertyTests {
    @Test("Ids and slugs stay one article's, published never moves, updated never goes back", arguments: 0..<12)
    func invariants(seed: Int) throws {
        var generator = SeededGenerator(seed: UInt64(seed))
        let newsroom = try Newsroom()
        let absence = Absence(grace: 30, retracts: true)
        var before: [Int64: LedgerRow] = [:]
        for _ in 0..<120 {
            newsroom.now = newsroom.now + Int64(Int.random(in: 0...40, using: &generator))
            try step(newsroom, absence, using: &generator)
            let rows = try newsroom.rows()
            #expect(Set(rows.map(\.id)).count == rows.count)
            #expect(Set(rows.map(\.slug)).count == rows.count)
            for row in rows {
                #expect(row.published <= newsroom.now)
                #expect(row.updated >= row.published)
                #expect((row.retracted == nil) == (row.state == .live))
                #expect(row.state == .live || (row.missingSince == nil && !row.isHeld))
                #expect(!row.isHeld || row.missingSince != nil)
                guard let old = before.removeValue(forKey: row.number) else { continue }
                #expect(row.id == old.id && row.slug == old.slug)
                #expect(row.published == old.published && row.firstSeen == old.firstSeen)
                #expect(row.updated >= old.updated)
                #expect(old.state != .withdrawn || row.state == .withdrawn)
            }
            #expect(before.isEmpty)
            before = Dictionary(uniqueKeysWithValues: rows.map { ($0.number, $0) })
            // A live article without a mark has its seed, and at most one bears a path.
            let seen = rows.filter { $0.state == .live && $0.missingSince == nil }
            #expect(seen.allSatisfy { newsroom.seeds[$0.path] != nil })
            #expect(Set(seen.map(\.path)).count == seen.count)
        }
        #expect(before.count > 5)
    }

    @Test("A filter for many spares look-ups and changes nothing", arguments: 20..<28)
    func filtered(seed: Int) throws {
        let (plain, filtered) = (try Newsroom(), try Newsroom())
        filtered.admitsMany = true
        let absence = Absence(grace: 30, retracts: true)
        for newsroom in [plain, filtered] {
            var generator = SeededGenerator(seed: UInt64(seed))
            for _ in 0..<80 {
                newsroom.now = newsroom.now + Int64(Int.random(in: 0...40, using: &generator))
                try step(newsroom, absence, using: &generator)
            }
        }
        #expect(try plain.rows() == filtered.rows())
        #expect(try plain.rows().count > 5)
    }

    private func step(_ newsroom: Newsroom, _ absence: Absence, using generator: inout SeededGenerator) throws {
        let path = "\(Int.random(in: 0..<15, using: &generator)).txt"
        switch Int.random(in: 0..<12, using: &generator) {
        case 0...4:
            try newsroom.sow(try article(using: &generator), at: path)
        case 5:
            let batch = try (0..<5).map { _ in
                (try article(using: &generator), "\(Int.random(in: 0..<15, using: &generator)).txt")
            }
            _ = try newsroom.sow(batch)
        case 6, 7:
            // What the folder held under another name, moved or copied.
            guard let (from, article) = newsroom.seeds.sorted(by: { $0.key < $1.key }).randomElement(using: &generator)
            else { return }
            if Bool.random(using: &generator), from != path { try newsroom.lose([from], by: absence) }
            try newsroom.sow(article, at: path)
        case 8:
            try newsroom.lose(
                newsroom.seeds.keys.sorted().filter { _ in Int.random(in: 0..<5, using: &generator) == 0 },
                by: absence
            )
        case 9:
            _ = try newsroom.ledger.write { try absence.release(in: $0, now: newsroom.now) }
        case 10:
            guard let row = try newsroom.rows().randomElement(using: &generator), row.state == .live,
                Int.random(in: 0..<3, using: &generator) == 0
            else { return }
            _ = try newsroom.ledger.write { try absence.withdraw(row, in: $0, now: newsroom.now) }
        default:
            _ = try newsroom.settle(absence, isFolderSuspect: Int.random(in: 0..<4, using: &generator) == 0)
        }
    }

    private func article(using generator: inout SeededGenerator) throws -> Article {
        let day = Int.random(in: 1...9, using: &generator)
        let date: ArticleDate? = Bool.random(using: &generator) ? try Newsroom.day(day) : nil
        let id = Int.random(in: 0..<6, using: &generator)
        return Newsroom.article(
            "Title \(Int.random(in: 0..<6, using: &generator))",
            "Text \(Int.random(in: 0..<8, using: &generator)).",
            date: date,
            id: id == 0 ? "x\(Int.random(in: 0..<4, using: &generator))" : nil
        )
    }
}
