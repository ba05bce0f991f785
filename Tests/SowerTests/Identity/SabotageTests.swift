import Foundation
import Testing

@Suite("A ledger that was damaged")
struct SabotageTests {
    private static let configuration = "entries: 100\n"

    @Test("The daemon makes a backup by itself, and every damage is answered with it: nothing known gets another id")
    func restored() async throws {
        let place = try Place()
        var manuscripts = (0..<6).map(Manuscript.init)
        for manuscript in manuscripts { try place.write(manuscript) }
        let first = try await start(place)
        // What is edited and renamed has an id that nothing but the ledger can tell.
        let before = manuscripts[0]
        manuscripts[0].headline = "Another Headline"
        manuscripts[0].paragraphs[1] = "It was otherwise, as we hear now."
        try place.replace(before, by: manuscripts[0])
        try await first.refresh()
        let known = try await first.shown()
        let id = try #require(known.atom[manuscripts[0].mark]?.first?.id)
        try await eventually("the last change is in a backup", within: .seconds(90), every: .milliseconds(200)) {
            let exported = try await first.health().lastBackup?.result
            guard let exported else { return false }
            let copy = try Data(contentsOf: URL(fileURLWithPath: exported))
            return copy.range(of: Data("Another Headline".utf8)) != nil
        }
        // Published, and in no backup.
        let last = Manuscript(51)
        try place.write(last)
        try await first.refresh()
        let lastID = try #require(try await first.shown().atom[last.mark]?.first?.id)
        try await first.terminate()
        let saved = place.root + "/saved"
        try FileManager.default.copyItem(atPath: place.state, toPath: saved)

        for sabotage in Sabotage.allCases {
            try FileManager.default.removeItem(atPath: place.state)
            try FileManager.default.copyItem(atPath: saved, toPath: place.state)
            // One that the backup does not have, and that was never edited.
            let late = Manuscript(50)
            try place.write(late)
            try sabotage.act(on: place.state + "/ledger.db", id: id)
            let daemon = try await start(place)
            let name = "\(sabotage)"
            let shown = try await daemon.shown()
            let isKnown = { (mark: String) in mark != late.mark && mark != last.mark }
            #expect(shown.atom.filter { isKnown($0.key) } == known.atom, "\(name)")
            #expect(shown.rss.filter { isKnown($0.key) } == known.rss, "\(name)")
            #expect(shown.atom[late.mark]?.count == 1)
            #expect(shown.atom[last.mark]?.map(\.id) == [lastID], "\(name)")
            let incidents = try await daemon.health().incidents
            #expect(incidents.contains { $0.contains("goes on from the backup \(place.state)/backups/") }, "\(name)")
            #expect(daemon.log.contains("goes on from the backup"), "\(name)")
            let status = try await place.sower("status", "--state", place.state)
            #expect(status.output.contains("goes on from the backup"), "\(name)")
            let aside = try FileManager.default.contentsOfDirectory(atPath: place.state)
                .filter { $0.hasPrefix("ledger.db.damaged-") && !$0.hasSuffix("-wal") && !$0.hasSuffix("-shm") }
            if sabotage == .deleted {
                #expect(incidents.contains { $0.contains("there was no ledger") })
            } else {
                #expect(aside.count == 1, "\(name): \(aside)")
                #expect(incidents.contains { $0.contains("damaged") && $0.contains(aside.first ?? "?") }, "\(name)")
            }
            try await daemon.terminate()
            // Whoever starts it once more has nothing to be told.
            let again = try await start(place)
            #expect(try await again.shown() == shown, "\(name)")
            #expect(try await again.health().incidents == [], "\(name)")
            try await again.terminate()
            try place.remove(late.path)
        }

        // By hand, as the manual says.
        try FileManager.default.removeItem(atPath: place.state)
        try FileManager.default.copyItem(atPath: saved, toPath: place.state)
        let backups = try FileManager.default.contentsOfDirectory(atPath: place.state + "/backups").sorted()
        let newest = try #require(backups.last)
        for name in ["ledger.db", "ledger.db-wal", "ledger.db-shm"] {
            try? FileManager.default.removeItem(atPath: place.state + "/" + name)
        }
        try FileManager.default.copyItem(
            atPath: place.state + "/backups/" + newest,
            toPath: place.state + "/ledger.db"
        )
        let drilled = try await start(place)
        var shown = try await drilled.shown()
        #expect(shown.atom.removeValue(forKey: last.mark)?.map(\.id) == [lastID])
        #expect(shown.rss.removeValue(forKey: last.mark)?.count == 1)
        #expect(shown == known)
        #expect(try await drilled.health().incidents == [])
    }

    @Test(
        "Without a backup it is begun anew, and articles that were never edited have their ids",
        arguments: Sabotage.allCases
    )
    func begunAnew(_ sabotage: Sabotage) async throws {
        let place = try Place()
        let manuscripts = (0..<6).map(Manuscript.init)
        for manuscript in manuscripts { try place.write(manuscript) }
        let first = try await start(place)
        let known = try await first.shown()
        let id = try #require(known.atom[manuscripts[0].mark]?.first?.id)
        try await first.terminate()
        try? FileManager.default.removeItem(atPath: place.state + "/backups")
        try sabotage.act(on: place.state + "/ledger.db", id: id)
        let second = try await start(place)
        #expect(try await second.shown().permanent.mapValues(Set.init) == known.permanent.mapValues(Set.init))
        guard sabotage != .deleted else { return }
        #expect(second.log.contains("begun anew"))
        #expect(try await second.health().incidents.contains { $0.contains("begun anew") })
    }

    @Test("A large one that is damaged is found out behind the first edition, and gives way to its backup")
    func foundOutLater() async throws {
        let place = try Place()
        try place.write(SeedText.many(700))
        let first = try await start(place)
        let known = try await first.atom()
        try await eventually("a backup is made", within: .seconds(90), every: .milliseconds(200)) {
            try await first.health().lastBackup?.succeeded == true
        }
        try await first.terminate()
        try Sabotage.flippedBit.act(on: place.state + "/ledger.db", id: try #require(known.entries.first).id)
        let second = try await start(place)
        try await eventually("it has started again", within: .seconds(60)) {
            let health = try? await second.health()
            return health?.incidents.contains { $0.contains("goes on from the backup") } ?? false
        }
        #expect(second.log.contains("starting again"))
        try await second.refresh()
        #expect(try await second.atom() == known)
        // Once is enough.
        try await second.terminate()
        let third = try await start(place)
        try await third.refresh()
        #expect(try await third.health().incidents == [])
    }

    @Test("A ledger of a newer version is refused with exit status 78, and the way back is named")
    func newer() async throws {
        let place = try Place()
        try place.write(SeedText.many(3))
        let first = try await start(place)
        let known = try await first.atom()
        try await first.terminate()
        let ledger = place.state + "/ledger.db"
        try await change(ledger, "INSERT INTO grdb_migrations VALUES ('of-the-future')", in: place)
        let bytes = try Data(contentsOf: URL(fileURLWithPath: ledger))
        let refused = try await place.sower(
            "serve",
            place.seeds,
            "--state",
            place.state,
            "--listen",
            "127.0.0.1:0"
        )
        #expect(refused.status == 78)
        #expect(refused.errors.contains(ledger))
        #expect(refused.errors.contains("written by a newer version of sower; install that version, or restore"))
        #expect(try Data(contentsOf: URL(fileURLWithPath: ledger)) == bytes)
        try await change(ledger, "DELETE FROM grdb_migrations WHERE identifier = 'of-the-future'", in: place)
        let second = try await start(place)
        #expect(try await second.atom() == known)
    }

    @Test("A second daemon on one state exits with 69 and names the first, which goes on")
    func twoDaemons() async throws {
        let place = try Place()
        try place.write(SeedText.many(3))
        let first = try await start(place)
        let second = try await place.sower(
            "serve",
            place.seeds,
            "--state",
            place.state,
            "--listen",
            "127.0.0.1:0"
        )
        #expect(second.status == 69)
        #expect(second.errors.contains("process \(try await first.status().process)"))
        let imported = try await place.sower("ledger", "import", place.file("none", ""), "--state", place.state)
        #expect(imported.status == 69)
        try place.write("later.txt", SeedText.plain("Later"))
        try await first.holds(4)
    }

    // MARK: Steps

    private func start(_ place: Place) async throws -> SowerDaemon {
        try await SowerDaemon(place, configuration: Self.configuration, baseURL: "http://news.example")
    }

    /// Changes a database that nobody has open, and leaves no file beside it.
    private func change(_ database: String, _ sql: String, in place: Place) async throws {
        let program = """
            import sqlite3, sys
            database = sqlite3.connect(sys.argv[1])
            database.execute(sys.argv[2])
            database.commit()
            database.close()
            """
        let finished = try await place.run("python3", ["-c", program, database, sql])
        try #require(finished.status == 0, "\(finished.errors)")
    }
}
