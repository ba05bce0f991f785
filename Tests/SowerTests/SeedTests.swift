import Foundation
import Testing

@Suite("Seeds coming, changing and going")
struct SeedTests {
    private static let atOnce = "grace: 0\n"

    enum Way: CaseIterable {
        case written, renamed
    }

    @Test(
        "A seed that is written or moved into the folder is soon in both feeds and on the front page",
        arguments: Way.allCases
    )
    func arrival(by way: Way) async throws {
        let place = try Place()
        let daemon = try await SowerDaemon(place)
        let text = SeedText.plain("Lamps on the Pier")
        switch way {
        case .written: try place.write("lamps.txt", text)
        case .renamed: try place.drop("lamps.txt", text)
        }
        try await daemon.holds(1)
        for path in ["/atom.xml", "/rss.xml", "/"] {
            #expect(try await daemon.document(path).text.contains("Lamps on the Pier"))
        }
        #expect(try await daemon.get("/articles/lamps-on-the-pier").status == 200)
    }

    @Test("An edit moves the update time and nothing of the identity; a touch moves nothing")
    func edit() async throws {
        let place = try Place()
        try place.write("lamps.txt", SeedText.plain("Lamps on the Pier"))
        let daemon = try await SowerDaemon(place)
        let before = try #require(try await daemon.atom().entries.first)
        let tag = try await daemon.document("/atom.xml").tag

        #expect(utimensat(AT_FDCWD, place.seed("lamps.txt"), nil, 0) == 0)
        try await daemon.refresh()
        #expect(try await daemon.document("/atom.xml").tag == tag)

        try place.write("lamps.txt", SeedText.plain("Lamps on the Pier", text: "They are lit again, and stay so."))
        let after = try await eventually("the edit is published") {
            try await daemon.atom().entries.first { $0.updated != before.updated }
        }
        #expect(after.id == before.id)
        #expect(after.published == before.published)
        #expect(after.updated > before.updated)
        #expect(try await daemon.document("/atom.xml").tag != tag)
        #expect(try await daemon.document("/rss.xml").text.contains("stay so"))
    }

    @Test("A seed under another name is the same article, byte for byte, in its folder and in another")
    func rename() async throws {
        let place = try Place()
        try place.write(SeedText.many(3))
        let daemon = try await SowerDaemon(place, configuration: Self.atOnce)
        let (atom, rss) = (try await daemon.document("/atom.xml"), try await daemon.document("/rss.xml"))
        try FileManager.default.createDirectory(atPath: place.seed("later"), withIntermediateDirectories: false)
        for (old, new) in [("article-1.txt", "first.txt"), ("article-2.txt", "later/second.txt")] {
            try place.rename(place.seed(old), place.seed(new))
            try await daemon.refresh()
        }
        for (path, before) in [("/atom.xml", atom), ("/rss.xml", rss)] {
            let after = try await daemon.document(path)
            #expect(after.tag == before.tag)
            #expect(after.body == before.body)
            #expect(after["last-modified"] == before["last-modified"])
        }
        #expect(try await daemon.status().articles == 3)
    }

    @Test("A seed that is deleted leaves the feeds, and its page says that it is gone")
    func deletion() async throws {
        let place = try Place()
        try place.write(SeedText.many(3))
        let daemon = try await SowerDaemon(place, configuration: Self.atOnce)
        try place.remove("article-2.txt")
        try await daemon.holds(2)
        #expect(try await daemon.atom()["Article Number 2"] == nil)
        #expect(try await daemon.document("/rss.xml").text.contains("Article Number 2") == false)
        #expect(try await daemon.document("/").text.contains("Article Number 2") == false)
        #expect(try await daemon.get("/articles/article-number-2").status == 410)
    }

    @Test("Within the grace period nothing is seen of a seed that goes away and returns")
    func grace() async throws {
        let place = try Place()
        try place.write(SeedText.many(3))
        let daemon = try await SowerDaemon(place, configuration: "grace: 30s\n")
        let before = try await daemon.document("/atom.xml")
        try place.remove("article-2.txt")
        try await eventually("the seed is missed") { try await daemon.status().counts.missing == 1 }
        #expect(try await daemon.document("/atom.xml").tag == before.tag)
        #expect(try await daemon.get("/articles/article-number-2").status == 200)
        try place.write(SeedText.many(1, from: 2))
        try await eventually("the seed is back") { try await daemon.status().counts.missing == 0 }
        let after = try await daemon.document("/atom.xml")
        #expect(after.tag == before.tag)
        #expect(after.body == before.body)
        #expect(try await daemon.status().articles == 3)
    }

    @Test("Drafts, hidden files, editors' leftovers and files of other kinds are never published")
    func drafts() async throws {
        let place = try Place()
        let daemon = try await SowerDaemon(place)
        try FileManager.default.createDirectory(atPath: place.seed("_drafts"), withIntermediateDirectories: false)
        let names = [
            "_draft.txt", ".hidden.txt", "x.txt~", "x.pdf", "x.txt.swp", "#x.txt#", "_drafts/x.txt", "~$x.txt", "x.bak",
        ]
        for name in names { try place.write(name, SeedText.plain("Not for Readers")) }
        try place.write("real.txt", SeedText.plain("For Readers"))
        try await daemon.refresh()
        #expect(try await daemon.atom().titles == ["For Readers"])
        #expect(try await daemon.document("/").text.contains("Not for") == false)
        let status = try await daemon.status()
        #expect(status.articles == 1 && status.counts.refused == 0)
        try place.rename(place.seed("_draft.txt"), place.seed("draft.txt"))
        try await daemon.holds(2)
    }
}
