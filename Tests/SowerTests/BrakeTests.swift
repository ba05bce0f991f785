import Foundation
import Testing

@Suite("The brake")
struct BrakeTests {
    private func started(_ place: Place, seeds: String? = nil) async throws -> SowerDaemon {
        let daemon = try await SowerDaemon(place, configuration: "grace: 0\n", seeds: seeds)
        try #require(try await daemon.status().articles == 30)
        return daemon
    }

    private func expectBrake(on daemon: SowerDaemon) async throws {
        let finished = try await daemon.place.sower("status", "--state", daemon.place.state)
        #expect(finished.status == 1)
        #expect(finished.output.contains("brake:"))
        #expect(daemon.log.contains("error: "))
    }

    private func expectClean(_ daemon: SowerDaemon) async throws {
        try await eventually("the brake is off") {
            let status = try await daemon.status()
            return status.brake == nil && status.counts.missing == 0 && status.articles == 30
        }
        #expect(try await daemon.place.sower("status", "--state", daemon.place.state).status == 0)
    }

    @Test("A seeds folder that is renamed away changes nothing, and all is well when it returns")
    func folderAway() async throws {
        let place = try Place()
        try place.write(SeedText.many(30))
        let daemon = try await started(place)
        let before = try await daemon.document("/atom.xml")
        try place.rename(place.seeds, place.root + "/elsewhere")
        try await eventually("the folder is missed") { try await daemon.status().brake != nil }
        try await expectBrake(on: daemon)
        daemon.send(SIGUSR1)
        try await eventually("it has looked again") { daemon.log.contains("SIGUSR1: refreshing") }
        let refreshed = try await place.sower("refresh", "--wait", "--state", place.state)
        #expect(
            refreshed.lines.contains(
                "the seeds folder \(place.seeds) is missing: feeds stay as they are until it returns"
            )
        )
        #expect(try await daemon.document("/atom.xml").tag == before.tag)
        #expect(try await daemon.get("/articles/article-number-7").status == 200)
        try place.rename(place.root + "/elsewhere", place.seeds)
        try await expectClean(daemon)
        #expect(try await daemon.document("/atom.xml").tag == before.tag)
        try place.write("later.txt", SeedText.plain("Later"))
        try await daemon.holds(31)
    }

    @Test("An empty folder in the place of the seeds folder retracts nothing")
    func folderReplaced() async throws {
        let place = try Place()
        try place.write(SeedText.many(30))
        let daemon = try await started(place)
        let before = try await daemon.document("/atom.xml")
        try place.rename(place.seeds, place.root + "/elsewhere")
        try FileManager.default.createDirectory(atPath: place.seeds, withIntermediateDirectories: false)
        try await eventually("the seeds are held") {
            daemon.send(SIGUSR1)
            return try await daemon.status().counts.held == 30
        }
        try await expectBrake(on: daemon)
        #expect(try await daemon.document("/atom.xml").tag == before.tag)
        try FileManager.default.removeItem(atPath: place.seeds)
        try place.rename(place.root + "/elsewhere", place.seeds)
        try await expectClean(daemon)
        #expect(try await daemon.document("/atom.xml").tag == before.tag)
    }

    @Test("Seeds that are all deleted at once are held, and restored they are the same articles")
    func allDeleted() async throws {
        let place = try Place()
        try place.write(SeedText.many(30))
        let daemon = try await started(place)
        let before = try await daemon.document("/atom.xml")
        try await deleteAll(place)
        try await eventually("they are held") { try await daemon.status().counts.held == 30 }
        try await expectBrake(on: daemon)
        #expect(try await daemon.status().brake?.contains("30 articles") == true)
        #expect(try await daemon.document("/atom.xml").tag == before.tag)
        try place.write(SeedText.many(30))
        try await expectClean(daemon)
        let after = try await daemon.document("/atom.xml")
        #expect(AtomText(after.text) == AtomText(before.text))
        #expect(after.tag == before.tag)
    }

    @Test("What the brake holds goes when someone says so, also after a restart")
    func released() async throws {
        let place = try Place()
        try place.write(SeedText.many(30))
        let first = try await started(place)
        try await deleteAll(place)
        try await eventually("they are held") { try await first.status().counts.held == 30 }
        try await first.terminate()
        let daemon = try await started(place)
        #expect(try await daemon.status().counts.held == 30)
        #expect(try await daemon.atom().entries.count == 30)
        let finished = try await place.sower("retract", "--missing", "--state", place.state)
        #expect(finished.status == 0)
        #expect(finished.lines.count == 30)
        #expect(try await daemon.atom().entries.isEmpty)
        for number in [1, 17, 30] {
            #expect(try await daemon.get("/articles/article-number-\(number)").status == 410)
        }
        #expect(try await place.sower("status", "--state", place.state).status == 0)
        try await place.xmllint([try await daemon.document("/atom.xml").body], isAtom: true)
    }

    @Test("A few seeds that go are retracted without a question")
    func fewDeleted() async throws {
        let place = try Place()
        try place.write(SeedText.many(30))
        let daemon = try await started(place)
        for number in 1...5 { try place.remove("article-\(number).txt") }
        try await daemon.holds(25)
        let status = try await daemon.status()
        #expect(status.brake == nil && status.counts.missing == 0)
        #expect(try await daemon.get("/articles/article-number-3").status == 410)
        #expect(try await daemon.get("/articles/article-number-6").status == 200)
    }

    @Test("With “on-missing: keep” nothing is ever retracted for being away")
    func kept() async throws {
        let place = try Place()
        try place.write(SeedText.many(3))
        let daemon = try await SowerDaemon(place, configuration: "grace: 0\non-missing: keep\n")
        let before = try await daemon.document("/atom.xml")
        for number in 1...3 { try place.remove("article-\(number).txt") }
        try await daemon.refresh()
        #expect(try await daemon.status().counts.missing == 3)
        #expect(try await daemon.document("/atom.xml").tag == before.tag)
    }

    @Test("A seeds folder on another device retracts nothing", .enabled(if: MountedFolder.isPermitted))
    func unmounted() async throws {
        let place = try Place()
        var mounted: MountedFolder? = try MountedFolder(place.seeds)
        try place.write(SeedText.many(30))
        let daemon = try await started(place)
        let before = try await daemon.document("/atom.xml")
        mounted = nil
        try await eventually("the seeds are held") { try await daemon.status().counts.held == 30 }
        try await expectBrake(on: daemon)
        #expect(try await daemon.document("/atom.xml").tag == before.tag)
        mounted = try MountedFolder(place.seeds)
        try place.write(SeedText.many(30))
        // Nothing tells of a mount, so it would be noticed a little later by itself.
        daemon.send(SIGUSR1)
        try await expectClean(daemon)
        #expect(try await daemon.document("/atom.xml").tag == before.tag)
        try await daemon.terminate()
        mounted = nil
        #expect(mounted == nil)
    }

    private func deleteAll(_ place: Place) async throws {
        let names = SeedText.many(30).map { place.seed($0.name) }
        #expect(try await place.run("rm", names).status == 0)
    }
}
