import Foundation

/// A file system in memory over a folder, for as long as it is held.
final class MountedFolder {
    private let path: String

    init(_ path: String) throws {
        guard mount("none", path, "tmpfs", 0, "size=16m") == 0 else {
            throw HTTPFailure(description: "\(path): \(String(cString: strerror(errno)))")
        }
        self.path = path
    }

    /// Lets nobody write to it any more, or everybody again; fails while a file in it is open for writing.
    func setReadOnly(_ isReadOnly: Bool) throws {
        guard mount("none", path, "tmpfs", UInt(MS_REMOUNT) | (isReadOnly ? UInt(MS_RDONLY) : 0), "size=16m") == 0
        else {
            throw HTTPFailure(description: "\(path): \(String(cString: strerror(errno)))")
        }
    }

    deinit {
        umount2(path, Int32(MNT_DETACH))
    }

    /// Whether this process may mount anything: containers mostly forbid it, also to root.
    static let isPermitted: Bool = {
        guard let place = try? Place() else { return false }
        return (try? MountedFolder(place.seeds)) != nil
    }()
}
