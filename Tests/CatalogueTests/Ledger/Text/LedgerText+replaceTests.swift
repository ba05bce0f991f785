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
