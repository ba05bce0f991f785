import Catalogue
import Glibc

/// What stat(2) tells of one file.
struct FileStatus {
    enum Kind {
        case file, folder, link, pipe, socket, device
    }

    let kind: Kind
    let stamp: FileStamp
    let identity: FolderIdentity
    /// How many names the file has.
    let names: Int
    /// Whoever asks, so that nobody needs to.
    let isReadableByAll: Bool

    init(_ answer: stat) {
        kind =
            switch answer.st_mode & S_IFMT {
            case S_IFREG: .file
            case S_IFDIR: .folder
            case S_IFLNK: .link
            case S_IFIFO: .pipe
            case S_IFSOCK: .socket
            default: .device
            }
        stamp = FileStamp(
            size: Int64(answer.st_size),
            modified: Self.nanoseconds(answer.st_mtim),
            changed: Self.nanoseconds(answer.st_ctim),
            inode: UInt64(answer.st_ino),
        )
        identity = FolderIdentity(device: UInt64(answer.st_dev), inode: UInt64(answer.st_ino))
        names = Int(answer.st_nlink)
        isReadableByAll = answer.st_mode & 0o444 == 0o444
    }

    /// Whether a name just made already stands for a whole file (linkat(2)), so that no closing will follow.
    ///
    /// A file still being written has one name, and both its times move together.
    var isLinkedIn: Bool {
        kind == .file && (names > 1 || (stamp.size > 0 && stamp.changed != stamp.modified))
    }

    /// Wraps around instead of trapping: a file system may hold any number for a time.
    private static func nanoseconds(_ time: timespec) -> Int64 {
        Int64(time.tv_sec) &* 1_000_000_000 &+ Int64(time.tv_nsec)
    }
}
