import Foundation
import Testing

@Suite("Articles over time")
struct ArticleTests {
    @Test("A page exported again with other teasers, categories and file name is the same article, byte for byte")
    func exportedAgain() async throws {
        let place = try Place()
        let old = SeedText.exported(teasers: [("Old Mill", "The mill ground a sack")], categories: ["Harbour & Coast"])
        let new = SeedText.exported(
            teasers: [("Swifts in the Tower", "Eleven pairs of swifts"), ("A Third One", "Something else")],
            categories: ["Harbour & Coast", "Town Hall", "Weather"]
        )
        try place.write("000_first.txt", old)
        let daemon = try await SowerDaemon(place)
        let (atom, rss) = (try await daemon.document("/atom.xml"), try await daemon.document("/rss.xml"))
        #expect(!atom.text.contains("Old Mill") && !atom.text.contains("Search Articles"))

        try place.write("001_second.txt", new)
        try await eventually("the second is a duplicate") { try await daemon.status().counts.duplicates == 1 }
        let duplicate = try #require(try await daemon.status().duplicates.first)
        #expect(duplicate.path == "001_second.txt" && duplicate.first == "000_first.txt")
        #expect(try await daemon.document("/atom.xml").tag == atom.tag)

        try place.remove("000_first.txt")
        try await eventually("the second continues it") { try await daemon.status().counts.duplicates == 0 }
        #expect(try await daemon.status().articles == 1)
        try place.remove("001_second.txt")
        try place.write("002_third.txt", new)
        try await daemon.refresh()
        let status = try await daemon.status()
        #expect(status.articles == 1 && status.counts.missing == 0 && status.counts.duplicates == 0)
        for (path, before) in [("/atom.xml", atom), ("/rss.xml", rss)] {
            let after = try await daemon.document(path)
            #expect(after.tag == before.tag)
            #expect(after.body == before.body)
        }
    }

    @Test("An article dated tomorrow is on no surface, and the status tells when it is due")
    func scheduled() async throws {
        let place = try Place()
        try place.write("now.txt", SeedText.plain("Today's News"))
        let daemon = try await SowerDaemon(place)
        let before = try await daemon.document("/atom.xml")
        let day = ISO8601DateFormatter.string(
            from: Date(timeIntervalSinceNow: 86_400),
            timeZone: .gmt,
            formatOptions: [.withFullDate]
        )
        try place.write("tomorrow.txt", "Tomorrow's News\n\(day)\n\nIt is not known yet.\n")
        try await eventually("it is held back") { try await daemon.status().counts.scheduled == 1 }
        let status = try await daemon.status()
        #expect(status.scheduled.first?.path == "tomorrow.txt")
        #expect(status.scheduled.first?.until.hasPrefix(day) == true)
        #expect(status.articles == 1 && status.counts.refused == 0)
        #expect(try await daemon.document("/atom.xml").tag == before.tag)
        for path in ["/atom.xml", "/rss.xml", "/"] {
            #expect(!(try await daemon.document(path).text.contains("Tomorrow")))
        }
        #expect(try await daemon.get("/articles/tomorrow-s-news").status == 404)
        #expect(try await daemon.get("/articles/tomorrows-news").status == 404)
        #expect(try await place.sower("status", "--state", place.state).status == 0)
    }

    @Test("An article whose moment comes is published without anyone saying so")
    func due() async throws {
        let place = try Place()
        let daemon = try await SowerDaemon(place)
        let moment = ISO8601DateFormatter.string(
            from: Date(timeIntervalSinceNow: 3),
            timeZone: .gmt,
            formatOptions: [.withInternetDateTime]
        )
        try place.write("soon.txt", "News in a Moment\n\(moment)\n\nIt is known by then.\n")
        try await daemon.holds(1)
        #expect(try await daemon.atom().entries.first?.published == moment)
    }

    @Test("A part of the file's name that is the article's id makes it the same article whatever it says")
    func explicitID() async throws {
        let place = try Place()
        try place.write("000_00000000000000aa.txt", SeedText.plain("A First Title"))
        let daemon = try await SowerDaemon(
            place,
            configuration: "grace: 0\nid-from-name: ^\\d+_([0-9a-f]{16})$\n"
        )
        let before = try #require(try await daemon.atom().entries.first)
        try place.remove("000_00000000000000aa.txt")
        try place.write(
            "017_00000000000000aa.txt",
            SeedText.plain("Quite Another Title", day: 6, text: "And other text.")
        )
        try await eventually("the new title is published") { try await daemon.atom().titles == ["Quite Another Title"] }
        let after = try #require(try await daemon.atom().entries.first)
        #expect(after.id == before.id)
        #expect(after.link == before.link)
    }
}
