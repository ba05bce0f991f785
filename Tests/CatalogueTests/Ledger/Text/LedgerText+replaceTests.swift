import Syndication
import Testing

@testable import Catalogue

@Suite("Taking over a ledger’s text")
struct LedgerTextReplaceTests {
    private func lines(_ ledger: Ledger) throws -> [String] {
        var lines: [String] = []
        try LedgerText.export(ledger) { lines.append($0) }
        return lines
    }

    @Test("Whatever a ledger said before, it says what the text says, line by line; its site only when that may change")
    func replaces() throws {
        let (state, copy) = (try StateOnDisk(), try StateOnDisk())
        let keeper = try state.ledger()
        var follower = try Ledger(path: copy.path, now: Newsroom.start + 999, seed: [77])
        #expect(throws: LedgerTextError.self) {
            try LedgerText.replace(follower, with: try lines(keeper), mayChangeSite: false)
        }
        #expect(try LedgerText.replace(follower, with: lines(keeper), mayChangeSite: true))
        try follower.close()
        follower = try Ledger(path: copy.path, now: Newsroom.start + 999, seed: [77])
        #expect(follower.site == keeper.site)
        #expect(try lines(follower) == lines(keeper))
        try keeper.write { ledger in
            var row = try #require(try ledger.article(number: 7))
            (row.title, row.state, row.retracted) = ("Another", .retracted, Newsroom.start + 5)
            try ledger.update(row)
            try ledger.setDocument("/atom.xml", digest: "aa", lastModified: Newsroom.start + 5)
        }
        #expect(try !LedgerText.replace(follower, with: lines(keeper), mayChangeSite: false))
        #expect(try lines(follower) == lines(keeper))
        #expect(try StateOnDisk.content(follower) == StateOnDisk.content(keeper))
        #expect(try follower.verify().isSound)
        #expect(try follower.read { try $0.revision() } == keeper.read { try $0.revision() })
    }

    @Test(
        "By the lines that differ a ledger becomes what the later text says, and what can’t be told so is refused whole"
    )
    func updates() throws {
        let (state, copy) = (try StateOnDisk(), try StateOnDisk())
        let keeper = try state.ledger()
        var follower = try Ledger(path: copy.path, now: Newsroom.start + 999, seed: [77])
        _ = try LedgerText.replace(follower, with: lines(keeper), mayChangeSite: true)
        try follower.close()
        follower = try Ledger(path: copy.path, now: Newsroom.start + 999, seed: [77])
        var random = SeededGenerator(seed: 5)
        for round in 1...30 {
            let before = Set(try lines(keeper))
            var expected = Set<Int64>()
            try keeper.write { ledger in
                for _ in 0..<Int.random(in: 1...3, using: &random) {
                    var row = try #require(try ledger.article(number: Int64.random(in: 1...50, using: &random)))
                    switch Int.random(in: 0..<4, using: &random) {
                    case 0: (row.title, row.updated) = ("Round \(round)", row.updated + 1)
                    case 1: (row.state, row.retracted) = (.retracted, Newsroom.start + Int64(round))
                    case 2: try ledger.addAlias("id:round-\(round)-\(row.number)", to: row)
                    default:
                        try ledger.addFormerSlug(row.slug, of: row)
                        row.slug = Slug(stored: "round-\(round)-\(row.number)")
                    }
                    try ledger.update(row)
                    expected.insert(row.number)
                }
                if round % 5 == 0 {
                    var row = StateOnDisk.row(100 + round)
                    try ledger.insert(&row)
                    expected.insert(row.number)
                }
                try ledger.setDocument("/rss.xml", digest: "d\(round)", lastModified: Newsroom.start + Int64(round))
            }
            let after = try lines(keeper)
            let changed = after.dropFirst().filter { !before.contains($0) }
            #expect(changed.count < 10)
            let numbers = try LedgerText.update(follower, with: [after[0]] + changed, of: after.count)
            #expect(Set(numbers) == expected, "round \(round)")
            #expect(try lines(follower) == after, "round \(round)")
        }
        #expect(try follower.verify().isSound)
        // One line too few, one that is missing, and a row that is gone.
        let last = try lines(follower)
        try keeper.write { ledger in
            for number in [1, 2] as [Int64] {
                var row = try #require(try ledger.article(number: number))
                row.title = "Last"
                try ledger.update(row)
            }
        }
        let next = try lines(keeper)
        let changed = next.dropFirst().filter { !Set(last).contains($0) }
        #expect(changed.count == 2)
        for (lines, count) in [([next[0]] + changed, next.count - 1), (Array(changed), next.count), ([next[0]], 5)] {
            #expect(throws: LedgerTextError.self) { try LedgerText.update(follower, with: lines, of: count) }
        }
        let header = next[0].replacing("\"articles\":56", with: "\"articles\":55")
        #expect(header != next[0])
        #expect(throws: LedgerTextError.self) {
            try LedgerText.update(follower, with: [header] + changed, of: next.count - 1)
        }
        #expect(try lines(follower) == last)
    }

    @Test("A text that is cut or collides changes nothing")
    func refuses() throws {
        let state = try StateOnDisk()
        let ledger = try state.ledger()
        let good = try lines(ledger)
        for bad in [
            Array(good.dropLast()), good + [good[1]], [good[0]], ["{}"], [], good.map { String($0.dropLast()) },
        ] {
            #expect(throws: LedgerTextError.self) { try LedgerText.replace(ledger, with: bad, mayChangeSite: true) }
            #expect(try lines(ledger) == good)
        }
        // As many lines as there should be, two of them the same.
        var twice = good
        twice[2] = twice[1]
        #expect(throws: LedgerTextError.self) { try LedgerText.replace(ledger, with: twice, mayChangeSite: false) }
        #expect(try lines(ledger) == good)
    }

    @Test("A seed counts when the ledger was written from its very bytes")
    func decisions() throws {
        let state = try StateOnDisk()
        let ledger = try state.ledger(articles: 0)
        let (one, other) = (Digest(["one"]), Digest(["other"]))
        try ledger.write { ledger in
            for (number, form) in [LedgerRow.State.live, .retracted, .withdrawn].enumerated() {
                var row = StateOnDisk.row(number + 1)
                (row.path, row.source, row.state) = ("\(form).txt", one, form)
                if form != .live { row.retracted = Newsroom.start }
                try ledger.insert(&row)
            }
        }
        try ledger.read { ledger in
            let seeds = FollowedSeeds(ledger)
            for (path, source, expected) in [
                ("live.txt", one, "named"), ("live.txt", other, "unnamed"), ("retracted.txt", one, "unnamed"),
                ("withdrawn.txt", other, "withdrawn"), ("none.txt", one, "unnamed"),
            ] {
                let decision = try seeds.decision(path: path, source: source)
                let name =
                    switch decision {
                    case .named: "named"
                    case .withdrawn: "withdrawn"
                    case .unnamed: "unnamed"
                    }
                #expect(name == expected, "\(path)")
            }
        }
    }
}
