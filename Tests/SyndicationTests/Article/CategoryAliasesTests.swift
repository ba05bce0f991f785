import Testing

@testable import Syndication

@Suite("Aliases of categories")
struct CategoryAliasesTests {
    @Test(
        "A name becomes the last one of its chain, whatever its spelling; others stay",
        arguments: [
            ("Tech", "Technology & Science"), ("TECH", "Technology & Science"), ("Computing", "Technology & Science"),
            ("corporates", "Companies"), ("COMPANIES", "Companies"), ("Weather", "Weather"),
        ]
    )
    func renamed(name: String, after: String) throws {
        let aliases = try CategoryAliases([
            "Computing = Tech", "Tech = Technology & Science", "Corporates=Companies", "companies = Companies",
        ])
        #expect(aliases.name(for: name) == after)
    }

    @Test(
        "What is no pair, stands twice or leads in a circle is refused",
        arguments: [
            ["Tech"], ["= B"], ["A ="], ["A = B = C"], ["A = B", "a = C"], ["A = B", "B = A"],
            ["A = B", "B = C", "C = A"],
        ]
    )
    func refused(sources: [String]) {
        #expect(throws: CategoryAliases.InvalidAlias.self) { try CategoryAliases(sources) }
    }

    @Test(
        "As many of the latest as fit stay, and one in any case",
        arguments: [
            ([], 10, 0), ([4, 4, 4], 10, 2), ([11, 1], 10, 1), ([5, 5], 10, 2), ([5, 6, 1], 10, 1),
        ] as [([Int], Int, Int)]
    )
    func fitting(sizes: [Int], limit: Int, count: Int) {
        #expect(FeedHead.fitting(sizes, limit: limit) == count)
    }
}
