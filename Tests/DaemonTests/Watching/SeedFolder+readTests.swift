import Foundation
import Synchronization
import Testing

@testable import Daemon

@Suite("Reading one file")
struct SeedFolderReadTests {
    @Test("A file is read whole, with the stamp a look gives", arguments: [0, 1, 4095, 4096, 100_000])
    func whole(size: Int) throws {
        let disk = try SeedsOnDisk()
        try disk.makeFolder("a")
        try disk.write("a/s.txt", String(repeating: "x", count: size))
        let (bytes, stamp) = try disk.folder.read("a/s.txt", limit: 100_000)
        #expect(bytes == [UInt8](repeating: 0x78, count: size))
        #expect(disk.folder.look(at: "a/s.txt") == .seed(stamp))
    }

    @Test("A file above the limit is refused with both numbers")
    func tooLarge() throws {
        let disk = try SeedsOnDisk()
        try disk.write("s.txt", "12345")
        try disk.write("sparse.txt", "")
        try #require(truncate(disk.path("sparse.txt"), 1 << 40) == 0)
        let error = FolderError(path: "s.txt", reason: .tooLarge(size: 5, limit: 4))
        #expect(throws: error) { try disk.folder.read("s.txt", limit: 4) }
        #expect(error.description == "s.txt: too large: 5 bytes, at most 4 are taken")
        #expect(throws: FolderError(path: "sparse.txt", reason: .tooLarge(size: 1 << 40, limit: 4))) {
            try disk.folder.read("sparse.txt", limit: 4)
        }
        #expect(throws: Never.self) { try disk.folder.read("s.txt", limit: 5) }
    }

    @Test("Whatever folder is still open, each path gives its own bytes or is refused as by itself")
    func neighbours() throws {
        let disk = try SeedsOnDisk()
        let paths = ["s.txt", "a/s.txt", "a/t.txt", "a/a/s.txt", "ab/s.txt", "a/é.txt", "a/gone.txt"]
        for folder in ["a", "a/a", "ab"] { try disk.makeFolder(folder) }
        for path in paths.dropLast() { try disk.write(path, path) }
        try disk.makePipe("a/p.txt")
        try disk.makeLink("a/l.txt", to: "../s.txt")
        let others = ["a/p.txt", "a/l.txt", "a", "a/", "a/..", "a/../s.txt", "a//s.txt", "a/./s", "a/\0", "", "/s.txt"]
        var parent: OpenFolder?
        for path in (0..<40).flatMap({ _ in (paths + others).shuffled() }) {
            let alone = Result { try disk.folder.read(path, limit: 100).bytes }
            let isKnown = Bool.random()
            let next = Result { try disk.folder.read(path, limit: 100, from: &parent, isKnown: isKnown).bytes }
            #expect((try? next.get()) == (try? alone.get()), "\(path)")
            if case (.failure(let one), .failure(let other)) = (alone, next) {
                #expect(one as? FolderError == other as? FolderError, "\(path)")
            }
            if paths.dropLast().contains(path) { #expect((try? next.get()) == Array(path.utf8)) }
        }
    }

    @Test("A file that changes while it is read is read again")
    func changing() throws {
        let disk = try SeedsOnDisk()
        try disk.write("s.txt", "one")
        var changes = ["three"]
        var parent: OpenFolder?
        let (bytes, _) = try disk.folder.read("s.txt", limit: 10, from: &parent) {
            if let change = changes.popLast() { try? disk.write("s.txt", change) }
        }
        #expect(bytes == Array("three".utf8))
    }

    @Test("A file that grows at every read is unsettled, and one that outgrows the limit too large")
    func growing() throws {
        let disk = try SeedsOnDisk()
        try disk.write("s.txt", "")
        var (text, parent) = ("", nil as OpenFolder?)
        func grow() {
            text += "x"
            try? disk.write("s.txt", text)
        }
        #expect(throws: FolderError(path: "s.txt", reason: .unsettled)) {
            try disk.folder.read("s.txt", limit: 10, from: &parent, afterReading: grow)
        }
        #expect(throws: FolderError(path: "s.txt", reason: .tooLarge(size: 5, limit: 4))) {
            try disk.folder.read("s.txt", limit: 4, from: &parent, afterReading: grow)
        }
    }

    @Test("What isn't a file inside the folder is never read")
    func notFiles() throws {
        let disk = try SeedsOnDisk()
        try disk.makePipe("pipe.txt")
        try disk.makeSocket("socket.txt")
        try disk.makeFolder("a.txt")
        let reasons: [String: FolderError.Reason] = [
            "pipe.txt": .refused("a named pipe"), "socket.txt": .refused("a socket"), "a.txt": .refused("a folder"),
            "none.txt": .absent, "none/none.txt": .absent, "../x.txt": .refused("not a path inside the seeds folder"),
            "": .refused("not a path inside the seeds folder"),
        ]
        for (path, reason) in reasons {
            #expect(throws: FolderError(path: path, reason: reason)) { try disk.folder.read(path, limit: 10) }
        }
        try disk.delete("a.txt")
        try disk.delete("pipe.txt")
        try disk.delete("socket.txt")
        try disk.delete(disk.root)
        #expect(throws: FolderError(path: disk.root, reason: .rootUnreadable(SystemError(number: ENOENT)))) {
            try disk.folder.read("s.txt", limit: 10)
        }
    }

    @Test("A link that is swapped all the time never lets a byte of the outside in")
    func swapping() async throws {
        let disk = try SeedsOnDisk()
        try disk.makeFolder("a")
        try disk.write("a/s.txt", "inside")
        try #require(mkdir(disk.outside + "/b", 0o755) == 0)
        try disk.write(disk.outside + "/b/s.txt", "secret")
        try disk.makeLink("s.txt", to: "a/s.txt")
        // A thread of its own: tasks of other tests may hold all that tasks share.
        let isDone = Flag()
        defer { isDone.value.withLock { $0 = true } }
        Thread.detachNewThread {
            while !isDone.value.withLock({ $0 }) {
                _ = rename(disk.path("a"), disk.path("_a"))
                symlink("../b", disk.path("a"))
                unlink(disk.path("a"))
                _ = rename(disk.path("_a"), disk.path("a"))
            }
        }
        // Both must have been met often: the folder in its place, and the link in its place or neither.
        var (taken, refused) = (0, 0)
        var parent: OpenFolder?
        let began = ContinuousClock.now
        // Among many other tests this one may come to few turns, and each of both must have come at least.
        while taken < 500 || refused < 500,
            ContinuousClock.now < began + .seconds(taken > 0 && refused > 0 ? 20 : 120)
        {
            // Others wait for this thread, too.
            if (taken + refused).isMultiple(of: 20) { await Task.yield() }
            let path = Bool.random() ? "a/s.txt" : "s.txt"
            if Bool.random() { parent = nil }
            let isKnown = Bool.random()
            if let bytes = try? disk.folder.read(path, limit: 100, from: &parent, isKnown: isKnown).bytes {
                #expect(bytes == Array("inside".utf8))
                taken += 1
            } else {
                refused += 1
            }
        }
        #expect(taken > 0 && refused > 0)
    }
}

private final class Flag: Sendable {
    let value = Mutex(false)
}
