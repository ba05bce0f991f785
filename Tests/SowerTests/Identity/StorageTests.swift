import Foundation
import Testing

@Suite("Storage that fails while the daemon runs")
struct StorageTests {
    @Test(
        "On a full disk the feeds are served on, the status shows it, and freed space is enough",
        .enabled(if: MountedFolder.isPermitted)
    )
    func full() async throws {
        let place = try Place()
        try FileManager.default.createDirectory(atPath: place.state, withIntermediateDirectories: false)
        let mounted = try MountedFolder(place.state)
        try place.write(SeedText.many(5))
        let daemon = try await SowerDaemon(place, baseURL: "http://news.example")
        let before = try await daemon.document("/atom.xml")
        let ids = try await daemon.atom().entries
        let ballast = place.state + "/ballast"
        try fill(ballast)
        try place.write(SeedText.many(20, from: 6))
        try await eventually("the status shows trouble") { try await daemon.health().trouble != nil }
        #expect(try await daemon.document("/atom.xml").body == before.body)
        #expect(try await daemon.document("/articles/article-number-2").status == 200)
        let status = try await place.sower("status", "--state", place.state)
        #expect(status.output.contains("trouble:"))
        #expect(status.status == 1)
        try FileManager.default.removeItem(atPath: ballast)
        try await daemon.holds(25)
        try await eventually("the trouble is over") { try await daemon.health().trouble == nil }
        let after = try await daemon.atom()
        for entry in ids { #expect(after[entry.title] == entry) }
        #expect(after.entries.count == 25)
        try await daemon.terminate()
        let second = try await SowerDaemon(place, baseURL: "http://news.example")
        #expect(try await second.atom() == after)
        try await second.terminate()
        withExtendedLifetime(mounted) {}
    }

    @Test(
        "Started on a full disk it serves what was published, and the next start takes in what is new",
        .enabled(if: MountedFolder.isPermitted)
    )
    func startedOnFull() async throws {
        let place = try Place()
        try FileManager.default.createDirectory(atPath: place.state, withIntermediateDirectories: false)
        let mounted = try MountedFolder(place.state)
        try place.write(SeedText.many(5))
        let first = try await SowerDaemon(place, baseURL: "http://news.example")
        let before = try await first.document("/atom.xml").body
        let ids = try await first.atom().entries
        try await first.terminate()
        let ballast = place.state + "/ballast"
        try fill(ballast)
        try place.write(SeedText.many(20, from: 6))
        let second = try await SowerDaemon(place, baseURL: "http://news.example")
        #expect(try await second.document("/atom.xml").body == before)
        let status = try await place.sower("status", "--state", place.state)
        #expect(status.output.contains("\(place.state): the disk is full"))
        #expect(try await second.document("/atom.xml").body == before)
        try await second.terminate()
        try FileManager.default.removeItem(atPath: ballast)
        let third = try await SowerDaemon(place, baseURL: "http://news.example")
        try await third.holds(25)
        let after = try await third.atom()
        for entry in ids { #expect(after[entry.title] == entry) }
        try await third.terminate()
        withExtendedLifetime(mounted) {}
    }

    @Test(
        "Started on a read-only file system it serves what was published, and gives no id",
        .enabled(if: MountedFolder.isPermitted),
        arguments: [true, false]
    )
    func startedReadOnly(_ isCleanlyClosed: Bool) async throws {
        let place = try Place()
        try FileManager.default.createDirectory(atPath: place.state, withIntermediateDirectories: false)
        let mounted = try MountedFolder(place.state)
        try place.write(SeedText.many(5))
        let first = try await SowerDaemon(place, baseURL: "http://news.example")
        let before = try await first.document("/atom.xml")
        let ids = try await first.atom().entries
        let page = try await first.document("/articles/article-number-2")
        try await first.terminate(isCleanlyClosed ? SIGTERM : SIGKILL)
        try mounted.setReadOnly(true)
        try place.write("late.txt", SeedText.plain("Written Late"))
        try FileManager.default.removeItem(atPath: place.seeds + "/article-3.txt")

        let second = try await SowerDaemon(place, baseURL: "http://news.example")
        #expect(try await second.document("/atom.xml").body == before.body)
        #expect(try await second.document("/atom.xml").tag == before.tag)
        #expect(try await second.document("/atom.xml")["last-modified"] == before["last-modified"])
        #expect(try await second.document("/articles/article-number-2").body == page.body)
        #expect(try await second.get("/articles/written-late").status == 404)
        let status = try await place.sower("status", "--state", place.state)
        #expect(status.output.contains("\(place.state): the file system is read-only"))
        #expect(status.status == 1)
        let refresh = try await place.sower("refresh", "--wait", "--state", place.state)
        #expect(refresh.status != 0)
        #expect(refresh.errors.contains("read-only"))
        #expect(second.log.contains("the file system is read-only; what was published is served"))
        let rival = try await place.sower("serve", place.seeds, "--state", place.state, "--listen", "127.0.0.1:0")
        #expect(rival.status == 69)
        #expect(try await second.document("/atom.xml").body == before.body)
        try await second.terminate()

        try mounted.setReadOnly(false)
        let third = try await SowerDaemon(place, baseURL: "http://news.example")
        #expect(try await third.atom()["Written Late"] != nil)
        let after = try await third.atom()
        for entry in ids where entry.title != "Article Number 3" { #expect(after[entry.title] == entry) }
        try await third.terminate()
        withExtendedLifetime(mounted) {}
    }

    /// A file system can't be made read-only while files are open for writing, so the system calls are made to fail.
    @Test(
        "When nothing can be written any more the feeds are served on, and it recovers by itself",
        .enabled(if: geteuid() == 0),
        arguments: ["EROFS", "EIO", "ENOSPC"]
    )
    func failing(_ error: String) async throws {
        let place = try Place()
        try place.write(SeedText.many(5))
        let daemon = try await SowerDaemon(place, baseURL: "http://news.example")
        let before = try await daemon.document("/atom.xml")
        let ids = try await daemon.atom().entries
        let process = try await daemon.status().process
        let calls = "pwrite64,pwritev,ftruncate,fallocate,fsync,fdatasync"
        let tracer = try Running(
            "strace",
            [
                "-f", "-p", "\(process)", "-e", "trace=\(calls)", "-e", "inject=\(calls):error=\(error)",
                "-o", place.root + "/trace",
            ],
            environment: plainEnvironment(home: place.root),
            output: place.root + "/strace.out",
            errors: place.root + "/strace.err"
        )
        try await eventually("strace is there") { place.text("strace.err").contains("attached") }
        try place.write("late.txt", SeedText.plain("Written Late"))
        try await eventually("the status shows trouble") { try await daemon.health().trouble != nil }
        for _ in 0..<5 {
            #expect(try await daemon.document("/atom.xml").body == before.body)
            #expect(try await daemon.document("/articles/article-number-2").status == 200)
        }
        #expect(daemon.log.contains("not everything could be stored"))
        tracer.send(SIGINT)
        _ = try await tracer.exit()
        try await daemon.holds(6)
        try await eventually("the trouble is over") { try await daemon.health().trouble == nil }
        let after = try await daemon.atom()
        for entry in ids { #expect(after[entry.title] == entry) }
        #expect(after["Written Late"] != nil)
        #expect(daemon.isRunning)
        try await daemon.terminate()
        let second = try await SowerDaemon(place, baseURL: "http://news.example")
        #expect(try await second.atom() == after)
        #expect(try await second.health().incidents == [])
    }

    /// Writes until nothing more fits.
    private func fill(_ path: String) throws {
        let file = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0o600)
        try #require(file >= 0)
        defer { close(file) }
        for size in [65_536, 4_096, 1] {
            let bytes = [UInt8](repeating: 1, count: size)
            while write(file, bytes, size) > 0 {}
        }
    }
}
