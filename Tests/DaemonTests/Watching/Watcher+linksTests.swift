import Testing

@testable import Daemon

@Suite("Watching links")
struct WatcherLinksTests {
    @Test("A link is told of when it is made, when its target changes and when it goes")
    func target() async throws {
        let seeds = try await WatchedSeeds()
        try seeds.disk.makeFolder("a")
        try seeds.disk.write("a/x", "one")
        _ = try await seeds.hear()
        try seeds.disk.makeLink("s.txt", to: "a/x")
        #expect(try await seeds.hear() == [.written("s.txt")])
        try seeds.disk.write("a/x", "two")
        #expect(try await seeds.hear().contains(.written("s.txt")))
        try seeds.disk.move("a/x", "a/y")
        #expect(try await seeds.hear().contains(.written("s.txt")))
        try seeds.disk.delete("s.txt")
        #expect(try await seeds.hear() == [.removed("s.txt")])
        try seeds.disk.write("a/x", "three")
        #expect(try await seeds.hear().isEmpty)
    }

    @Test("A link into a draft folder is told of when what it leads to changes")
    func drafts() async throws {
        let disk = try SeedsOnDisk()
        try disk.makeFolder("_store/deep")
        try disk.write("_store/deep/x", "one")
        try disk.makeLink("s.txt", to: "_store/deep/x")
        let seeds = try await WatchedSeeds(disk)
        try disk.write("_store/deep/x", "two")
        #expect(try await seeds.hear().contains(.written("s.txt")))
        try disk.move("_store", "_other")
        #expect(try await seeds.hear().contains(.written("s.txt")))
        try disk.makeFolder("_store/deep")
        try disk.write("_store/deep/x", "three")
        #expect(try await seeds.hear().contains(.written("s.txt")))
    }

    @Test("A volume that changes all its files by the swap of one link is heard for each of them")
    func volume() async throws {
        let disk = try SeedsOnDisk()
        for version in ["..1", "..2"] {
            try disk.makeFolder(version)
            for name in ["a.txt", "b.txt"] { try disk.write("\(version)/\(name)", version) }
        }
        try disk.makeLink("..data", to: "..1")
        for name in ["a.txt", "b.txt"] { try disk.makeLink(name, to: "..data/\(name)") }
        let seeds = try await WatchedSeeds(disk)
        try disk.makeLink("..data_tmp", to: "..2")
        try disk.move("..data_tmp", "..data")
        #expect(try await seeds.hear() == [.written("a.txt"), .written("b.txt")])
        #expect(try disk.folder.read("a.txt", limit: 10).bytes == Array("..2".utf8))
        try disk.write("..2/a.txt", "new")
        #expect(try await seeds.hear().contains(.written("a.txt")))
    }

    @Test("A dangling link is told of when its target comes")
    func dangling() async throws {
        let seeds = try await WatchedSeeds()
        try seeds.disk.makeLink("s.txt", to: "x")
        #expect(try await seeds.hear() == [.written("s.txt")])
        try seeds.disk.write("x", "one")
        #expect(try await seeds.hear().contains(.written("s.txt")))
    }

    @Test("Links that lead out or round harm nothing")
    func harmless() async throws {
        let disk = try SeedsOnDisk()
        try disk.makeLink("round.txt", to: "round.txt")
        try disk.makeLink("out.txt", to: "/etc/passwd")
        try disk.makeLink("up", to: "..")
        try disk.makeLink("self", to: ".")
        let seeds = try await WatchedSeeds(disk)
        try disk.write("s.txt")
        #expect(try await seeds.hear() == [.written("s.txt")])
    }
}
