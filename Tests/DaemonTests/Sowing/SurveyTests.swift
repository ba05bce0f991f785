import Catalogue
import Syndication
import Testing

@testable import Daemon

@Suite("Survey")
struct SurveyTests {
    /// More than are kept early.
    private static let count = 120

    enum Change: CaseIterable {
        case title, ignoredBytes, gone, draft, bad
    }

    enum Moment: CaseIterable {
        /// All were read once, and the newest are about to be stored.
        case beforeStoring
        /// The newest are stored, and the others not yet.
        case afterStoring
    }

    @Test(
        "What changes between the two passes over many new seeds is in the ledger as it is on the disk",
        arguments: Change.allCases.flatMap { change in Moment.allCases.map { (change, $0) } }
    )
    func between(change: Change, moment: Moment) async throws {
        let place = try SownFolder()
        let (seeds, ledger, now) = (place.seeds, place.ledger, place.now)
        let paths = try writeMany(in: seeds)
        let sowing = try sowing(in: place)
        let catalogue = sowing.catalogue
        // The first is the latest and stored early, the last is stored by the second pass.
        let changed = [0, paths.count - 1]
        func turn() throws {
            for index in changed { try apply(change, to: index, in: seeds) }
        }
        var isTurned = false
        let outcome = try await sowing.pass(
            paths.map { ($0, nil) },
            now: now,
            keeping: 50,
            onProgress: { done, all in
                guard moment == .beforeStoring, done == all, !isTurned else { return }
                isTurned = true
                do { try turn() } catch { Issue.record(error) }
            },
            afterSurvey: {
                guard moment == .afterStoring else { return }
                isTurned = true
                try turn()
            }
        )
        try #require(isTurned)
        // The event that follows, and what was too young to be sure of.
        try await place.settle(outcome.unsettled + changed.map { paths[$0] }, by: sowing)
        for index in changed {
            let path = paths[index]
            let row = try #require(try ledger.read { try $0.articles(path: path) }.first, "\(path)")
            let seed = try catalogue.read { try $0.seed(path: path) }
            let bytes = try? seeds.folder.read(path, limit: 1_000_000).bytes
            switch change {
            case .title, .ignoredBytes:
                #expect(row.state == .live && row.missingSince == nil)
                #expect(row.source == Digest(bytes: try #require(bytes)), "\(path)")
                #expect(row.title == (change == .title ? "Bridge \(index)" : "Ferry \(index)"), "\(path)")
                #expect(seed?.hash == row.source && seed?.article == row.number)
            case .gone:
                #expect(row.missingSince != nil, "\(path)")
                #expect(seed == nil)
            case .draft:
                #expect(row.missingSince != nil, "\(path)")
                #expect(seed?.outcome == .draft)
            case .bad:
                #expect(row.state == .live && row.missingSince == nil, "\(path)")
                // Only what was stored while it was good can stay.
                let isShown = try catalogue.read { try $0.holding(number: row.number) } != nil
                #expect(isShown == (moment == .afterStoring && index == 0), "\(path)")
                #expect(seed?.article == (isShown ? row.number : nil), "\(path)")
            }
        }
    }

    @Test(
        "A follower stores first what its ledger names as the latest, and instead of seeds with other bytes the next ones"
    )
    func follower() async throws {
        let place = try SownFolder()
        let (seeds, ledger, now) = (place.seeds, place.ledger, place.now)
        let paths = try writeMany(in: seeds)
        let keeper = try sowing(in: place)
        _ = try await keeper.pass(paths.map { ($0, nil) }, now: now, keeping: 50)
        let latest = try keeper.catalogue.read { try $0.older(than: 0, limit: 60) }.map(\.path)
        for path in latest.prefix(2) { try seeds.write(path, "Other\n\nText.\n") }
        try seeds.delete(latest[2])
        let revision = try ledger.read { try $0.revision() }

        let follower = try sowing("follower", in: place, isFollowing: true)
        let catalogue = follower.catalogue
        var early: [String] = []
        _ = try await follower.pass(
            paths.map { ($0, nil) },
            now: now,
            keeping: 50,
            afterSurvey: { early = try catalogue.read { try $0.older(than: 0, limit: 60) }.map(\.path) }
        )
        #expect(early == Array(latest[3..<53]))
        #expect(try catalogue.read { try $0.count() } == paths.count - 3)
        #expect(try ledger.read { try $0.revision() } == revision)
    }

    @Test(
        "Articles without a date, however many and wherever among the others, are dated by the catalogue as by the ledger",
        arguments: [[], [3], [3, 110], [3, 70, 71, 110], Array(0..<SurveyTests.count)]
    )
    func undated(numbers: [Int]) async throws {
        let place = try SownFolder()
        let (seeds, ledger, now) = (place.seeds, place.ledger, place.now)
        let paths = try writeMany(in: seeds)
        for number in numbers {
            try seeds.write("\(number).md", "# Bell \(number)\n\nThe bell number \(number) rings at noon.\n")
        }
        let sowing = try sowing(in: place)
        let catalogue = sowing.catalogue
        var early: [Timestamp] = []
        _ = try await sowing.pass(
            paths.map { ($0, nil) },
            now: now,
            keeping: 50,
            afterSurvey: { early = try catalogue.read { try $0.older(than: 0, limit: 50) }.map(\.published) }
        )
        let rows = try ledger.read { try $0.all() }
        for row in rows {
            #expect(
                try catalogue.read { try $0.holding(number: row.number) }?.published == row.published,
                "\(row.path)"
            )
        }
        #expect(early == rows.map(\.published).sorted(by: >).prefix(50).map { $0 })
        // Each a second of its own, as far as there are seconds.
        let bells = Set(rows.filter { $0.date == nil }.map(\.published))
        #expect(bells.count == min(numbers.count, 60) && bells.max() == (numbers.isEmpty ? nil : now))
    }

    @Test("However many are taken at once, with copies among them, the ledger says of them what it says of few")
    func alike() async throws {
        let (many, few) = (try SownFolder(), try SownFolder())
        for (place, isSurveyed) in [(many, true), (few, false)] {
            var paths = try writeMany(in: place.seeds)
            for number in stride(from: 0, to: 60, by: 7) {
                // A copy, the same text under another title, and under another date.
                for (name, title, day) in [
                    ("copy", "Ferry \(number)", number), ("title", "Bridge \(number)", number),
                    ("date", "Ferry \(number)", number + 30),
                ] {
                    paths.append("\(name)-\(number).md")
                    try place.seeds.write(
                        paths[paths.count - 1],
                        text(day, title: title).replacing("number \(day)", with: "number \(number)")
                    )
                }
            }
            let sowing = isSurveyed ? try sowing(in: place) : try place.sowing()
            _ = try await sowing.pass(paths.map { ($0, nil) }, now: many.now, keeping: 50)
            #expect(try sowing.catalogue.read { try $0.count() } == place.ledger.read { try $0.liveCount() })
        }
        let rows = try many.ledger.read { try $0.all() }
        #expect(rows.count > SurveyTests.count && rows.allSatisfy { !$0.isProvisional })
        #expect(try rows == few.ledger.read { try $0.all() })
    }

    @Test("A start broken off behind its first pass goes on with the same ids, though seeds were copied and moved")
    func brokenOff() async throws {
        struct PowerCut: Error {}
        let place = try SownFolder()
        let paths = try writeMany(in: place.seeds)
        let sowing = try sowing(in: place)
        await #expect(throws: PowerCut.self) {
            _ = try await sowing.pass(
                paths.map { ($0, nil) },
                now: place.now,
                keeping: 50,
                afterSurvey: { throw PowerCut() }
            )
        }
        let rows = try place.ledger.read { try $0.all() }
        #expect(rows.count { $0.isProvisional } == SurveyTests.count - 50)
        // Before the first path, and behind the last.
        try place.seeds.write("!copy.md", text(110, title: "Ferry 110"))
        try place.seeds.write("~moved.md", text(111, title: "Ferry 111"))
        try place.seeds.delete("111.md")
        try await place.start(try self.sowing("another", in: place))
        let after = try place.ledger.read { try $0.all() }
        #expect(after.map(\.id) == rows.map(\.id))
        #expect(after.allSatisfy { !$0.isProvisional && $0.missingSince == nil })
        #expect(after.map(\.path) == rows.map { $0.path == "111.md" ? "~moved.md" : $0.path })
        #expect(after.map(\.updated) == rows.map(\.updated))
    }

    enum Beforehand: CaseIterable {
        case nothing, another, rewritten, gone, otherRules
    }

    @Test(
        "Read before anybody watches, seeds get the ids that they get without, whatever befalls them until then",
        arguments: Beforehand.allCases
    )
    func headStart(before: Beforehand) async throws {
        let (early, late) = (try SownFolder(), try SownFolder())
        var rules = Recogniser()
        if before == .otherRules { rules = Recogniser(RecognitionSettings(idFromName: try NamePattern("(.*)"))) }
        for place in [early, late] { _ = try writeMany(in: place.seeds) }
        let headStart = HeadStart(early.seeds.folder, recogniser: rules, largestSeed: 1_000_000, fewest: 1)
        // While the other one is at work, it has read them all.
        for place in [late, early] {
            let sowing = try sowing(in: place)
            if place === early { sowing.headStart = headStart }
            switch before {
            case .nothing, .otherRules: break
            case .another: try place.seeds.write("!first.md", text(0, title: "Bridge"))
            case .rewritten: try place.seeds.write("7.md", text(7, title: "A bridge instead"))
            case .gone: try place.seeds.delete("7.md")
            }
            let differences = try sowing.differences(freshSince: .max)
            _ = try await sowing.pass(differences.paths, now: early.now, keeping: 50)
        }
        let rows = try early.ledger.read { try $0.all() }
        #expect(rows.count >= SurveyTests.count - 1)
        #expect(try rows == late.ledger.read { try $0.all() })
    }

    @Test("What was read before anybody watched is used where all is as it was, once, and by the same rules alone")
    func headStartUse() throws {
        let place = try SownFolder()
        let paths = try writeMany(in: place.seeds).sorted()
        let tasks = paths.map { SeedReader.Task(path: $0, sighting: place.seeds.folder.look(at: $0)) }
        var reader = SeedReader(folder: place.seeds.folder, recogniser: Recogniser(), limit: 1_000_000)
        func begin() -> HeadStart {
            HeadStart(reader.folder, recogniser: reader.recogniser, largestSeed: reader.limit, fewest: paths.count)
        }
        #expect(begin().take(for: tasks, by: reader) == nil)
        reader.extent = .firstSight
        var other = SeedReader(folder: reader.folder, recogniser: reader.recogniser, limit: 2_000_000)
        other.extent = .firstSight
        #expect(begin().take(for: tasks, by: other) == nil)
        #expect(begin().take(for: Array(tasks.dropFirst()), by: reader) == nil)
        #expect(begin().take(for: Array(tasks.dropLast()), by: reader) == nil)
        let headStart = begin()
        let more = tasks + [SeedReader.Task(path: "none.md")]
        let readings = try #require(headStart.take(for: more, by: reader)).all()
        #expect(readings.count == more.count)
        let read = readings.compactMap { if case .sight(_, _, let path) = $0 { path } else { nil } }
        #expect(read == paths)
        #expect(headStart.take(for: more, by: reader) == nil)
        let dropped = begin()
        dropped.drop()
        #expect(dropped.take(for: tasks, by: reader) == nil)
    }

    /// What takes that many in two passes.
    private func sowing(_ name: String = "catalogue", in place: SownFolder, isFollowing: Bool = false) throws -> Sowing
    {
        let sowing = try place.sowing(name, isFollowing: isFollowing)
        sowing.surveyed = SurveyTests.count
        return sowing
    }

    private func writeMany(in seeds: SeedsOnDisk) throws -> [String] {
        let paths = (0..<SurveyTests.count).map { "\($0).md" }
        for (index, path) in paths.enumerated() {
            try seeds.write(path, text(index, title: "Ferry \(index)"))
        }
        return paths
    }

    private func apply(_ change: Change, to index: Int, in seeds: SeedsOnDisk) throws {
        let path = "\(index).md"
        switch change {
        case .title: try seeds.write(path, text(index, title: "Bridge \(index)"))
        case .ignoredBytes: try seeds.write(path, text(index, title: "Ferry \(index)") + "\n\n")
        case .gone: try seeds.delete(path)
        case .draft: try seeds.write(path, text(index, title: "Ferry \(index)", more: "\ndraft: true"))
        case .bad: try seeds.write(path, "")
        }
    }

    /// The lower the number, the later.
    private func text(_ index: Int, title: String, more: String = "") -> String {
        """
        ---
        title: \(title)
        date: 2026-01-\(28 - index / 30)\(more)
        ---

        The boat number \(index) crosses the harbour in the morning.

        """
    }
}
