import Catalogue
import Glibc
import Testing

@testable import Daemon

@Suite("Links among the seeds")
struct SeedFolderLinksTests {
    @Test("A link inside the folder is followed, through drafts and absolute paths too")
    func inside() throws {
        let disk = try SeedsOnDisk()
        try disk.makeFolder("a/.store")
        try disk.write("a/.store/x", "12345")
        try disk.makeLink("a/data", to: ".store")
        try disk.makeLink("a/..data", to: ".store")
        try disk.makeLink("one.txt", to: "a/.store/x")
        try disk.makeLink("a/two.txt", to: "..data/x")
        try disk.makeLink("three.txt", to: disk.path("a/.store/x"))
        try disk.makeLink("four.txt", to: "three.txt")
        for link in ["one.txt", "a/two.txt", "three.txt", "four.txt"] {
            guard case .seed(let stamp) = disk.folder.look(at: link) else {
                Issue.record("\(link) is \(disk.folder.look(at: link))")
                continue
            }
            #expect(stamp.size == 5)
            #expect(try disk.folder.read(link, limit: 10).bytes == Array("12345".utf8))
        }
        #expect(try disk.folder.scan().seeds.count == 4)
    }

    @Test("A link that leads out, dangles, goes round or leads to a folder is refused with the reason")
    func refused() throws {
        let disk = try SeedsOnDisk()
        try disk.makeFolder("a")
        try disk.write("a/x.txt")
        try disk.write(disk.outside + "/secret.txt")
        try #require(mkdir(disk.outside + "/seeds-not", 0o755) == 0)
        try disk.write(disk.outside + "/seeds-not/x.txt")
        let links = [
            "passwd.txt": "/etc/passwd", "up.txt": "../secret.txt", "near.txt": "../seeds-not/x.txt",
            "dangling.txt": "nothing", "round.txt": "around.txt", "around.txt": "round.txt", "folder.txt": "a",
            "folder": "a", "out": "/etc",
        ]
        for (link, target) in links { try disk.makeLink(link, to: target) }
        let out = "a link that leads out of the seeds folder"
        let round = "a link that goes round in a circle"
        let folder = "a link to a folder; links to files are followed, links to folders are not"
        let reasons = [
            "passwd.txt": out, "up.txt": out, "near.txt": out, "dangling.txt": "a dangling link", "round.txt": round,
            "around.txt": round, "folder.txt": folder, "folder": folder, "out": folder,
        ]
        for (link, reason) in reasons {
            #expect(disk.folder.look(at: link) == .refused(reason), "\(link)")
        }
        let scan = try disk.folder.scan()
        #expect(scan.refused == reasons)
        #expect(scan.seeds.keys.sorted() == ["a/x.txt"])
        #expect(scan.unreadable.isEmpty)
        // The link is refused; behind it there is nothing.
        #expect(disk.folder.look(at: "folder/x.txt") == .absent)
        #expect(disk.folder.look(at: "out/passwd") == .absent)
        #expect(throws: FolderError(path: "passwd.txt", reason: .refused(out))) {
            try disk.folder.read("passwd.txt", limit: 10_000)
        }
        #expect(throws: FolderError(path: "folder/x.txt", reason: .refused(folder))) {
            try disk.folder.read("folder/x.txt", limit: 10_000)
        }
    }

    @Test("A link with another name to a file is counted like other files, and drafts like drafts")
    func others() throws {
        let disk = try SeedsOnDisk()
        try disk.makeLink("x.pdf", to: "/etc/passwd")
        try disk.makeLink("gone", to: "nothing")
        try disk.makeLink("_d.txt", to: "/etc/passwd")
        try disk.makeLink("_e", to: "/etc")
        let scan = try disk.folder.scan()
        #expect(scan.refused.isEmpty)
        #expect(scan.others == 2)
        #expect(scan.drafts == 2)
    }

    @Test("A link to a pipe is refused and never opened")
    func pipe() throws {
        let disk = try SeedsOnDisk()
        try disk.makePipe("p")
        try disk.makeLink("p.txt", to: "p")
        #expect(disk.folder.look(at: "p.txt") == .refused("a named pipe"))
        #expect(throws: FolderError(path: "p.txt", reason: .refused("a named pipe"))) {
            try disk.folder.read("p.txt", limit: 10)
        }
    }

    @Test("The way of a link names each hop, its end and the folders above")
    func ways() throws {
        let disk = try SeedsOnDisk()
        try disk.makeFolder(".1")
        try disk.write(".1/a.txt")
        try disk.makeLink("..data", to: ".1")
        try disk.makeLink("a.txt", to: "..data/a.txt")
        try disk.makeLink("b.txt", to: "a.txt")
        try disk.makeLink("c.txt", to: "b.txt")
        try disk.makeLink("gone.txt", to: "x/none")
        #expect(disk.folder.way(ofLink: "a.txt") == ["..data/a.txt", "..data", ".1/a.txt", ".1"])
        #expect(
            disk.folder.way(ofLink: "c.txt") == ["b.txt", "a.txt", "..data/a.txt", "..data", ".1/a.txt", ".1"]
        )
        #expect(disk.folder.way(ofLink: "gone.txt") == ["x/none", "x"])
    }
}
