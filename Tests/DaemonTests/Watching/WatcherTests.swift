import Glibc
import Testing

@testable import Daemon

@Suite("Watching for seeds")
struct WatcherTests {
    @Test("A file is told of when it is closed, not while it is written")
    func closing() async throws {
        let seeds = try await WatchedSeeds()
        let file = open(seeds.disk.path("a.txt"), O_WRONLY | O_CREAT | O_CLOEXEC, 0o644)
        try #require(file != -1)
        try #require(write(file, "one", 3) == 3)
        #expect(try await seeds.hear().isEmpty)
        close(file)
        #expect(try await seeds.hear() == [.written("a.txt")])
    }

    @Test("Renames into, inside and out of the folder are told apart, and deletions")
    func renames() async throws {
        let seeds = try await WatchedSeeds()
        try seeds.disk.write(seeds.disk.outside + "/new", "x")
        try seeds.disk.move(seeds.disk.outside + "/new", "a.txt")
        #expect(try await seeds.hear() == [.arrived("a.txt")])
        try seeds.disk.move("a.txt", "b.txt")
        #expect(try await seeds.hear() == [.removed("a.txt"), .arrived("b.txt")])
        try seeds.disk.move("b.txt", seeds.disk.outside + "/old.txt")
        #expect(try await seeds.hear() == [.removed("b.txt")])
        try seeds.disk.write("c.txt")
        try seeds.disk.delete("c.txt")
        #expect(try await seeds.hear() == [.written("c.txt"), .removed("c.txt")])
    }

    @Test("An editor that saves by a backup and a rename is heard for the seed alone")
    func editor() async throws {
        let seeds = try await WatchedSeeds()
        try seeds.disk.write("a.txt", "old")
        _ = try await seeds.hear()
        try seeds.disk.write("4913")
        try seeds.disk.delete("4913")
        try seeds.disk.write(".a.txt.swp")
        try seeds.disk.move("a.txt", "a.txt~")
        try seeds.disk.write("a.txt", "new")
        try seeds.disk.delete("a.txt~")
        try seeds.disk.delete(".a.txt.swp")
        #expect(try await seeds.hear() == [.removed("a.txt"), .written("a.txt")])
    }

    @Test("A hard link and a file without a former name are told of, though nothing is closed after them")
    func hardLinks() async throws {
        let seeds = try await WatchedSeeds()
        try seeds.disk.write("_draft")
        try seeds.disk.makeHardLink("a.txt", to: "_draft")
        #expect(try await seeds.hear() == [.written("a.txt")])
        try seeds.disk.delete("_draft")
        #expect(try await seeds.hear().isEmpty)
    }

    @Test("A draft that gets a seed's name arrives, and a seed that becomes a draft is removed")
    func drafts() async throws {
        let seeds = try await WatchedSeeds()
        try seeds.disk.write("_a.txt")
        #expect(try await seeds.hear().isEmpty)
        try seeds.disk.move("_a.txt", "a.txt")
        #expect(try await seeds.hear() == [.arrived("a.txt")])
        try seeds.disk.move("a.txt", ".a.txt")
        #expect(try await seeds.hear() == [.removed("a.txt")])
    }

    @Test("A changed mode is told of, since the file may have become readable")
    func modes() async throws {
        let seeds = try await WatchedSeeds()
        try seeds.disk.write("a.txt")
        try seeds.disk.write("a.pdf")
        _ = try await seeds.hear()
        try #require(chmod(seeds.disk.path("a.txt"), 0o600) == 0)
        try #require(chmod(seeds.disk.path("a.pdf"), 0o600) == 0)
        #expect(try await seeds.hear() == [.written("a.txt")])
    }

    @Test("A pipe and a socket are told of, so that a look can refuse them")
    func special() async throws {
        let seeds = try await WatchedSeeds()
        try seeds.disk.makePipe("pipe.txt")
        try seeds.disk.makeSocket("socket.txt")
        #expect(try await seeds.hear() == [.written("pipe.txt"), .written("socket.txt")])
    }

    @Test("A name that isn't valid UTF-8 is refused in a readable form, and told of when it goes")
    func invalidNames() async throws {
        let seeds = try await WatchedSeeds()
        let name: [UInt8] = [0xFC] + Array(".txt".utf8)
        try seeds.disk.write(bytes: name)
        try seeds.disk.write(bytes: [0xFC])
        let path = Array(seeds.disk.path("").utf8) + name
        #expect(try await seeds.hear() == [.refused("\u{FFFD}.txt", "its name is not valid UTF-8")])
        try #require(unlink(path.cPath) == 0)
        #expect(try await seeds.hear() == [.removed("\u{FFFD}.txt")])
        try #require(mkdir(path.cPath, 0o755) == 0)
        #expect(try await seeds.hear() == [.refused("\u{FFFD}.txt", "its name is not valid UTF-8")])
        try #require(rmdir(path.cPath) == 0)
        #expect(try await seeds.hear() == [.folderRemoved("\u{FFFD}.txt")])
    }

    @Test("Nothing is said before the start and after the stop, and it can be started again")
    func stopping() async throws {
        let disk = try SeedsOnDisk()
        #expect(Watcher(folder: disk.folder) { _ in }.mode == .degraded("not started"))
        let seeds = try await WatchedSeeds(disk)
        try disk.write("a.txt")
        #expect(try await seeds.hear() == [.written("a.txt")])
        seeds.watcher.stop()
        #expect(seeds.watcher.mode == .degraded("stopped"))
        try disk.write("b.txt")
        try await seeds.start()
        try await seeds.start()
        try disk.write("c.txt")
        #expect(try await seeds.hear() == [.written("c.txt")])
    }

    @Test("A watcher that is let go closes its instance")
    func closes() async throws {
        let limit = WatchFault.value(of: "fs.inotify.max_user_instances") ?? 128
        for _ in 0..<min(limit * 2, 1000) {
            _ = try await WatchedSeeds()
        }
    }
}
