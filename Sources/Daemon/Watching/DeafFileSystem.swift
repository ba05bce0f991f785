import CLinux

/// File systems that others write to as well: inotify(7) hears of what this machine does, and of nothing else.
enum DeafFileSystem {
    /// The file system's usual name when it is such a one; nil when all changes to it are made here.
    ///
    /// - Parameter type: `f_type` of statfs(2).
    static func name(ofType type: UInt32) -> String? { names[type] }

    /// The same for what is mounted at a path; nil also when that can't be told.
    static func name(at path: String) -> String? {
        let type = sower_file_system_type(path)
        return type == -1 ? nil : name(ofType: UInt32(truncatingIfNeeded: type))
    }

    /// From linux/magic.h and the file systems' own headers.
    private static let names: [UInt32: String] = [
        0x6969: "NFS",
        0x517B: "SMB",
        0xFE53_4D42: "SMB",
        0xFF53_4D42: "CIFS",
        // Whatever is behind it: sshfs, rclone, virtiofs, a shared folder of a virtual machine.
        0x6573_5546: "FUSE",
        0x0102_1997: "9p",
        0x5346_414F: "AFS",
        0x6B41_4653: "AFS",
        0x00C3_6400: "Ceph",
        0x564C: "NCP",
        0x7375_7245: "Coda",
        0x0BD0_0BD0: "Lustre",
        0x4750_4653: "GPFS",
        0x0116_1970: "GFS2",
        0x7461_636F: "OCFS2",
        0x1983_0326: "BeeGFS",
        0x786F_4256: "VirtualBox’s shared folders",
    ]
}

extension SeedFolder {
    /// Which file system of the folder, or of one mounted below it, doesn't tell of all changes; nil when all do.
    func deafness() -> String? {
        if let name = DeafFileSystem.name(at: path) { return name }
        guard let text = try? FilesOnDisk.text(at: "/proc/self/mountinfo", limit: 1 << 24) else { return nil }
        for place in SeedFolder.mountPoints(in: text, below: path) {
            if let name = DeafFileSystem.name(at: place) {
                return "\(name) at \(SeedPath.relative(place, to: path) ?? place)"
            }
        }
        return nil
    }

    /// The mount points below a path, from the text of proc(5)'s mountinfo, where spaces are written as `\040`.
    static func mountPoints(in text: String, below path: String) -> [String] {
        text.split(separator: "\n").compactMap { line in
            let fields = line.split(separator: " ")
            guard fields.count > 4 else { return nil }
            let place = unescaped(fields[4])
            return place != path && SeedPath.relative(place, to: path) != nil ? place : nil
        }
    }

    private static func unescaped(_ text: Substring) -> String {
        var (bytes, rest) = ([UInt8](), text.utf8[...])
        while let byte = rest.popFirst() {
            let digits = rest.prefix(3)
            if byte == UInt8(ascii: "\\"), digits.count == 3,
                let code = UInt8(String(decoding: digits, as: UTF8.self), radix: 8)
            {
                bytes.append(code)
                rest = rest.dropFirst(3)
            } else {
                bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
