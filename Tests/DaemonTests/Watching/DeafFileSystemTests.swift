import Testing

@testable import Daemon

@Suite("File systems that don't tell of all changes")
struct DeafFileSystemTests {
    @Test(
        "They are known by statfs(2)'s type",
        arguments: [
            (0x6969, "NFS"), (0xFF53_4D42, "CIFS"), (0xFE53_4D42, "SMB"), (0x6573_5546, "FUSE"), (0x0102_1997, "9p"),
            (0x00C3_6400, "Ceph"), (0x5346_414F, "AFS"), (0xEF53, nil), (0x5846_5342, nil), (0x9123_683E, nil),
            (0x0102_1994, nil), (0x794C_7630, nil),
        ] as [(UInt32, String?)]
    )
    func types(type: UInt32, name: String?) {
        #expect(DeafFileSystem.name(ofType: type) == name)
    }

    @Test("Those here are others, and a path that isn't there is none")
    func here() throws {
        let disk = try SeedsOnDisk()
        #expect(disk.folder.deafness() == nil)
        #expect(DeafFileSystem.name(at: "/proc") == nil)
        #expect(DeafFileSystem.name(at: "/nowhere") == nil)
    }

    @Test("Those mounted inside the folder count, with spaces in their names")
    func mounts() {
        let text = """
            21 28 0:19 / /sys rw - sysfs sysfs rw
            30 28 0:25 / /srv/articles rw - nfs4 server:/a rw
            31 28 0:26 / /srv/articles/from\\040far\\134away rw,nosuid shared:1 - fuse.sshfs far:/ rw
            32 28 0:27 / /srv/articles-of-old rw - ext4 /dev/sda1 rw
            33 28
            """
        #expect(SeedFolder.mountPoints(in: text, below: "/srv/articles") == ["/srv/articles/from far\\away"])
    }
}
