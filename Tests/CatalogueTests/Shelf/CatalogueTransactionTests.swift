import Syndication
import Testing

@testable import Catalogue

@Suite("CatalogueTransaction")
struct CatalogueTransactionTests {
    private let folder: TemporaryFolder
    private let catalogue: ArticleCatalogue

    init() throws {
        folder = try TemporaryFolder()
        catalogue = try ArticleCatalogue(
            path: folder.path("catalogue.db"),
            site: PermanentID(Digest(["site"])),
            removeFile: TemporaryFolder.removeDatabase
        )
    }

    // MARK: Articles

    @Test("A holding is read as it was put, with its content")
    func holdings() throws {
        let holdings = [Shelf.holding(1), Shelf.holding(2, category: nil), Shelf.holding(3, category: "漢字")]
        try catalogue.write { catalogue in
            for holding in holdings { try catalogue.put(holding, content: "<p>\(holding.number)</p>") }
        }
        try catalogue.read { catalogue throws in
            for holding in holdings {
                #expect(try catalogue.holding(number: holding.number) == holding)
                #expect(try catalogue.holding(slug: holding.slug.text) == holding)
                #expect(try catalogue.content(of: holding.number) == "<p>\(holding.number)</p>")
            }
            #expect(try catalogue.count() == 3)
            #expect(try catalogue.numbers() == [1, 2, 3])
            #expect(try catalogue.holding(number: 4) == nil)
            #expect(try catalogue.content(of: 4) == nil)
        }
    }

    @Test("Putting again replaces, removing takes the content too")
    func replaced() throws {
        var holding = Shelf.holding(1)
        try catalogue.write { try $0.put(holding, content: "one") }
        holding.title = "Another"
        try catalogue.write { try $0.put(holding, content: "two") }
        #expect(try catalogue.read { try $0.holding(number: 1) } == holding)
        #expect(try catalogue.read { try $0.content(of: 1) } == "two")
        #expect(try catalogue.read { try $0.count() } == 1)
        try catalogue.write { try $0.removeArticle(1) }
        #expect(try catalogue.read { try $0.holding(number: 1) } == nil)
        #expect(try catalogue.read { try $0.content(of: 1) } == nil)
    }

    @Test("The latest are those published or updated last, ordered by publication, the newest first (A-23)")
    func latest() throws {
        try catalogue.write { catalogue in
            for holding in [
                Shelf.holding(1, published: 100), Shelf.holding(2, published: 300), Shelf.holding(3, published: 200),
                Shelf.holding(4, published: 10, updated: 400), Shelf.holding(5, published: 200),
            ] { try catalogue.put(holding, content: "") }
        }
        var known: [Int64: CatalogueTransaction.Stamped] = [:]
        func numbers(_ count: Int) throws -> [Int64] {
            try catalogue.read { try $0.latest(count, known: &known) }.map(\.holding.number)
        }
        #expect(try numbers(10) == [2, 5, 3, 1, 4])
        #expect(try numbers(4) == [2, 5, 3, 4])
        #expect(try numbers(3) == [2, 5, 4])
        #expect(try numbers(2) == [2, 4])
        #expect(try numbers(1) == [4])
        #expect(try numbers(0).isEmpty)
        #expect(try catalogue.read { try $0.older(than: 3, limit: 10) }.map(\.number) == [3, 1])
        #expect(
            try catalogue.read { try $0.olderPaths(than: 3, limit: 10) }
                == catalogue.read { try $0.older(than: 3, limit: 10) }.map(\.path)
        )
    }

    @Test("Of the latest only what is not known is read, and whatever changes in one makes it unknown")
    func stamps() throws {
        var known: [Int64: CatalogueTransaction.Stamped] = [:]
        let first = Shelf.holding(1, published: 100)
        var changes = [first]
        for change: (inout Holding) -> Void in [
            { $0.path = "moved.txt" }, { $0.title = "Another" }, { $0.abstract = "Told anew." },
            { $0.updated = Timestamp(seconds: 500) }, { $0.published = Timestamp(seconds: 90) },
            { $0.category = Category(named: "Elsewhere") }, { $0.details.authors = ["A. Writer"] },
            { $0.givenID = "urn:x" },
            { $0.digest = Digest(["another"]) }, { $0.slug = Slug(stored: "another") },
        ] {
            var next = changes[changes.count - 1]
            change(&next)
            changes.append(next)
        }
        for holding in changes + [first] {
            try catalogue.write { try $0.put(holding, content: "") }
            #expect(try catalogue.read { try $0.latest(5, known: &known) }.map(\.holding) == [holding])
            // What is known is given without a look at its row.
            #expect(try catalogue.read { try $0.latest(5, known: &known) }.map(\.holding) == [holding])
        }
    }

    @Test("Articles are found by their title, folded")
    func titles() throws {
        try catalogue.write { catalogue in
            try catalogue.put(Shelf.holding(1, title: "The “Café”—Again"), content: "")
            try catalogue.put(Shelf.holding(2, title: "the \"cafe\"-again"), content: "")
            try catalogue.put(Shelf.holding(3, title: "The Café"), content: "")
        }
        #expect(try catalogue.read { try $0.holdings(title: "THE \"CAFÉ\"–AGAIN") }.map(\.number) == [1, 2])
        #expect(try catalogue.read { try $0.holdings(title: "none") }.isEmpty)
    }

    // MARK: Seeds

    @Test("What became of a seed is read as it was put")
    func seeds() throws {
        let stamp = FileStamp(size: 5, modified: -1, changed: .max, inode: .max)
        let outcomes: [SeedRow.Outcome] = [
            .accepted, .refused(SeedProblem(reason: "why")), .refused(SeedProblem(line: 3, column: 4, reason: "why")),
            .scheduled(Timestamp(seconds: 9)), .duplicate(of: "a/b.txt"), .withdrawn,
        ]
        let rows = outcomes.enumerated().map { number, outcome in
            SeedRow(
                path: "\(number).txt",
                stamp: number == 1 ? nil : stamp,
                hash: number == 2 ? nil : Digest(["h"]),
                fingerprint: number == 3 ? nil : Digest(["f"]),
                outcome: outcome,
                article: number == 4 ? nil : Int64(number)
            )
        }
        try catalogue.write { catalogue in
            for row in rows { try catalogue.put(row) }
        }
        try catalogue.read { catalogue throws in
            #expect(try catalogue.seeds() == rows)
            #expect(try catalogue.seed(path: "2.txt") == rows[2])
            #expect(try catalogue.seed(path: "9.txt") == nil)
            #expect(try catalogue.seeds(article: 5) == [rows[5]])
            func notices(_ outcome: SeedNotice.Outcome, limit: Int = 10) throws -> [String] {
                try catalogue.notices(of: outcome, limit: limit).map {
                    "\($0.path) \($0.line ?? 0) \($0.due?.seconds ?? 0) \($0.detail)"
                }
            }
            #expect(try notices(.refused) == ["1.txt 0 0 why", "2.txt 3 0 why"])
            #expect(try notices(.refused, limit: 1) == ["1.txt 0 0 why"])
            #expect(try notices(.duplicate) == ["4.txt 0 0 a/b.txt"])
            #expect(try notices(.scheduled) == ["3.txt 0 9 "])
            #expect(
                try catalogue.seedCounts()
                    == ["accepted": 1, "refused": 2, "scheduled": 1, "duplicate": 1, "withdrawn": 1]
            )
        }
        try catalogue.write { try $0.removeSeed("0.txt") }
        #expect(try catalogue.read { try $0.seed(path: "0.txt") } == nil)
    }

    @Test("The seeds under a path are the one of that name and those in the folder of that name, and no neighbour")
    func under() throws {
        let paths = [
            "a", "a.txt", "a/b.txt", "a/c/d.txt", "a-b/x.txt", "a0", "a0/x", "ab", "b/a", "a!/x", "a%/x.txt",
            "a_/x.txt", "A/x",
            "a/é/x.txt", "'; DROP TABLE seed; --/x",
        ]
        try catalogue.write { catalogue in
            for path in paths {
                try catalogue.put(SeedRow(path: path, stamp: nil, hash: nil, fingerprint: nil, outcome: .accepted))
            }
        }
        func under(_ path: String) throws -> [String] { try catalogue.read { try $0.seeds(under: path) }.map(\.path) }
        #expect(try under("a") == ["a", "a/b.txt", "a/c/d.txt", "a/é/x.txt"])
        #expect(try under("a/c") == ["a/c/d.txt"])
        #expect(try under("a%") == ["a%/x.txt"])
        #expect(try under("a_") == ["a_/x.txt"])
        #expect(try under("a0") == ["a0", "a0/x"])
        #expect(try under("'; DROP TABLE seed; --") == ["'; DROP TABLE seed; --/x"])
        #expect(try under("none").isEmpty)
        #expect(try catalogue.read { try $0.seeds() }.count == paths.count)
    }

    @Test("Scheduled seeds are due when their moment has come, the next one first")
    func due() throws {
        #expect(try catalogue.read { try $0.nextDue() } == nil)
        try catalogue.write { catalogue in
            for second in [300, 100, 200] as [Int64] {
                try catalogue.put(
                    SeedRow(
                        path: "\(second)",
                        stamp: nil,
                        hash: nil,
                        fingerprint: nil,
                        outcome: .scheduled(Timestamp(seconds: second))
                    )
                )
            }
        }
        try catalogue.read { catalogue throws in
            #expect(try catalogue.nextDue() == Timestamp(seconds: 100))
            #expect(try catalogue.dueSeeds(at: Timestamp(seconds: 99)).isEmpty)
            #expect(try catalogue.dueSeeds(at: Timestamp(seconds: 200)).map(\.path) == ["100", "200"])
            #expect(try catalogue.notices(of: .scheduled, limit: 2).map(\.path) == ["100", "200"])
        }
    }
}
