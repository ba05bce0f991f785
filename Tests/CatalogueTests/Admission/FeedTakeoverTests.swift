import Syndication
import Testing

@testable import Catalogue

@Suite("FeedTakeover")
struct FeedTakeoverTests {
    /// An entry of the old feed.
    static func entry(_ title: String, link: String? = nil, _ published: Timestamp?) -> ImportedEntry {
        ImportedEntry(id: "old:1", link: link, title: title, published: published, updated: nil, line: 1)
    }

    /// The article here is “Ferry Runs” of 2026-01-03, with the slug `ferry-runs`.
    static let third = Newsroom.start + -4 * 86_400

    @Test(
        "An entry is an article's by link, else by title and day, else by the link's last part and day",
        arguments: [
            (entry("Other", link: "https://old.example/2026/01/03/ferry-runs/", third + -86_400), true),
            (entry("FERRY  runs", third), true),
            (entry("Ferry Runs", third + 86_400), false),
            (entry("Ferry Runs", nil), false),
            (entry("Other", link: "https://elsewhere.example/p/ferry-runs.html", third + 3_600), true),
            (entry("Other", link: "https://elsewhere.example/p/ferry-runs.html", third + 86_400), false),
            (entry("Other", link: "https://elsewhere.example/p/ferry", third), false),
        ]
    )
    func match(entry: ImportedEntry, isMatch: Bool) throws {
        let links = try LinkPattern("https://old.example/{year}/{month}/{day}/{slug}/")
        let date = try Newsroom.day(3)
        // Whether the article was seen before the feed or after it makes no difference.
        let late = try Newsroom()
        try late.sow(Newsroom.article("Ferry Runs", date: date), at: "a.txt")
        let report = try late.ledger.write { try FeedTakeover($0, zone: .utc, links: links).take([entry]) }
        #expect(report.matched.count == (isMatch ? 1 : 0))
        #expect(try late.rows().map(\.givenID) == [isMatch ? "old:1" : nil])

        let early = try Newsroom()
        _ = try early.ledger.write { try FeedTakeover($0, zone: .utc, links: links).take([entry]) }
        let decision = try early.ledger.write { ledger in
            var admission = Admission(ledger, now: early.now, zone: .utc, links: links)
            return try admission.admit(
                Newsroom.article("Ferry Runs", date: date),
                path: "a.txt",
                source: Digest(bytes: [1]),
                isPresent: { _ in true }
            )
        }
        #expect(try decision.new.givenID == (isMatch ? "old:1" : nil))
    }

    @Test("A trial tells what would come of it, and leaves the ledger as it was")
    func trial() throws {
        let newsroom = try Newsroom()
        let before = try newsroom.ledger.read { try $0.revision() }
        let count = try newsroom.ledger.trial { ledger in
            _ = try FeedTakeover(ledger, zone: .utc, links: nil).take([Self.entry("A", nil)])
            return try ledger.pendingImports().count
        }
        #expect(count == 1)
        #expect(try newsroom.ledger.read { try $0.pendingImports().isEmpty })
        #expect(try newsroom.ledger.read { try $0.revision() } == before)
        try newsroom.sow(Newsroom.article("A"), at: "a.txt")
    }
}
