import Syndication
import Testing

@testable import Catalogue

@Suite("Absence")
struct AbsenceTests {
    private let absence = Absence(grace: 60, retracts: true)

    private func newsroom(_ count: Int) throws -> Newsroom {
        let newsroom = try Newsroom()
        let batch = try (0..<count).map { (Newsroom.article("A \($0)", "\($0).", date: try Newsroom.day(5)), path($0)) }
        _ = try newsroom.sow(batch)
        return newsroom
    }

    private func path(_ number: Int) -> String { "\(number).txt" }

    private func states(_ newsroom: Newsroom) throws -> (live: Int, retracted: Int, held: Int) {
        let rows = try newsroom.rows()
        return (rows.count { $0.state == .live }, rows.count { $0.state == .retracted }, rows.count(where: \.isHeld))
    }

    @Test("A missing article stays until the grace period is over, then it is retracted")
    func grace() throws {
        let newsroom = try newsroom(3)
        try newsroom.lose(["0.txt"], by: absence)
        #expect(try newsroom.row(1).missingSince == newsroom.now)
        #expect(try newsroom.ledger.read { try absence.nextDue(in: $0) } == newsroom.now + 60)
        for seconds in [0, 59] as [Int64] {
            newsroom.now = Newsroom.start + seconds
            #expect(try newsroom.settle(absence).retracted.isEmpty)
        }
        newsroom.now = Newsroom.start + 60
        let outcome = try newsroom.settle(absence)
        #expect(outcome.retracted.map(\.number) == [1] && outcome.newlyHeld == 0)
        let row = try newsroom.row(1)
        #expect(row.state == .retracted && row.retracted == newsroom.now && row.missingSince == nil)
        #expect(try newsroom.ledger.read { try absence.nextDue(in: $0) } == nil)
        #expect(try newsroom.ledger.read { try $0.lastRetraction() } == newsroom.now)
    }

    @Test("A seed that returns within the grace period was never gone")
    func returned() throws {
        let newsroom = try newsroom(2)
        let (article, row) = (try #require(newsroom.seeds["0.txt"]), try newsroom.row(1))
        try newsroom.lose(["0.txt"], by: absence)
        newsroom.now = newsroom.now + 59
        #expect(try newsroom.sow(article, at: "0.txt").known.row == row)
        newsroom.now = newsroom.now + 1_000
        #expect(try newsroom.settle(absence).retracted.isEmpty)
        #expect(try newsroom.row(1) == row)
    }

    @Test("Marking twice keeps the first moment, and only live articles are marked")
    func marked() throws {
        let newsroom = try newsroom(2)
        try newsroom.lose(["0.txt"], by: absence)
        newsroom.now = newsroom.now + 30
        let again = try newsroom.ledger.write { try absence.mark("0.txt", in: $0, now: newsroom.now) }
        #expect(again.isEmpty)
        #expect(try newsroom.row(1).missingSince == Newsroom.start)
        let row = try newsroom.row(2)
        _ = try newsroom.ledger.write { try absence.withdraw(row, in: $0, now: newsroom.now) }
        #expect(try newsroom.ledger.write { try absence.mark("1.txt", in: $0, now: newsroom.now) }.isEmpty)
        #expect(try newsroom.ledger.write { try absence.mark("never.txt", in: $0, now: newsroom.now) }.isEmpty)
    }

    @Test(
        "The brake holds all when more than ten, or more than a tenth, vanish together",
        arguments: [
            (10, 10, false), (11, 11, true), (12, 10, false), (50, 10, false), (50, 11, true), (100, 10, false),
            (100, 11, true),
            (110, 11, false), (110, 12, true), (119, 11, false), (119, 12, true), (120, 12, false), (200, 20, false),
            (200, 21, true),
        ]
    )
    func brake(live: Int, vanished: Int, holds: Bool) throws {
        let newsroom = try newsroom(live)
        try newsroom.lose((0..<vanished).map(path), by: absence)
        newsroom.now = newsroom.now + 60
        let outcome = try newsroom.settle(absence)
        #expect(outcome.retracted.count == (holds ? 0 : vanished))
        #expect(outcome.newlyHeld == (holds ? vanished : 0))
        try newsroom.ledger.read { ledger in
            let (rows, named) = (try ledger.missing(), try ledger.missing(named: 3))
            #expect(named.paths == rows.prefix(3).map(\.path))
            #expect(named.count == rows.count && named.held == rows.count(where: \.isHeld))
            #expect(try ledger.firstMissing() == rows.filter { !$0.isHeld }.compactMap(\.missingSince).min())
        }
        let states = try states(newsroom)
        #expect(states == (holds ? (live, 0, vanished) : (live - vanished, vanished, 0)))
    }

    @Test(
        "The threshold is ten, or a tenth when that is more",
        arguments: [(0, 10), (100, 10), (109, 10), (110, 11), (1_000, 100)]
    )
    func threshold(live: Int, threshold: Int) {
        #expect(Absence.threshold(live: live) == threshold)
    }

    @Test("What vanishes within the window counts together, also when it is retracted in parts")
    func window() throws {
        let newsroom = try newsroom(50)
        try newsroom.lose((0..<6).map(path), by: absence)
        newsroom.now = newsroom.now + 30
        try newsroom.lose((6..<11).map(path), by: absence)
        newsroom.now = Newsroom.start + 60
        let first = try newsroom.settle(absence)
        #expect(first.retracted.isEmpty && first.newlyHeld == 11)

        let slow = try self.newsroom(50)
        try slow.lose((0..<6).map(path), by: absence)
        slow.now = Newsroom.start + 60
        #expect(try slow.settle(absence).retracted.count == 6)
        try slow.lose((6..<11).map(path), by: Absence(grace: 0, retracts: true))
        #expect(try slow.settle(Absence(grace: 0, retracts: true)).newlyHeld == 5)

        let slower = try self.newsroom(50)
        try slower.lose((0..<6).map(path), by: absence)
        slower.now = Newsroom.start + 60
        #expect(try slower.settle(absence).retracted.count == 6)
        slower.now = Newsroom.start + 120
        try slower.lose((6..<11).map(path), by: Absence(grace: 0, retracts: true))
        #expect(try slower.settle(Absence(grace: 0, retracts: true)).retracted.count == 5)
    }

    @Test("A suspect folder holds whatever is missing, due or not, and the grace period does not matter")
    func suspect() throws {
        let newsroom = try newsroom(20)
        #expect(try newsroom.settle(absence, isFolderSuspect: true).newlyHeld == 0)
        try newsroom.lose(["0.txt", "1.txt"], by: absence)
        #expect(try newsroom.settle(absence, isFolderSuspect: true).newlyHeld == 2)
        newsroom.now = newsroom.now + 1_000
        #expect(try newsroom.settle(absence, isFolderSuspect: false).retracted.isEmpty)
        #expect(try states(newsroom) == (20, 0, 2))
        #expect(try newsroom.ledger.read { try absence.nextDue(in: $0) } == nil)
    }

    @Test("What the brake holds is free again when its seed returns")
    func heldReturns() throws {
        let newsroom = try newsroom(20)
        let seeds = newsroom.seeds
        let rows = try newsroom.rows()
        try newsroom.lose((0..<20).map(path), by: absence)
        #expect(try newsroom.settle(absence, isFolderSuspect: true).newlyHeld == 20)
        newsroom.now = newsroom.now + 1_000
        for (path, article) in seeds { #expect(try !newsroom.sow(article, at: path).known.isChanged) }
        #expect(try newsroom.rows() == rows)
    }

    @Test("Releasing retracts just what is held")
    func release() throws {
        let newsroom = try newsroom(30)
        try newsroom.lose((0..<12).map(path), by: absence)
        newsroom.now = newsroom.now + 60
        #expect(try newsroom.settle(absence).newlyHeld == 12)
        newsroom.now = newsroom.now + 10
        try newsroom.lose(["20.txt"], by: absence)
        #expect(try newsroom.ledger.write { try absence.release(in: $0, now: newsroom.now) }.count == 12)
        #expect(try states(newsroom) == (18, 12, 0))
        #expect(try newsroom.row(21).missingSince == newsroom.now)
        #expect(try newsroom.ledger.write { try absence.release(in: $0, now: newsroom.now) }.isEmpty)
    }

    @Test("Told to keep, absence never retracts and never holds")
    func keep() throws {
        let keep = Absence(grace: 0, retracts: false)
        let newsroom = try newsroom(20)
        try newsroom.lose((0..<20).map(path), by: keep)
        newsroom.now = newsroom.now + 1_000_000
        for isSuspect in [false, true] {
            let outcome = try newsroom.settle(keep, isFolderSuspect: isSuspect)
            #expect(outcome.retracted.isEmpty && outcome.newlyHeld == 0)
        }
        #expect(try newsroom.ledger.read { try keep.nextDue(in: $0) } == nil)
        #expect(try states(newsroom) == (20, 0, 0))
    }

    @Test("The last retraction stands when its article comes back, so a feed's updated never goes back (A-20)")
    func lastRetraction() throws {
        let newsroom = try newsroom(2)
        let article = try #require(newsroom.seeds["0.txt"])
        try newsroom.lose(["0.txt"], by: absence)
        newsroom.now = newsroom.now + 60
        #expect(try newsroom.settle(absence).retracted.count == 1)
        let retracted = newsroom.now
        newsroom.now = newsroom.now + 60
        try newsroom.sow(article, at: "0.txt")
        #expect(try newsroom.ledger.read { try $0.lastRetraction() } == retracted)
        let row = try newsroom.row(2)
        newsroom.now = retracted + -1
        _ = try newsroom.ledger.write { try absence.withdraw(row, in: $0, now: newsroom.now) }
        #expect(try newsroom.ledger.read { try $0.lastRetraction() } == retracted)
    }
}
