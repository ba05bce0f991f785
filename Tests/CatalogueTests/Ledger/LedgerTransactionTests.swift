import GRDB
import Testing

@testable import Catalogue
@testable import Syndication

@Suite("LedgerTransaction")
struct LedgerTransactionTests {
    @Test("An article is found by number, id, slug, path, text and alias")
    func lookUps() throws {
        let newsroom = try Newsroom()
        let article = Newsroom.article("The Ferry", "It ran.", id: "f1")
        let row = try newsroom.sow(article, at: "a/ferry.txt").new
        try newsroom.sow(Newsroom.article("Other", "It stood."), at: "b.txt")
        try newsroom.ledger.read { ledger throws in
            #expect(try ledger.article(number: row.number) == row)
            #expect(try ledger.article(id: row.id) == row)
            #expect(try ledger.article(slug: "the-ferry") == row)
            #expect(try ledger.articles(path: "a/ferry.txt") == [row])
            #expect(try ledger.articles(textKey: article.textKey) == [row])
            #expect(try ledger.article(alias: "id:f1") == row)
            #expect(try ledger.all().map(\.number) == [1, 2])
            #expect(try ledger.liveCount() == 2)
            #expect(try ledger.isTaken(Slug(stored: "the-ferry")))
        }
    }

    @Test("What a founding row would break is refused with SQLite's reason, and nothing of its transaction stays")
    func foundingConflict() throws {
        let newsroom = try Newsroom()
        let article = Newsroom.article("The Ferry", "It ran.")
        let id = MintedIdentity(DigestFields(of: "test")).id(collision: 0)
        let row = LedgerRow(
            provisional: id,
            slug: Slug(stored: "the-ferry"),
            path: "ferry.txt",
            article: article,
            published: newsroom.now,
            firstSeen: newsroom.now
        )
        #expect(FoundingInsertion.fits(row))
        let conflict = #expect(throws: DatabaseError.self) {
            try newsroom.ledger.write { ledger in
                for path in ["a.txt", "b.txt"] {
                    var row = row
                    row.path = path
                    try ledger.insert(&row)
                }
            }
        }
        #expect(conflict?.extendedResultCode == .SQLITE_CONSTRAINT_UNIQUE, "\(String(describing: conflict))")
        #expect(try newsroom.ledger.read { try $0.all() }.isEmpty)
        var stored = row
        try newsroom.ledger.write { try $0.insert(&stored) }
        #expect(try newsroom.ledger.read { try $0.all() } == [stored])
    }

    @Test("What is not there is not found")
    func absent() throws {
        let newsroom = try Newsroom()
        try newsroom.ledger.read { ledger throws in
            #expect(try ledger.article(number: 1) == nil)
            #expect(try ledger.article(id: PermanentID(Digest(["x"]))) == nil)
            #expect(try ledger.article(slug: "x") == nil)
            #expect(try ledger.article(formerSlug: "x") == nil)
            #expect(try ledger.article(alias: "id:x") == nil)
            #expect(try ledger.articles(path: "x").isEmpty)
            #expect(try ledger.articles(textKey: Digest(["x"])).isEmpty)
            #expect(try ledger.missing().isEmpty)
            #expect(try ledger.document("/") == nil)
            #expect(try ledger.fact("x") == nil)
            #expect(try ledger.lastRetraction() == nil)
            #expect(try !ledger.isTaken(Slug(stored: "x")))
            #expect(try ledger.liveCount() == 0)
        }
    }

    @Test("A number is never used twice, also after its transaction was undone or its row is the last")
    func numbers() throws {
        let newsroom = try Newsroom()
        #expect(try newsroom.sow(Newsroom.article("A", "One."), at: "a.txt").new.number == 1)
        #expect(throws: CancellationError.self) {
            try newsroom.ledger.write { ledger in
                var row = try #require(try ledger.article(number: 1))
                (row.id, row.slug) = (PermanentID(Digest(["x"])), Slug(stored: "x"))
                try ledger.insert(&row)
                #expect(row.number == 2)
                throw CancellationError()
            }
        }
        #expect(try newsroom.sow(Newsroom.article("B", "Two."), at: "b.txt").new.number == 2)
    }

    @Test("No two rows can bear one id or one slug")
    func unique() throws {
        let newsroom = try Newsroom()
        let row = try newsroom.sow(Newsroom.article("A", "One."), at: "a.txt").new
        for change in [{ $0.id = PermanentID(Digest(["x"])) }, { $0.slug = Slug(stored: "x") }]
            as [(inout LedgerRow) -> Void]
        {
            var other = row
            change(&other)
            #expect(throws: (any Error).self) { try newsroom.ledger.write { try $0.insert(&other) } }
        }
        #expect(try newsroom.rows() == [row])
    }

    @Test("The free second is the first from the start on at which nothing was published")
    func freeSecond() throws {
        let newsroom = try Newsroom()
        func place(_ seconds: Int64...) throws {
            for second in seconds {
                let moment = ArticleDate.moment(Timestamp(seconds: second))
                try newsroom.sow(Newsroom.article("A \(second)", "\(second).", date: moment), at: "\(second).txt")
            }
        }
        func free(_ seconds: Int64) throws -> Int64 {
            try newsroom.ledger.read { try $0.freeSecond(from: Timestamp(seconds: seconds)) }.seconds
        }
        #expect(try free(100) == 100)
        try place(100, 101, 102, 104, 200)
        #expect(try free(100) == 103)
        #expect(try free(99) == 99)
        #expect(try free(101) == 103)
        #expect(try free(103) == 103)
        #expect(try free(104) == 105)
        #expect(try free(200) == 201)
        #expect(try free(201) == 201)
        try place(103)
        #expect(try free(100) == 105)
    }

    @Test("The last publication is looked for among the articles seen before one of them")
    func lastPublication() throws {
        let newsroom = try Newsroom()
        for second in [100, 300, 200] as [Int64] {
            let moment = ArticleDate.moment(Timestamp(seconds: second))
            try newsroom.sow(Newsroom.article("A \(second)", "\(second).", date: moment), at: "\(second).txt")
        }
        func last(_ seconds: Int64, before number: Int64) throws -> Int64? {
            try newsroom.ledger.read { try $0.lastPublication(upTo: Timestamp(seconds: seconds), before: number) }?
                .seconds
        }
        #expect(try last(1_000, before: 4) == 300)
        #expect(try last(299, before: 4) == 200)
        #expect(try last(299, before: 3) == 100)
        #expect(try last(1_000, before: 1) == nil)
        #expect(try last(99, before: 4) == nil)
    }

    @Test("An alias stays with the article that bore it first")
    func aliases() throws {
        let newsroom = try Newsroom()
        let first = try newsroom.sow(Newsroom.article("A", "One."), at: "a.txt").new
        let second = try newsroom.sow(Newsroom.article("B", "Two."), at: "b.txt").new
        try newsroom.ledger.write { ledger in
            try ledger.addAlias("id:x", to: first)
            try ledger.addAlias("id:x", to: second)
            try ledger.addAlias("id:w", to: first)
        }
        try newsroom.ledger.read { ledger throws in
            #expect(try ledger.article(alias: "id:x") == first)
            #expect(try ledger.aliases(of: first) == ["id:w", "id:x"])
            #expect(try ledger.aliases(of: second).isEmpty)
        }
    }

    @Test("A document's times are replaced, a fact's value too")
    func replaced() throws {
        let newsroom = try Newsroom()
        for value in ["a", "b"] {
            try newsroom.ledger.write { ledger in
                try ledger.setFact("key", value)
                try ledger.setDocument("/", digest: value, lastModified: newsroom.now)
            }
            #expect(try newsroom.ledger.read { try $0.fact("key") } == value)
            #expect(try newsroom.ledger.read { try $0.document("/") }?.digest == value)
        }
    }

    @Test("A stored date is read back, and nothing else is a date")
    func dates() throws {
        for date in [
            try Newsroom.day(7), try Newsroom.day(31, month: 12, year: 9_999), .moment(Timestamp(seconds: -1)),
        ] {
            #expect(ArticleDate(stored: date.stored) == date)
        }
        for text in ["", "@", "@x", "2026", "2026-01", "2026-02-30", "x-y-z", "2026-01-07T"] {
            #expect(ArticleDate(stored: text) == nil, "\(text)")
        }
    }
}
