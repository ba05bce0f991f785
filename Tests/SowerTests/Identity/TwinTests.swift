import CLinux
import Foundation
import Testing

/// Found by the storm: what is shown must follow from the files and the ledger, not from the way that led there.
@Suite("Copies, and files that take each other's places")
struct TwinTests {
    private func start(_ place: Place, _ more: String = "") async throws -> SowerDaemon {
        try await SowerDaemon(place, configuration: "grace: 0s\n" + more, baseURL: "http://news.example")
    }

    /// Makes the catalogue anew from ledger and folder.
    private func restarted(_ daemon: SowerDaemon) async throws -> SowerDaemon {
        try await daemon.terminate()
        for ending in ["", "-wal", "-shm"] { unlink(daemon.place.state + "/catalogue.db" + ending) }
        let daemon = try await start(daemon.place)
        try await daemon.refresh()
        return daemon
    }

    @Test("Two files that change places in one step are each themselves", arguments: [true, false])
    func exchange(sameDay: Bool) async throws {
        let place = try Place()
        try place.write("a.txt", SeedText.plain("Anchor", day: 5))
        try place.write("b.txt", SeedText.plain("Bridge", day: sameDay ? 5 : 6))
        try place.write("c.txt", SeedText.plain("Crane"))
        let daemon = try await start(place)
        let before = try await daemon.atom()
        for _ in 0..<3 {
            #expect(sower_exchange(place.seed("a.txt"), place.seed("b.txt")) == 0)
            try await daemon.refresh()
            let status = try await daemon.status()
            #expect(status.articles == 3 && status.counts.duplicates == 0 && status.counts.missing == 0)
            #expect(try await daemon.atom() == before)
        }
        let again = try await restarted(daemon)
        #expect(try await again.atom() == before)
        try await again.terminate()
    }

    @Test("A forgotten copy is no second article when the first is edited, with a catalogue made anew as well")
    func staleCopy() async throws {
        let place = try Place()
        let text = SeedText.plain("Harbour Opens", text: "The harbour opens on Monday, and everybody may come.")
        try place.write("a.txt", text)
        try place.write("copy.txt", text)
        let daemon = try await start(place)
        try await daemon.refresh()
        #expect(try await daemon.status().counts.duplicates == 1)
        try place.write("a.txt", text + "\nIt closes on Friday.\n")
        try await daemon.refresh()
        let before = try await daemon.document("/atom.xml").body
        #expect(try await daemon.atom().entries.count == 1)
        let again = try await restarted(daemon)
        #expect(try await again.document("/atom.xml").body == before)
        #expect(try await again.status().counts.duplicates == 1)
        // Gone, the first is continued by its copy.
        try place.remove("a.txt")
        try await again.refresh()
        try await eventually("the copy goes on") {
            let status = try await again.status()
            return status.articles == 1 && status.counts.duplicates == 0 && status.counts.missing == 0
        }
        try await again.terminate()
    }

    @Test("An article whose file now holds another one for later is gone")
    func embargo() async throws {
        let place = try Place()
        try place.write(SeedText.many(3))
        let daemon = try await start(place)
        try place.write("article-2.txt", "Quite Another\nMarch 5, 2199\n\nNot to be told yet.\n")
        try await daemon.refresh()
        try await daemon.holds(2)
        #expect(try await daemon.atom()["Article Number 2"] == nil)
        #expect(try await daemon.status().scheduled.map(\.path) == ["article-2.txt"])
        let before = try await daemon.document("/atom.xml").body
        let again = try await restarted(daemon)
        #expect(try await again.document("/atom.xml").body == before)
        try await again.terminate()
    }

    @Test("A copy that goes on with an article and then goes too takes it along")
    func heir() async throws {
        let place = try Place()
        let text = SeedText.plain("Harbour Opens", text: "The harbour opens on Monday, and everybody may come.")
        try place.write(SeedText.many(3))
        try place.write("first.txt", text)
        try place.write("second.txt", text)
        let daemon = try await start(place)
        try await daemon.refresh()
        // What stood there is another article now; its copy is about to be read again when it goes.
        try place.drop("first.txt", SeedText.plain("Something Else", day: 7))
        try place.remove("second.txt")
        try await daemon.refresh()
        try await eventually("both are noticed") {
            let atom = try await daemon.atom()
            return atom["Something Else"] != nil && atom["Harbour Opens"] == nil
        }
        let status = try await daemon.status()
        #expect(status.articles == 4 && status.counts.missing == 0 && status.counts.duplicates == 0)
        try await daemon.terminate()
    }

    @Test("An article whose own seed becomes a draft is continued by its copy, at once")
    func drafted() async throws {
        let place = try Place()
        let text = "---\ntitle: Harbour Opens\ndate: 2026-01-05\n---\n\nIt opens on Monday, and everybody may come.\n"
        try place.write("first.md", text)
        try place.write("second.md", text)
        let daemon = try await SowerDaemon(place, configuration: "grace: 1h\n", baseURL: "http://news.example")
        try await daemon.refresh()
        #expect(try await daemon.status().counts.duplicates == 1)
        let before = try #require(try await daemon.atom()["Harbour Opens"])
        let first = try await daemon.status().duplicates.first?.path == "first.md" ? "second.md" : "first.md"
        try place.drop(first, text.replacing("date:", with: "draft: true\ndate:"))
        try await eventually("the copy goes on") {
            let status = try await daemon.status()
            return status.counts.duplicates == 0 && status.counts.missing == 0
        }
        #expect(try await daemon.atom()["Harbour Opens"]?.id == before.id)
        try await daemon.terminate()
    }

    @Test("Copies say under which path the first is now")
    func moved() async throws {
        let place = try Place()
        let text = SeedText.plain("Harbour Opens", text: "The harbour opens on Monday, and everybody may come.")
        try place.write("first.txt", text)
        let daemon = try await start(place)
        try place.drop("copy.txt", text)
        try await daemon.refresh()
        try place.write("first.txt", text + "\nMore of it.\n")
        try await daemon.refresh()
        try place.rename(place.seed("first.txt"), place.seed("moved.txt"))
        try await eventually("the copy names the new path") {
            try await daemon.status().duplicates.map(\.first) == ["moved.txt"]
        }
        try await daemon.terminate()
    }
}
