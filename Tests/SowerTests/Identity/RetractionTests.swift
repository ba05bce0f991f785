import Foundation
import Testing

@Suite("Articles that go and come back")
struct RetractionTests {
    @Test("A retracted article leaves a tombstone with its id before the entries, and coming back it is the same one")
    func tombstone() async throws {
        let place = try Place()
        let manuscripts = (0..<4).map(Manuscript.init)
        for manuscript in manuscripts { try place.write(manuscript) }
        let daemon = try await start(place, "grace: 0s\n")
        let gone = manuscripts[1]
        let before = try #require(try await daemon.shown().atom[gone.mark]?.first)
        let path = String(before.link.dropFirst("http://news.example".count))
        try place.remove(gone.path)
        let text = try await eventually("a tombstone is there") {
            let text = try await daemon.document("/atom.xml").text
            return text.contains("<at:deleted-entry ") ? text : nil
        }
        let tombstone = text.piece("<at:deleted-entry ", "/>")
        #expect(tombstone.piece("ref=\"", "\"") == before.id)
        let moment = tombstone.piece("when=\"", "\"")
        #expect(moment > before.updated && moment.hasSuffix("Z"))
        let head = try #require(text.split(separator: "<entry>", maxSplits: 1).first)
        #expect(head.contains("<at:deleted-entry "))
        #expect(AtomText(text).updated >= moment)
        #expect(AtomText(text).shown[gone.mark] == nil)
        #expect(shownInRSS(try await daemon.document("/rss.xml").text)[gone.mark] == nil)
        #expect(try await daemon.get(path).status == 410)
        try await place.xmllint([Array(text.utf8)], isAtom: true)

        try place.file("sower.yaml", "grace: 0s\ntombstones: off\n")
        daemon.send(SIGHUP)
        try await eventually("there are no tombstones") {
            let text = try await daemon.document("/atom.xml").text
            return !text.contains("deleted-entry") && !text.contains("purl.org/atompub/tombstones")
        }
        try place.file("sower.yaml", "grace: 0s\n")
        daemon.send(SIGHUP)
        try await eventually("there are again") {
            try await daemon.document("/atom.xml").text.contains("<at:deleted-entry ")
        }

        try place.write(gone)
        try await daemon.holds(4)
        let after = try #require(try await daemon.shown().atom[gone.mark]?.first)
        #expect(after.id == before.id && after.link == before.link && after.published == before.published)
        #expect(after.updated > moment)
        #expect(!(try await daemon.document("/atom.xml").text.contains("deleted-entry")))
        #expect(try await daemon.get(path).status == 200)
    }

    @Test("Gone under one name and back under another, or gone while the daemon is away, it is the same article")
    func otherName() async throws {
        let place = try Place()
        let manuscripts = (0..<4).map(Manuscript.init)
        for manuscript in manuscripts { try place.write(manuscript) }
        let first = try await start(place, "grace: 0s\n")
        let before = try await first.shown()
        try place.remove(manuscripts[0].path)
        try await first.holds(3)
        var back = manuscripts[0]
        back.stem = "back-again"
        try place.write(back)
        try await first.holds(4)
        #expect(try await first.shown().permanent == before.permanent)
        try await first.terminate()
        try place.remove(manuscripts[2].path)
        let second = try await start(place, "grace: 0s\n")
        try await second.holds(3)
        try await second.terminate()
        try place.write(manuscripts[2])
        let third = try await start(place, "grace: 0s\n")
        try await third.holds(4)
        #expect(try await third.shown().permanent == before.permanent)
    }

    @Test("Another article under the name of one that is gone has an id of its own")
    func reusedName() async throws {
        let place = try Place()
        let manuscripts = (0..<4).map(Manuscript.init)
        for manuscript in manuscripts { try place.write(manuscript) }
        let daemon = try await start(place, "grace: 0s\n")
        let before = try await daemon.shown()
        try place.remove(manuscripts[0].path)
        try await daemon.holds(3)
        // Of the same day, too.
        var other = Manuscript(28)
        other.stem = manuscripts[0].stem
        try #require(other.day == manuscripts[0].day)
        try place.write(other)
        try await daemon.holds(4)
        let after = try await daemon.shown()
        let ids = Set(before.atom.values.joined().map(\.id))
        #expect(!ids.contains(try #require(after.atom[other.mark]?.first).id))
    }

    @Test("An article whose name another one has taken is published again under a new name, with its id")
    func nameTaken() async throws {
        let place = try Place()
        let manuscripts = (0..<4).map(Manuscript.init)
        for manuscript in manuscripts { try place.write(manuscript) }
        let daemon = try await start(place, "grace: 0s\n")
        let before = try await daemon.shown()
        var other = Manuscript(9)
        other.stem = manuscripts[0].stem
        try place.write(other)
        try await eventually("the other is there, and the first is gone") {
            let marks = try await daemon.atom().shown.keys
            return marks.contains(other.mark) && !marks.contains(manuscripts[0].mark)
        }
        var back = manuscripts[0]
        back.stem = "back-again"
        try place.write(back)
        try await daemon.holds(5)
        let after = try await daemon.shown()
        for manuscript in manuscripts {
            #expect(after.permanent[manuscript.mark] == before.permanent[manuscript.mark])
        }
        #expect(try await daemon.status().counts.duplicates == 0)
    }

    @Test("With on-missing: keep, nothing is ever retracted because its file is gone")
    func keep() async throws {
        let place = try Place()
        let manuscripts = (0..<4).map(Manuscript.init)
        for manuscript in manuscripts { try place.write(manuscript) }
        let configuration = "grace: 0s\non-missing: keep\n"
        let first = try await start(place, configuration)
        let before = try await first.shown()
        for manuscript in manuscripts.prefix(2) { try place.remove(manuscript.path) }
        try await eventually("they are missing") { try await first.status().counts.missing == 2 }
        try await first.refresh()
        #expect(try await first.shown() == before)
        try await first.terminate()
        let second = try await start(place, configuration)
        try await second.refresh()
        #expect(try await second.shown() == before)
        #expect(try await second.status().counts.missing == 2)
    }

    private func start(_ place: Place, _ configuration: String) async throws -> SowerDaemon {
        try await SowerDaemon(place, configuration: configuration, baseURL: "http://news.example")
    }
}
