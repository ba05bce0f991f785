import Catalogue
import Syndication
import Testing

@testable import Daemon

@Suite("A start after the daemon was killed")
struct AlignmentTests {
    /// How far it had come with the article's own seed, of which there is a copy.
    enum Moment: CaseIterable {
        /// The seed went while nobody looked; something else has moved the ledger on.
        case goneUnseen
        /// The ledger says that it is gone.
        case marked
        /// The catalogue has forgotten it, too.
        case forgotten
        /// Another article stands there, as the ledger knows.
        case displaced
        /// It is a draft now, as the ledger knows.
        case drafted
    }

    @Test(
        "A copy goes on with an article whose own seed has gone, however far that was noted",
        arguments: Moment.allCases
    )
    func copy(moment: Moment) async throws {
        let place = try SownFolder()
        let text = "# Harbour Opens\n\nThe harbour opens on Monday, and everybody in the town may come.\n"
        try place.seeds.write("first.md", text)
        let (lived, killed) = (try place.sowing("lived"), try place.sowing("killed"))
        try await place.settle(["first.md"], by: lived)
        try place.seeds.write("second.md", text)
        try await place.settle(["first.md", "second.md"], by: lived)
        // A catalogue that knows the same, and will know no more.
        try await place.start(killed)
        let before = try #require(try place.ledger.read { try $0.all() }.first)
        #expect(try killed.catalogue.read { try $0.seed(path: "second.md") }?.outcome == .duplicate(of: "first.md"))

        switch moment {
        case .goneUnseen, .marked, .forgotten: try place.seeds.delete("first.md")
        case .displaced: try place.seeds.write("first.md", "# Bridge\n\nThe bridge is closed for the winter months.\n")
        case .drafted: try place.seeds.write("first.md", "---\ntitle: Harbour Opens\ndraft: true\n---\n\nNot yet.\n")
        }
        switch moment {
        case .goneUnseen: try place.ledger.write { try $0.setFact("other", "1") }
        case .marked, .forgotten:
            _ = try place.ledger.write { try killed.settings.absence.mark("first.md", in: $0, now: place.now) }
            if moment == .forgotten { try killed.catalogue.write { try $0.removeSeed("first.md") } }
        case .displaced, .drafted: _ = try await lived.pass([("first.md", nil)], now: place.now, keeping: 50)
        }
        try await place.start(killed)
        let after = try #require(try place.ledger.read { try $0.article(number: before.number) })
        #expect(after.state == .live && after.missingSince == nil && after.path == "second.md")
        #expect(try killed.catalogue.read { try $0.seed(path: "second.md") }?.outcome == .accepted)
        #expect(try killed.catalogue.read { try $0.holding(number: before.number) }?.path == "second.md")
    }
}
