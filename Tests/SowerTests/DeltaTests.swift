import Foundation
import Testing

@Suite("What is new since a version")
struct DeltaTests {
    private static let configuration = "deltas: on\ngrace: 0s\nentries: 12\n"

    /// The entries of an Atom document as they stand there, by id, and the ids that have left.
    private struct Contents {
        var entries: [String: String] = [:]
        var gone: Set<String> = []

        init(_ text: String) {
            for entry in text.pieces(between: "<entry", and: "</entry>") {
                entries[entry.piece("<id>", "</id>")] = entry
            }
            gone = Set(text.pieces(between: "<at:deleted-entry ref=\"", and: "\""))
        }

        /// As a reader takes a document in.
        mutating func read(_ other: Contents) {
            entries.merge(other.entries) { $1 }
            for id in other.gone where other.entries[id] == nil { entries[id] = nil }
            gone = other.gone
        }
    }

    @Test(
        "Whatever version a reader has, the delta makes the feed of it, through forty random changes",
        arguments: [1, 2]
    )
    func histories(seed: Int) async throws {
        var random = SeededGenerator(seed: UInt64(seed))
        let place = try Place()
        try place.write(SeedText.many(8))
        let daemon = try await SowerDaemon(place, configuration: DeltaTests.configuration)
        var names = (1...8).map { "article-\($0).txt" }
        var versions: [(tag: String, contents: Contents)] = []
        var deltas = 0
        for step in 0..<40 {
            let answer = try await daemon.document("/atom.xml")
            let full = Contents(answer.text)
            for version in versions.shuffled(using: &random).prefix(4) where version.tag != answer.tag {
                let delta = try await daemon.get("/atom.xml", ["A-IM": "feed", "If-None-Match": version.tag])
                #expect(delta.status == 226 || delta.status == 200, "\(delta.status)")
                #expect(delta.tag == answer.tag)
                guard delta.status == 226 else { continue }
                deltas += 1
                if step % 8 == 0 { try await place.xmllint([delta.body], isAtom: true) }
                var reader = version.contents
                reader.read(Contents(delta.text))
                for (id, entry) in full.entries { #expect(reader.entries[id] == entry, "step \(step)") }
                for id in reader.entries.keys where full.entries[id] == nil {
                    #expect(version.contents.entries[id] != nil && !full.gone.contains(id), "step \(step)")
                }
            }
            versions.append((try #require(answer.tag), full))
            switch Int.random(in: 0..<6, using: &random) {
            case 0, 1, 2:
                let name = "new-\(step).txt"
                try place.drop(name, SeedText.plain("News of Step \(step)", day: step % 28 + 1))
                names.append(name)
            case 3, 4:
                let name = try #require(names.randomElement(using: &random))
                let title = place.text("seeds/" + name).prefix { $0 != "\n" }
                try place.drop(name, SeedText.plain(String(title), text: "Written anew in step \(step)."))
            default:
                try place.remove(names.remove(at: Int.random(in: names.indices, using: &random)))
            }
            try await daemon.refresh()
        }
        #expect(deltas > 60)
    }

    @Test("newsboat asks for deltas, merges them, and has every article once", arguments: ["/atom.xml", "/rss.xml"])
    func newsboat(feed: String) async throws {
        let place = try Place()
        try place.write(SeedText.many(10))
        let daemon = try await SowerDaemon(place, configuration: "deltas: on\ngrace: 0s\n")
        let relay = try Relay(to: daemon.address)
        var stored: [Place.Stored] = []
        for round in 0..<6 {
            // It forgets the validators of its very first poll.
            if round > 1 {
                try place.write("new-\(round).txt", SeedText.plain("News of Round \(round)"))
                try place.write("more-\(round).txt", SeedText.plain("More of Round \(round)", day: 1))
                try await daemon.refresh()
            }
            stored = try await place.newsboat(relay.address(feed), memory: "newsboat")
        }
        #expect(stored.count == 18 && Set(stored.map(\.guid)).count == 18)
        for round in 2..<6 { #expect(stored.count { $0.title.hasSuffix("of Round \(round)") } == 2) }
        let deltas = relay.heard.filter { $0.status == 226 }
        #expect(deltas.count >= 3, "\(relay.heard.map(\.status))")
        #expect(deltas.allSatisfy { $0.fields["a-im"]?.contains("feed") == true })
    }

    @Test("Versions of before a restart are known, even of one by kill -9; those of a catalogue that was lost are not")
    func restart() async throws {
        let place = try Place()
        try place.write(SeedText.many(3))
        var daemon = try await SowerDaemon(place, configuration: "deltas: on\n", baseURL: "https://n.example")
        let first = try #require(try await daemon.document("/atom.xml").tag)
        try place.write("a.txt", SeedText.plain("A"))
        try await daemon.refresh()
        let second = try #require(try await daemon.document("/atom.xml").tag)
        daemon.send(SIGKILL)
        _ = try await daemon.exit()
        daemon = try await SowerDaemon(place, configuration: "deltas: on\n", baseURL: "https://n.example")
        #expect(try await daemon.get("/atom.xml", ["If-None-Match": second]).status == 304)
        func titles(since tag: String) async throws -> [String]? {
            let delta = try await daemon.get("/atom.xml", ["A-IM": "feed", "If-None-Match": tag])
            return delta.status == 226 ? AtomText(delta.text).titles : nil
        }
        #expect(try await titles(since: first) == ["A"])
        try place.write("b.txt", SeedText.plain("B"))
        try await daemon.refresh()
        #expect(try await titles(since: first).map(Set.init) == ["A", "B"])
        #expect(try await titles(since: second) == ["B"])
        try await daemon.terminate()
        for file in ["catalogue.db", "catalogue.db-wal", "catalogue.db-shm"] { unlink("\(place.state)/\(file)") }
        daemon = try await SowerDaemon(place, configuration: "deltas: on\n", baseURL: "https://n.example")
        #expect(try await titles(since: second) == nil)
    }

    @Test("Off by default; what was served before it was turned on is not known")
    func off() async throws {
        let place = try Place()
        try place.write(SeedText.many(3))
        var daemon = try await SowerDaemon(place, baseURL: "https://n.example")
        let first = try #require(try await daemon.document("/atom.xml").tag)
        try place.write("a.txt", SeedText.plain("A"))
        try await daemon.refresh()
        let asked = ["A-IM": "feed", "If-None-Match": first]
        let off = try await daemon.get("/atom.xml", asked)
        #expect(off.status == 200 && off["vary"] == "Accept-Encoding")
        try await daemon.terminate()
        daemon = try await SowerDaemon(place, configuration: "deltas: on\n", baseURL: "https://n.example")
        #expect(try await daemon.get("/atom.xml", asked).status == 200)
        let second = try #require(try await daemon.document("/atom.xml").tag)
        try place.write("b.txt", SeedText.plain("B"))
        try await daemon.refresh()
        let delta = try await daemon.get("/atom.xml", ["A-IM": "feed", "If-None-Match": second])
        #expect(delta.status == 226 && AtomText(delta.text).titles == ["B"])
        // What is not a feed in XML, and what no edition holds, is always whole.
        for path in ["/feed.json", "/articles/a", "/"] {
            #expect(try await daemon.get(path, ["A-IM": "feed", "If-None-Match": "\"x\""]).status == 200)
        }
    }
}
