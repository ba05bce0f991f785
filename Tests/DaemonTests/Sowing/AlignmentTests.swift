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

    @Test(
        "What goes between the alignment and the reading of the folder is missed",
        arguments: [true, false],
        [true, false]
    )
    func vanished(isStored: Bool, becomesFolder: Bool) async throws {
        let place = try SownFolder()
        try place.seeds.write("a.md", "# Anchor\n\nThe anchor is up.\n")
        let (lived, killed) = (try place.sowing("lived"), try place.sowing("killed"))
        try await place.settle(["a.md"], by: lived)
        if isStored {
            // Killed behind an edit that its catalogue did not hear of.
            try await place.start(killed)
            try place.seeds.write("a.md", "# Anchor\n\nThe anchor is down again.\n")
            try await place.settle(["a.md"], by: lived)
        }
        try killed.alignCatalogue()
        try place.seeds.delete("a.md")
        if becomesFolder { try place.seeds.makeFolder("a.md") }
        let differences = try killed.differences(freshSince: .max)
        try await place.settle(differences.paths.map(\.path) + differences.fresh, by: killed)
        #expect(killed.owesAbsences)
        _ = try killed.markAbsent()
        #expect(try place.ledger.read { try $0.all() }.map { $0.missingSince != nil } == [true])
    }

    /// What the catalogue has, and the ledger has lost.
    enum Loss: CaseIterable {
        case article, edit, ignoredBytes, copy
    }

    @Test("What a power cut took from the ledger, and not from the catalogue, is read again", arguments: Loss.allCases)
    func behind(loss: Loss) async throws {
        let place = try SownFolder()
        try place.seeds.write("a.md", "# Anchor\n\nThe anchor is up.\n")
        let lived = try place.sowing()
        try await place.settle(["a.md"], by: lived)
        let former = try place.copyLedger()
        switch loss {
        case .article: try place.seeds.write("b.md", "# Bell\n\nThe bell rings at noon.\n")
        case .edit: try place.seeds.write("a.md", "# Anchor\n\nThe anchor is down again.\n")
        case .ignoredBytes: try place.seeds.write("a.md", "# Anchor\n\nThe anchor is up.\n\n\n")
        case .copy:
            try place.seeds.write("b.md", "# Bell\n\nThe bell rings at noon.\n")
            try await place.settle(["b.md"], by: lived)
            try place.seeds.write("c.md", "# Bell\n\nThe bell rings at noon.\n")
        }
        let paths = ["a.md", "b.md", "c.md"]
        try await place.settle(paths, by: lived)
        let expected = try place.ledger.read { try $0.all() }

        let restarted = try place.sowing(on: former)
        #expect(try !restarted.isAligned())
        try await place.start(restarted)
        let rows = try former.read { try $0.all() }
        #expect(rows.map(\.path) == expected.map(\.path) && rows.map(\.id) == expected.map(\.id))
        #expect(rows.map(\.source) == expected.map(\.source) && rows.map(\.state) == expected.map(\.state))
        let catalogue = restarted.catalogue
        #expect(try catalogue.read { try $0.numbers() } == Set(rows.map(\.number)))
        for row in rows {
            let holding = try #require(try catalogue.read { try $0.holding(number: row.number) })
            #expect(holding.updated == row.updated && holding.id == row.id)
        }
        #expect(try restarted.isAligned())
    }
}
