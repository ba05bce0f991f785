import Foundation
import Testing

@Suite("An article stays the same article")
struct MatrixTests {
    private static let count = 10

    @Test("One change to one article of ten, while the daemon runs and while it does not", arguments: Mutation.allCases)
    func single(_ mutation: Mutation) async throws {
        let place = try Place()
        var manuscripts = (0..<Self.count).map(Manuscript.init)
        if mutation == .number {
            for index in manuscripts.indices { manuscripts[index].stem = Mutation.exportedStem(index) }
        }
        for manuscript in manuscripts { try place.write(manuscript) }
        let configuration = mutation == .number ? Mutation.idFromName : ""

        let first = try await SowerDaemon(place, configuration: configuration, baseURL: "http://one.example")
        let before = try await first.shown()
        let feedID = try await first.atom().id
        try expectOneOfEach(before, manuscripts)
        if Mutation.ofSeeds.contains(mutation) {
            try change(&manuscripts[3], by: [mutation], in: place)
            try await first.refresh()
            try expectChanged(try await first.shown(), from: before, manuscripts, changed: [3])
        } else if mutation == .siteTitle {
            try place.file("sower.yaml", configuration + "title: Another Title\n")
            first.send(SIGHUP)
            try await eventually("the title is there") {
                try await first.document("/atom.xml").text.contains("Another Title")
            }
            #expect(try await first.shown() == before)
        }
        try await first.terminate()

        let isMoved = mutation == .baseURL
        let title = mutation == .siteTitle ? "title: A Third Title\n" : ""
        if Mutation.ofSeeds.contains(mutation) { try change(&manuscripts[7], by: [mutation], in: place) }
        let second = try await SowerDaemon(
            place,
            configuration: configuration + title,
            baseURL: isMoved ? "https://two.example/news" : "http://one.example"
        )
        let after = try await second.shown()
        try expectChanged(after, from: before, manuscripts, changed: Mutation.ofSeeds.contains(mutation) ? [3, 7] : [])
        #expect(try await second.atom().id == feedID)
        if isMoved {
            #expect(after.atom.values.joined().allSatisfy { $0.link.hasPrefix("https://two.example/news/") })
            #expect(after.atom.mapValues { $0.map(\.updated) } == before.atom.mapValues { $0.map(\.updated) })
        }
    }

    @Test("Every two changes of different kinds together, and two readers that poll along see every article once")
    func pairs() async throws {
        let place = try Place()
        // The pairs of changes to seeds; then one more article for each change, twice, for pairs with one to the site.
        var pairs: [Set<Mutation>] = []
        for (index, first) in Mutation.ofSeeds.enumerated() {
            for second in Mutation.ofSeeds[(index + 1)...] { pairs.append([first, second]) }
        }
        let withSite = Mutation.ofSeeds.map { Set([$0]) }
        let all = pairs + withSite + withSite
        var manuscripts = all.indices.map(Manuscript.init) + (all.count..<(all.count + 16)).map(Manuscript.init)
        for (index, mutations) in all.enumerated() where mutations.contains(.number) {
            manuscripts[index].stem = Mutation.exportedStem(index)
        }
        for manuscript in manuscripts { try place.write(manuscript) }

        let configuration = Mutation.idFromName + "entries: 100\ngrace: 1s\n"
        let first = try await SowerDaemon(place, configuration: configuration, baseURL: "http://one.example")
        let before = try await first.shown()
        try expectOneOfEach(before, manuscripts)
        let relay = try Relay(to: first.address)
        try await poll(relay, place, of: manuscripts.count)

        for (index, pair) in pairs.enumerated() { try change(&manuscripts[index], by: pair, in: place) }
        try await first.refresh()
        let changed = Set(pairs.indices)
        try expectChanged(try await first.shown(), from: before, manuscripts, changed: changed)
        try await poll(relay, place, of: manuscripts.count)

        let retitled = pairs.count..<(pairs.count + withSite.count)
        try place.file("sower.yaml", configuration + "title: Another Title\n")
        for index in retitled { try change(&manuscripts[index], by: all[index], in: place) }
        first.send(SIGHUP)
        try await first.refresh()
        try await eventually("the title is there") {
            try await first.document("/atom.xml").text.contains("Another Title")
        }
        try expectChanged(try await first.shown(), from: before, manuscripts, changed: changed.union(retitled))
        try await first.terminate()

        // Address and title of the site change together, and so do the last articles.
        let moved = retitled.upperBound..<all.count
        for index in moved { try change(&manuscripts[index], by: all[index], in: place) }
        let second = try await SowerDaemon(
            place,
            configuration: configuration + "title: A Third Title\n",
            baseURL: "https://two.example/news"
        )
        let after = try await second.shown()
        try expectChanged(after, from: before, manuscripts, changed: changed.union(retitled).union(moved))
        try await poll(relay, place, of: manuscripts.count)
        // What was taken for gone would be retracted by now.
        try await eventually("nothing is missing") {
            try await second.status().counts.missing == 0
        }
        #expect(try await second.status().counts.duplicates == 0)
        #expect(try await second.shown() == after)
    }

    // MARK: Steps

    private func change(_ manuscript: inout Manuscript, by mutations: Set<Mutation>, in place: Place) throws {
        let before = manuscript
        // In order of their declaration, so that a new number is given to the name that bears one.
        let inOrder = Mutation.allCases.reversed().filter(mutations.contains)
        for mutation in inOrder { manuscript = mutation.change(manuscript) }
        try place.replace(before, by: manuscript)
    }

    private func expectOneOfEach(_ shown: ShownInFeeds, _ manuscripts: [Manuscript]) throws {
        for feed in [shown.atom, shown.rss] {
            try #require(Set(feed.keys) == Set(manuscripts.map(\.mark)))
            for entries in feed.values { #expect(entries.count == 1, "\(entries)") }
            #expect(Set(feed.values.joined().map(\.id)).count == manuscripts.count)
        }
    }

    /// Ids and dates of publication are those from before, titles those of now, and nobody else was touched.
    private func expectChanged(
        _ after: ShownInFeeds,
        from before: ShownInFeeds,
        _ manuscripts: [Manuscript],
        changed: Set<Int>
    ) throws {
        try expectOneOfEach(after, manuscripts)
        for (index, manuscript) in manuscripts.enumerated() {
            let (was, now) = (before.atom[manuscript.mark]?.first, after.atom[manuscript.mark]?.first)
            #expect(before.permanent[manuscript.mark] == after.permanent[manuscript.mark], "\(manuscript.path)")
            #expect(now?.title == manuscript.title)
            if !changed.contains(index) { #expect(was?.updated == now?.updated, "\(manuscript.path)") }
        }
    }

    /// Lets both readers poll both feeds, and counts what they have stored.
    private func poll(_ relay: Relay, _ place: Place, of count: Int) async throws {
        for path in ["/atom.xml", "/rss.xml"] {
            let name = String(path.dropFirst())
            for stored in [
                try await place.newsboat(relay.address(path), memory: "newsboat-\(name)"),
                try await place.reader(relay.address(path), memory: "reader-\(name).db"),
            ] {
                #expect(stored.count == count)
                let marks = stored.compactMap { Manuscript.mark(in: $0.title) }
                #expect(Set(marks).count == count)
                #expect(Set(stored.map(\.guid)).count == count)
            }
        }
    }
}
