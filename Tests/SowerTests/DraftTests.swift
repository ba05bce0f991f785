import Foundation
import Testing

@Suite("Drafts")
struct DraftTests {
    private func post(isDraft: Bool) -> String {
        "---\ntitle: Lamps on the Pier\ndraft: \(isDraft)\n---\nThe lamps are lit at dusk.\n\nThey go out at dawn.\n"
    }

    @Test("A draft is never published; published and made a draft, it goes, and comes back the same article")
    func draft() async throws {
        let place = try Place()
        try place.write("other.txt", SeedText.plain("Another Text"))
        try place.write("lamps.md", post(isDraft: true))
        let daemon = try await SowerDaemon(place, configuration: "grace: 0s\non-missing: retract\n")
        try await daemon.holds(1)
        #expect(try await daemon.get("/articles/lamps-on-the-pier").status == 404)

        try place.write("lamps.md", post(isDraft: false))
        try await daemon.holds(2)
        let before = try #require(try await daemon.atom()["Lamps on the Pier"])

        try place.write("lamps.md", post(isDraft: true))
        try await daemon.holds(1)
        #expect(try await daemon.atom()["Lamps on the Pier"] == nil)
        #expect(try await daemon.get("/articles/lamps-on-the-pier").status == 410)

        try place.write("lamps.md", post(isDraft: false))
        try await daemon.holds(2)
        let after = try #require(try await daemon.atom()["Lamps on the Pier"])
        #expect(after.id == before.id && after.link == before.link && after.published == before.published)
    }
}
