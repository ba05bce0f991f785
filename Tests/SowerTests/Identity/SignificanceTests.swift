import Foundation
import Testing

@Suite("What counts as an update")
struct SignificanceTests {
    @Test("A correction is shown first and moves the date of the update")
    func correction() async throws {
        let place = try Place()
        var manuscript = Manuscript(1)
        try place.write(manuscript)
        let daemon = try await SowerDaemon(place)
        let before = try #require(try await daemon.atom().entries.first)
        manuscript.paragraphs.append("Correction: The boat was “Swallow”, and not the other one.")
        try place.write(manuscript)
        let after = try await eventually("it is updated") {
            try await daemon.atom().entries.first.flatMap { $0.updated > before.updated ? $0 : nil }
        }
        #expect(after.id == before.id && after.published == before.published)
        for path in ["/atom.xml", "/rss.xml", String(after.link.drop { $0 != "/" }.dropFirst(2).drop { $0 != "/" })] {
            let text = try await daemon.document(path).text
            let correction = try #require(text.range(of: "The boat was"), "\(path)")
            let start = ["/atom.xml": "<content ", "/rss.xml": "<content:encoded>"][path] ?? "<h1"
            let content = try #require(text.range(of: start), "\(path)")
            let body = try #require(text[content.upperBound...].range(of: manuscript.mark + "."), "\(path)")
            #expect(correction.lowerBound < body.lowerBound, "\(path)")
        }
        // Reworded, be it by a dash alone.
        manuscript.paragraphs[4] = "Correction: The boat was “Swallow” – and not the other one."
        try place.write(manuscript)
        try await eventually("it is updated again") {
            try await daemon.atom().entries.first.map { $0.updated > after.updated } ?? false
        }
    }

    @Test("Typography, spaces and case change the bytes, and not the date of the update")
    func typography() async throws {
        let place = try Place()
        var manuscript = Manuscript(1)
        manuscript.paragraphs[1] = "The \"Swallow\" - that's the boat - came in at six."
        try place.write(manuscript)
        try place.write(Manuscript(2))
        let daemon = try await SowerDaemon(place)
        let before = try await daemon.shown()
        let document = try await daemon.document("/atom.xml")
        for text in [
            "The “Swallow” – that’s the boat – came in at six.",
            "The  “Swallow”  –  that’s the boat – came in   at six.",
            "The “SWALLOW” – that’s the Boat – came in at Six.",
        ] {
            let tag = try await daemon.document("/atom.xml").tag
            manuscript.paragraphs[1] = text
            try place.write(manuscript)
            try await daemon.refresh()
            #expect(try await daemon.shown() == before, "\(text)")
            // Runs of spaces are one space in the feed.
            if !text.contains("  ") { #expect(try await daemon.document("/atom.xml").tag != tag, "\(text)") }
        }
        #expect(try await daemon.document("/atom.xml").body != document.body)
        #expect(AtomText(document.text).updated == (try await daemon.atom().updated))
    }

    @Test("Another zone, and ids that come from names now, are nobody's news", arguments: [true, false])
    func configuration(isLive: Bool) async throws {
        let place = try Place()
        var manuscripts = (0..<6).map(Manuscript.init)
        for index in manuscripts.indices { manuscripts[index].stem = Mutation.exportedStem(index) }
        for manuscript in manuscripts { try place.write(manuscript) }
        try place.write("undated.txt", "No Day Is Named\n\nIt came when it came.\n")
        let first = try await SowerDaemon(place, configuration: "", baseURL: "http://news.example")
        let before = try await first.shown()
        let next = "zone: Pacific/Auckland\n" + Mutation.idFromName
        if isLive {
            try place.file("sower.yaml", next)
            first.send(SIGHUP)
            try await eventually("it is reloaded") { try await first.status().lastReload?.succeeded == true }
            try await first.refresh()
            #expect(try await first.shown() == before)
            // From here on the name tells who it is, whatever else is changed.
            let was = manuscripts[2]
            manuscripts[2] = Mutation.number.change(manuscripts[2])
            manuscripts[2].headline = "Nothing Is as It Was"
            manuscripts[2].day = 27
            manuscripts[2].paragraphs = ["All of it was written anew."]
            try place.replace(was, by: manuscripts[2])
            try await first.refresh()
            #expect(try await first.shown().permanent == before.permanent)
            #expect(try await first.status().articles == 7)
        } else {
            try await first.terminate()
            let second = try await SowerDaemon(place, configuration: next, baseURL: "http://news.example")
            try await second.refresh()
            #expect(try await second.shown() == before)
        }
    }
}
