import GRDB
import Syndication
import Testing

@testable import Catalogue

@Suite("Search and topics of the catalogue")
struct SearchTests {
    private let folder: TemporaryFolder
    private let catalogue: ArticleCatalogue

    init() throws {
        folder = try TemporaryFolder()
        catalogue = try ArticleCatalogue(
            path: folder.path("catalogue.db"),
            site: PermanentID(Digest(["site"])),
            removeFile: TemporaryFolder.removeDatabase
        )
        try catalogue.write { catalogue in
            try catalogue.put(
                Shelf.holding(1, published: 300, title: "The Ferry"),
                content: "<p>It crosses the <em>Mole</em> at the tide mill.</p>\n"
            )
            try catalogue.put(
                Shelf.holding(2, published: 100, title: "Café on the Quay"),
                content: "<p>Coffee &amp; ferries. Ferry men drink it in the mill tide.</p>\n"
            )
            try catalogue.put(Shelf.holding(3, published: 200, title: "Fog"), content: "<p>No ferry, thick fog.</p>\n")
            _ = try catalogue.indexNext(100)
        }
    }

    private func newest(_ query: String, offset: Int = 0, limit: Int = 10) throws -> [Int64] {
        try catalogue.read { try $0.newest(SearchQuery(query), offset: offset, limit: limit) }.map(\.number)
    }

    @Test(
        "A query finds what it says, the newest first",
        arguments: [
            ("ferry", [1, 3, 2]), ("FERRY fog", [3]), ("ferr*", [1, 3, 2]), ("ferries", [2]), ("\"tide mill\"", [1]),
            ("\"mill tide\"", [2]), ("mill tide", [1, 2]), ("ferry -fog", [1, 2]), ("ferry -fog -coffee", [1]),
            ("cafe", [2]),
            ("CAFÉ", [2]), ("mole", [1]), ("em", []), ("", []), ("-fog", []), ("nowhere", []), ("\"\"", []),
            ("amp", []),
            ("AND", []), ("ferry OR", []), ("title:ferry", []), ("the*", [1, 2]),
        ] as [(String, [Int64])]
    )
    func found(query: String, numbers: [Int64]) throws {
        #expect(try newest(query) == numbers)
        #expect(try catalogue.read { try $0.count(SearchQuery(query), upTo: 100) } == numbers.count)
        let fittest = try catalogue.read { try $0.fittest(SearchQuery(query), limit: 10) }.map(\.number)
        #expect(Set(fittest) == Set(numbers) && fittest.count == numbers.count)
    }

    @Test("The page of results is ranked: a word in the title weighs more than one in the text")
    func ranked() throws {
        #expect(try catalogue.read { try $0.fittest(SearchQuery("ferry"), limit: 3) }.first?.number == 1)
        #expect(try newest("ferry", offset: 1, limit: 1) == [3])
        #expect(try catalogue.read { try $0.count(SearchQuery("ferry"), upTo: 2) } == 2)
    }

    @Test("What is changed or removed is found as it is now, and the index is whole")
    func kept() throws {
        try catalogue.write { catalogue in
            try catalogue.put(Shelf.holding(1, published: 300, title: "The Bridge"), content: "<p>Nobody rows.</p>\n")
            try catalogue.put(Shelf.holding(3, published: 50, title: "Fog"), content: "<p>No ferry, thick fog.</p>\n")
        }
        // At once forgotten as they were, and found again a moment later, one after the other.
        #expect(try newest("ferry") == [2])
        #expect(try catalogue.write { try $0.indexNext(1) })
        #expect(try newest("bridge") == [1] && newest("fog").isEmpty)
        #expect(try !catalogue.write { try $0.indexNext(1) })
        #expect(try newest("ferry") == [2, 3])
        #expect(try newest("bridge") == [1])
        try catalogue.write { try $0.removeArticle(2) }
        #expect(try newest("ferry") == [3])
        #expect(try newest("mole").isEmpty)
        // Throws when the index does not fit itself.
        try catalogue.write { try $0.database.execute(sql: "INSERT INTO search (search) VALUES ('integrity-check')") }
        // One that never was in the index leaves no trace there.
        try catalogue.write { catalogue in
            try catalogue.put(Shelf.holding(4, published: 20, title: "Fog"), content: "")
            try catalogue.removeArticle(4)
            #expect(try !catalogue.hasUnindexed())
        }
        try catalogue.write { for number in [1, 3] as [Int64] { try $0.removeArticle(number) } }
        #expect(try newest("fog").isEmpty && newest("th*").isEmpty)
    }

    @Test("Any text is a query that does no harm")
    func hostile() throws {
        var generator = SeededGenerator(seed: 6)
        let parts = [
            "\"", "*", "-", "(", ")", "AND", "NEAR(", "^", ":", "{", "ferry", " ", "'", "\0", "\u{301}", "\u{FFFD}",
            "+", "x",
            "title:", "漢", "\u{200B}", ";", "--", "/*",
        ]
        for _ in 0..<500 {
            let text = (0..<Int.random(in: 0..<40, using: &generator)).map { _ in
                parts.randomElement(using: &generator) ?? ""
            }.joined()
            _ = try newest(text)
            _ = try catalogue.read { try $0.fittest(SearchQuery(text), limit: 5) }
        }
    }

    @Test(
        "Spellings that make one slug are one topic, named as its earliest article does, and it goes with its last one"
    )
    func topics() throws {
        try catalogue.write { catalogue in
            for number in 1...3 as ClosedRange<Int64> { try catalogue.removeArticle(number) }
            for (number, published, category) in [
                (1, 30, "Food & Drink"), (2, 10, "food and drink"), (3, 20, "FOOD – DRINK"),
            ] {
                try catalogue.put(
                    Shelf.holding(Int64(number), published: Int64(published), category: category),
                    content: ""
                )
            }
        }
        try catalogue.read { catalogue in
            let topics = try catalogue.topics(.category, limit: 9)
            #expect(topics.map(\.slug.text) == ["food-and-drink", "food-drink"])
            #expect(topics.map(\.count) == [1, 2])
            #expect(topics.map(\.name) == ["food and drink", "FOOD – DRINK"])
            #expect(try catalogue.latest(5, in: .category, slug: "food-drink").map(\.number) == [1, 3])
            #expect(try catalogue.holdings(in: .category, slug: "food-drink", offset: 1, limit: 5).map(\.number) == [3])
        }
        try catalogue.write { try $0.removeArticle(3) }
        #expect(try catalogue.read { try $0.topic(.category, slug: "food-drink") }?.name == "Food & Drink")
        try catalogue.write { try $0.put(Shelf.holding(1, category: "Weather"), content: "") }
        #expect(try catalogue.read { try $0.topic(.category, slug: "food-drink") } == nil)
        #expect(try catalogue.read { try $0.topic(.category, slug: "weather") }?.count == 1)
    }
}
