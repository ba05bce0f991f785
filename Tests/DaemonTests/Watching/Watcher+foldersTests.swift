import CLinux
import Glibc
import Testing

@testable import Daemon

@Suite("Watching folders come and go")
struct WatcherFoldersTests {
    @Test("A folder that is there at the start is watched at any depth, drafts are not")
    func existing() async throws {
        let disk = try SeedsOnDisk()
        try disk.makeFolder("a/b/c")
        try disk.makeFolder("_a/b")
        let seeds = try await WatchedSeeds(disk)
        try disk.write("a/b/c/s.txt")
        try disk.write("_a/b/s.txt")
        #expect(try await seeds.hear() == [.written("a/b/c/s.txt")])
    }

    @Test("Folders made and filled faster than they are watched: events and scans together see every file")
    func filledAtOnce() async throws {
        let disk = try SeedsOnDisk()
        let seeds = try await WatchedSeeds(disk)
        var expected: Set<String> = []
        for number in 0..<50 {
            try disk.makeFolder("\(number)/b/c")
            try disk.write("\(number)/b/c/s.txt")
            try disk.write("\(number)/s.txt")
            expected.formUnion(["\(number)/b/c/s.txt", "\(number)/s.txt"])
        }
        var seen: Set<String> = []
        for event in try await seeds.hear() {
            switch event {
            case .written(let path): seen.insert(path)
            case .folderArrived(let path): seen.formUnion(try disk.folder.scan(under: path).seeds.keys)
            default: Issue.record("\(event)")
            }
        }
        #expect(seen == expected)
    }

    @Test("A folder renamed inside the tree is watched under its new name")
    func movedInside() async throws {
        let seeds = try await WatchedSeeds()
        try seeds.disk.makeFolder("a/b")
        try seeds.disk.makeFolder("x")
        _ = try await seeds.hear()
        try seeds.disk.move("a", "x/y")
        #expect(try await seeds.hear() == [.folderRemoved("a"), .folderArrived("x/y")])
        try seeds.disk.write("x/y/b/s.txt")
        try seeds.disk.move("x", "z")
        try seeds.disk.write("z/y/b/s.txt")
        let events = try await seeds.hear()
        #expect(events.prefix(3) == [.written("x/y/b/s.txt"), .folderRemoved("x"), .folderArrived("z")])
        try seeds.disk.write("z/y/b/t.txt")
        #expect(try await seeds.hear() == [.written("z/y/b/t.txt")])
    }

    @Test("Two folders that change places are both watched where they are then", arguments: ["x/b", "c"])
    func exchanged(other: String) async throws {
        let seeds = try await WatchedSeeds()
        try seeds.disk.makeFolder("a/deep")
        try seeds.disk.makeFolder(other + "/deep")
        try seeds.disk.write("a/one.txt")
        _ = try await seeds.hear()
        try #require(sower_exchange(seeds.disk.path("a"), seeds.disk.path(other)) == 0)
        let events = Set(try await seeds.hear())
        #expect(events.isSuperset(of: [.folderRemoved("a"), .folderArrived(other), .folderArrived("a")]))
        for path in ["a/s.txt", "a/deep/s.txt", other + "/s.txt", other + "/deep/s.txt"] {
            try seeds.disk.write(path)
            #expect(try await seeds.hear() == [.written(path)])
        }
    }

    @Test("A folder moved out is no longer watched, and moved in again it is")
    func movedOutAndIn() async throws {
        let seeds = try await WatchedSeeds()
        let away = seeds.disk.outside + "/away"
        try seeds.disk.makeFolder("a/b")
        _ = try await seeds.hear()
        try seeds.disk.move("a", away)
        #expect(try await seeds.hear() == [.folderRemoved("a")])
        try seeds.disk.write(away + "/s.txt")
        try seeds.disk.write(away + "/b/s.txt")
        #expect(try await seeds.hear().isEmpty)
        try seeds.disk.move(away, "c")
        #expect(try await seeds.hear() == [.folderArrived("c")])
        try seeds.disk.write("c/b/s.txt")
        #expect(try await seeds.hear() == [.written("c/b/s.txt")])
    }

    @Test("A draft folder that gets a plain name arrives, and the other way round it is removed")
    func drafts() async throws {
        let seeds = try await WatchedSeeds()
        try seeds.disk.makeFolder("_a/b")
        try seeds.disk.write("_a/b/s.txt")
        #expect(try await seeds.hear().isEmpty)
        try seeds.disk.move("_a", "a")
        #expect(try await seeds.hear() == [.folderArrived("a")])
        try seeds.disk.write("a/b/s.txt")
        #expect(try await seeds.hear() == [.written("a/b/s.txt")])
        try seeds.disk.move("a", "_a")
        try seeds.disk.write("_a/b/s.txt")
        #expect(try await seeds.hear() == [.folderRemoved("a")])
    }

    @Test("A deleted folder is removed and, made again, watched again")
    func deleted() async throws {
        let seeds = try await WatchedSeeds()
        for _ in 0..<20 {
            try seeds.disk.makeFolder("a/b")
            _ = try await seeds.hear()
            try seeds.disk.write("a/b/s.txt")
            #expect(try await seeds.hear() == [.written("a/b/s.txt")])
            for path in ["a/b/s.txt", "a/b", "a"] { try seeds.disk.delete(path) }
            #expect(try await seeds.hear() == [.removed("a/b/s.txt"), .folderRemoved("a/b"), .folderRemoved("a")])
        }
    }

    @Test("Two folders that swap names keep their watches apart")
    func swapped() async throws {
        let seeds = try await WatchedSeeds()
        try seeds.disk.makeFolder("a/x")
        try seeds.disk.makeFolder("b/y")
        _ = try await seeds.hear()
        for _ in 0..<20 {
            try seeds.disk.move("a", "c")
            try seeds.disk.move("b", "a")
            try seeds.disk.move("c", "b")
        }
        _ = try await seeds.hear()
        try seeds.disk.write("a/x/s.txt")
        try seeds.disk.write("b/y/s.txt")
        #expect(try await seeds.hear() == [.written("a/x/s.txt"), .written("b/y/s.txt")])
    }

    @Test("A folder that takes a file's name, and the other way round")
    func replaced() async throws {
        let seeds = try await WatchedSeeds()
        try seeds.disk.write("a.txt")
        try seeds.disk.delete("a.txt")
        try seeds.disk.makeFolder("a.txt")
        try seeds.disk.delete("a.txt")
        try seeds.disk.write("a.txt")
        let events = try await seeds.hear()
        #expect(events.last == .written("a.txt"))
        #expect(events.contains(.folderRemoved("a.txt")))
    }
}
