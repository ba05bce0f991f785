import Foundation
import Testing

@Suite("A disk that is slow, or fails")
struct DiskTests {
    /// Lets strace(1) tamper with what the daemon waits for the disk by, for some seconds.
    private func tampering(
        _ injection: String,
        for seconds: Int,
        _ place: Place,
        _ daemon: SowerDaemon,
        _ work: () async throws -> Void
    ) async throws {
        let process = try await daemon.status().process
        let log = place.root + "/strace-errors"
        let strace = try Running(
            "timeout",
            [
                "\(seconds)", "strace", "-f", "-o", place.root + "/strace", "-e", "trace=fdatasync,fsync", "-e",
                "inject=fdatasync,fsync:\(injection)", "-p", "\(process)",
            ],
            environment: plainEnvironment(home: place.root),
            output: place.root + "/strace-output",
            errors: log
        )
        try await eventually("strace is attached") { place.text("strace-errors").contains("attached") }
        try await work()
        _ = try await strace.exit()
    }

    @Test("An article is in no feed before its id is on the disk, however long that takes")
    func slow() async throws {
        let place = try Place()
        try place.write(SeedText.many(3))
        let daemon = try await SowerDaemon(place)
        try await daemon.refresh()
        try await tampering("delay_enter=1500000", for: 8, place, daemon) {
            let began = ContinuousClock.now
            try place.drop("late.txt", SeedText.plain("Late"))
            try await eventually("it is in the feed") { try await daemon.atom()["Late"] }
            #expect(ContinuousClock.now - began >= .milliseconds(1_400))
        }
    }

    @Test("While the disk takes nothing nothing new is published and the status says so; then it is")
    func failing() async throws {
        let place = try Place()
        try place.write(SeedText.many(3))
        let daemon = try await SowerDaemon(place)
        try await daemon.refresh()
        let before = try await daemon.document("/atom.xml")
        try await tampering("error=EIO", for: 6, place, daemon) {
            try place.drop("late.txt", SeedText.plain("Late"))
            try await eventually("the status says so") { try await daemon.health().trouble != nil }
            let now = try await daemon.document("/atom.xml")
            #expect(now.body == before.body && now.tag == before.tag)
        }
        try await eventually("it is in the feed") { try await daemon.atom()["Late"] }
        try await eventually("nothing is wrong any more") { try await daemon.health().trouble == nil }
        #expect(try await daemon.status().articles == 4)
    }
}
