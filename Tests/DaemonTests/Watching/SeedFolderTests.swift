import Catalogue
import Glibc
import Testing

@testable import Daemon

@Suite("Looking at one path")
struct SeedFolderTests {
    @Test("A file, a folder, a draft, another file and nothing are told apart")
    func kinds() throws {
        let disk = try SeedsOnDisk()
        try disk.makeFolder("a/_b")
        for path in ["a/s.txt", "a/_b/s.txt", "a/s.pdf", "a/s.txt~"] { try disk.write(path, "12345") }

        guard case .seed(let stamp) = disk.folder.look(at: "a/s.txt") else {
            Issue.record("no seed")
            return
        }
        #expect(stamp.size == 5)
        #expect(stamp.inode != 0)
        #expect(disk.folder.look(at: "") == .folder)
        #expect(disk.folder.look(at: "a") == .folder)
        #expect(disk.folder.look(at: "a/_b") == .ignored)
        #expect(disk.folder.look(at: "a/_b/s.txt") == .ignored)
        #expect(disk.folder.look(at: "a/s.pdf") == .ignored)
        #expect(disk.folder.look(at: "a/s.txt~") == .ignored)
        #expect(disk.folder.look(at: "a/none.txt") == .absent)
        #expect(disk.folder.look(at: "none/none.txt") == .absent)
        #expect(disk.folder.look(at: "a/s.txt/none.txt") == .absent)
    }

    @Test("A folder with a seed's name is a folder")
    func folderNamedLikeASeed() throws {
        let disk = try SeedsOnDisk()
        try disk.makeFolder("a.txt")
        #expect(disk.folder.look(at: "a.txt") == .folder)
    }

    @Test("A path that leads out is refused", arguments: ["../x.txt", "/etc/passwd", "a/../../x.txt", "a\0.txt"])
    func outside(path: String) throws {
        #expect(try SeedsOnDisk().folder.look(at: path) == .refused("not a path inside the seeds folder"))
    }

    @Test("A pipe, a socket and a device with a seed's name are refused by what they are")
    func special() throws {
        let disk = try SeedsOnDisk()
        try disk.makePipe("pipe.txt")
        try disk.makeSocket("socket.txt")
        try disk.makePipe("pipe")
        #expect(disk.folder.look(at: "pipe.txt") == .refused("a named pipe"))
        #expect(disk.folder.look(at: "socket.txt") == .refused("a socket"))
        #expect(disk.folder.look(at: "pipe") == .ignored)
        if mknod(disk.path("device.txt"), S_IFCHR | 0o644, 0x103) == 0 {
            #expect(disk.folder.look(at: "device.txt") == .refused("a device"))
        }
    }

    @Test("While the seeds folder is away nothing is absent")
    func rootAway() throws {
        let disk = try SeedsOnDisk()
        try disk.write("a.txt")
        let identity = try #require(disk.folder.identity())
        try disk.move(disk.root, disk.outside + "/elsewhere")
        #expect(disk.folder.identity() == nil)
        #expect(
            disk.folder.look(at: "a.txt") == .refused("the seeds folder can't be read: No such file or directory")
        )
        try #require(mkdir(disk.root, 0o755) == 0)
        #expect(disk.folder.identity() != identity)
        #expect(disk.folder.look(at: "a.txt") == .absent)
    }

    @Test("A link to the seeds folder is as good as the folder")
    func linkedRoot() throws {
        let disk = try SeedsOnDisk()
        try disk.write("a.txt")
        try disk.makeLink("b.txt", to: "a.txt")
        try disk.makeLink(disk.outside + "/way", to: "seeds")
        let folder = SeedFolder(path: disk.outside + "/way")
        #expect(folder.identity() == disk.folder.identity())
        #expect(try folder.scan().seeds.keys.sorted() == ["a.txt", "b.txt"])
    }

    @Test("A change of the bytes changes the stamp")
    func stamps() throws {
        let disk = try SeedsOnDisk()
        try disk.write("a.txt", "one")
        let before = disk.folder.look(at: "a.txt")
        #expect(disk.folder.look(at: "a.txt") == before)
        try disk.write("a.txt", "three")
        #expect(disk.folder.look(at: "a.txt") != before)
    }
}
