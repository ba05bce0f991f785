import Testing

@testable import Syndication

@Suite("Entry")
struct EntryTests {
    @Test("The digest moves with everything that a fragment shows, and with nothing else")
    func digest() throws {
        let entry = try #require(TestFeed.entries.first)
        let changes: [(inout Entry) -> Void] = [
            { $0.id = TestSite.id(99) }, { $0.title += "!" }, { $0.link += "!" }, { $0.published = $0.published + 1 },
            { $0.updated = $0.updated + 1 }, { $0.category?.name += "!" }, { $0.category?.slug = Slug(stored: "x") },
            { $0.category = nil }, { $0.abstract = nil }, { $0.abstract? += "!" }, { $0.content += "!" },
        ]
        var digests: Set<Digest> = [entry.digest]
        for change in changes {
            var other = entry
            change(&other)
            digests.insert(other.digest)
        }
        #expect(digests.count == changes.count + 1)
        #expect(try #require(TestFeed.entries.first).digest == entry.digest)
    }
}
