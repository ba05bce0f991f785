import CLinux
import Catalogue
import Glibc
import Testing

@testable import Daemon

@Suite("Walking the seeds folder")
struct SeedFolderScanTests {
    @Test("A walk finds the seeds, counts the rest and agrees with a look")
    func finds() throws {
        let disk = try SeedsOnDisk()
        try disk.makeFolder("a/b")
        try disk.makeFolder("_d/e")
        try disk.makeFolder("lost+found")
        for path in ["s.txt", "a/s.txt", "a/b/S.TXT", "_d/e/s.txt", "_s.txt", "a/s.txt~", "lost+found/s.txt", "x.pdf"] {
            try disk.write(path)
        }
        try disk.makePipe("pipe.txt")
        try disk.makeSocket("socket")
        let scan = try disk.folder.scan()
        #expect(scan.seeds.keys.sorted() == ["a/b/S.TXT", "a/s.txt", "s.txt"])
        for (path, stamp) in scan.seeds {
            #expect(disk.folder.look(at: path) == .seed(stamp))
        }
        #expect(scan.refused == ["pipe.txt": "a named pipe"])
        #expect(scan.drafts == 2)
        #expect(scan.leftovers == 2)
        #expect(scan.others == 2)
        #expect(scan.unreadable.isEmpty)
        #expect(scan.identity == disk.folder.identity())
        #expect(try disk.folder.scan(under: "a").seeds.keys.sorted() == ["a/b/S.TXT", "a/s.txt"])
        #expect(try disk.folder.scan(under: "a/b").seeds.keys.sorted() == ["a/b/S.TXT"])
        #expect(try disk.folder.scan(under: "_d/e").seeds.isEmpty)
    }

    @Test("A walk meets the seeds in the order of their paths' bytes, as the catalogue has them")
    func order() throws {
        let disk = try SeedsOnDisk()
        let names = [
            "a.txt", "a-b.txt", "a0.txt", "a/z.txt", "é.txt", "Z.txt", "a/b/c.txt", "a/b.txt", "a.b/c.txt", "漢.txt",
        ]
        for folder in ["a", "a/b", "a.b"] { try disk.makeFolder(folder) }
        for name in names { try disk.write(name) }
        var met: [String] = []
        _ = try disk.folder.walk { path, _ in met.append(path) }
        #expect(met == names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
        #expect(try Set(met) == Set(disk.folder.scan().seeds.keys))
        for count in 1...names.count + 1 {
            let first = try disk.folder.first(count)
            #expect(first.map(\.path) == Array(met.prefix(count)))
            #expect(first.allSatisfy { disk.folder.look(at: $0.path) == .seed($0.stamp) })
        }
    }

    @Test("A missing seeds folder is an error, not an empty one, and a missing folder in it is absent")
    func missing() throws {
        let disk = try SeedsOnDisk()
        #expect(throws: FolderError(path: "a", reason: .absent)) { try disk.folder.scan(under: "a") }
        try disk.write("s.txt")
        #expect(throws: FolderError(path: "s.txt", reason: .absent)) { try disk.folder.scan(under: "s.txt") }
        let reason = FolderError.Reason.rootUnreadable(SystemError(number: ENOENT))
        let nowhere = SeedFolder(path: disk.outside + "/nowhere")
        #expect(throws: FolderError(path: nowhere.path, reason: reason)) { try nowhere.scan() }
        #expect(throws: FolderError(path: nowhere.path, reason: reason)) { try nowhere.scan(under: "a") }
        let file = SeedFolder(path: disk.path("s.txt"))
        #expect(throws: FolderError.self) { try file.scan() }
    }

    @Test("A name that isn't valid UTF-8 is refused in a readable form, and its folder isn't entered")
    func invalidNames() throws {
        let disk = try SeedsOnDisk()
        try disk.write(bytes: [0x66, 0xFC, 0x72] + Array(".txt".utf8))
        try disk.write(bytes: [0xFF])
        try #require(mkdir((Array(disk.path("").utf8) + [0xFF, 0x64]).cPath, 0o755) == 0)
        let scan = try disk.folder.scan()
        #expect(scan.seeds.isEmpty)
        #expect(
            scan.refused == [
                "f\u{FFFD}r.txt": "its name is not valid UTF-8", "\u{FFFD}d": "its name is not valid UTF-8",
            ]
        )
        #expect(scan.others == 1)
        #expect(disk.folder.look(at: "f\u{FFFD}r.txt") == .absent)
    }

    @Test("Of two names that are one text the first is taken and the other refused")
    func twinNames() throws {
        let disk = try SeedsOnDisk()
        try disk.write("e\u{0301}.txt", "decomposed")
        try disk.write("\u{E9}.txt", "composed")
        let scan = try disk.folder.scan()
        #expect(scan.seeds.count == 1)
        #expect(scan.seeds.values.first?.size == 10)
        #expect(scan.refused.count == 1)
    }

    @Test("Folders nested too deep are refused and end the walk")
    func depth() throws {
        let disk = try SeedsOnDisk()
        let levels = SeedFolder.depthLimit + 2
        let path = Array(repeating: "d", count: levels).joined(separator: "/")
        try disk.makeFolder(path)
        try disk.write(path + "/s.txt")
        let last = Array(repeating: "d", count: SeedFolder.depthLimit - 1).joined(separator: "/")
        try disk.write(last + "/s.txt")
        let scan = try disk.folder.scan()
        #expect(scan.refused == [last + "/d": "nested deeper than 64 folders"])
        #expect(Array(scan.seeds.keys) == [last + "/s.txt"])
        #expect(disk.folder.look(at: path + "/s.txt") == .refused("nested deeper than 64 folders"))
    }

    @Test("A folder that can't be searched is named, so that its seeds aren't taken for absent")
    func unreadable() throws {
        let disk = try SeedsOnDisk()
        try disk.makeFolder("a")
        try disk.write("a/s.txt")
        try disk.write("t.txt")
        chmod(disk.path("a"), 0)
        chmod(disk.path("t.txt"), 0)
        chmod(disk.outside, 0o755)
        defer { chmod(disk.path("a"), 0o755) }
        // Root may read everything, so its thread looks as nobody.
        let former = geteuid() == 0 ? setfsuid(65_534) : nil
        defer { if former != nil { setfsuid(0) } }
        let scan = try disk.folder.scan()
        let reason = "not readable: Permission denied"
        #expect(scan.unreadable == ["a"])
        #expect(scan.refused == ["a": reason, "t.txt": reason])
        #expect(disk.folder.look(at: "a/s.txt") == .refused(reason))
        #expect(disk.folder.look(at: "t.txt") == .refused(reason))
    }
}
