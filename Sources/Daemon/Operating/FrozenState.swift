import Catalogue
import Glibc
import Syndication

/// A copy of a state folder on a read-only or full file system, so that what was published is served on.
///
/// SQLite can't open a database with a write-ahead log where it can make no files, and the admin socket needs a place too.
package struct FrozenState: Sendable {
    /// The copy, in use as any state folder is.
    package let copy: StateFolder
    /// Why nothing is taken in, for log and status.
    package let reason: String

    /// Copies the state when nothing can be written to it; nil when it can.
    ///
    /// A copy left by an earlier start is replaced, so the caller must hold the state's lock. Throws when there is no
    /// ledger to copy, or the copy can't be made.
    package static func copy(of state: StateFolder, _ environment: [String: String]) throws -> FrozenState? {
        guard let obstacle = state.obstacle else { return nil }
        let reason = "\(state.path): \(obstacle); what was published is served, and nothing new is taken in"
        guard FilesOnDisk.exists(state.ledger) else {
            throw StateError("\(state.path): \(obstacle), and there is no ledger in it to go on from")
        }
        let places = StateFolder.shelters(environment)
        guard let root = places.first(where: { access($0, W_OK) == 0 }) else {
            throw StateError("\(reason); nor can a copy be made in \(places.joined(separator: " or "))")
        }
        let copy = state.shelter(in: root)
        try copy.takePossession()
        for (from, to) in [(state.ledger, copy.ledger), (state.catalogue, copy.catalogue)] {
            try FilesOnDisk.removeDatabase(to)
            // Not the index of the log, which says where other processes were.
            for suffix in ["", "-wal", "-journal"] where FilesOnDisk.exists(from + suffix) {
                try FilesOnDisk.copy(from + suffix, to: to + suffix)
            }
        }
        return FrozenState(copy: copy, reason: reason)
    }

    /// Deletes the copied databases, once they are closed; what they hold is in the state itself.
    package func discard() throws {
        for database in [copy.ledger, copy.catalogue] { try FilesOnDisk.removeDatabase(database) }
        rmdir(copy.path)
    }
}

extension StateFolder {
    /// Why nothing can be written to it; nil when half a megabyte can be (access(2), posix_fallocate(3)).
    var obstacle: String? {
        if access(path, W_OK) != 0, errno == EROFS { return "the file system is read-only" }
        // As much as the databases need to be opened and to take in one article.
        let probe = path + "/room"
        let file = open(probe, O_WRONLY | O_CREAT | O_CLOEXEC, 0o600)
        if file < 0 { return errno == ENOSPC || errno == EDQUOT ? "the disk is full" : nil }
        defer {
            close(file)
            unlink(probe)
        }
        let result = posix_fallocate(file, 0, 1 << 19)
        return result == ENOSPC || result == EDQUOT ? "the disk is full" : nil
    }

    /// Where copies of states that can't be written may be, the best first.
    package static func shelters(_ environment: [String: String]) -> [String] {
        // systemd may list several; the first is ours.
        let named = environment["RUNTIME_DIRECTORY"]?.split(separator: ":").first.map(String.init)
        return [named, "/run/sower", environment["XDG_RUNTIME_DIR"], environment["TMPDIR"], "/tmp"].compactMap(\.self)
    }

    /// The folder that a copy of this one is made in.
    package func shelter(in root: String) -> StateFolder {
        StateFolder(path: "\(root)/sower-\(getuid())-\(Digest([path]).hex.prefix(12))")
    }

    /// The admin socket of the daemon that uses this state, wherever its file is.
    ///
    /// The state's own unless nobody listens there and a copy has one.
    package func liveSocket(_ environment: [String: String]) -> String {
        guard !FilesOnDisk.exists(socket) || SocketFile.isDeserted(socket) else { return socket }
        let copies = StateFolder.shelters(environment).map { shelter(in: $0) }
        return copies.first { $0.isOurs && FilesOnDisk.exists($0.socket) }?.socket ?? socket
    }

    /// Whether somebody listens on a socket file: a daemon that was killed leaves its own behind.
    package static func isLive(_ socket: String) -> Bool {
        FilesOnDisk.exists(socket) && !SocketFile.isDeserted(socket)
    }

    /// Whether it is a folder of this user's that nobody else may enter (lstat(2)).
    private var isOurs: Bool {
        var answer = stat()
        return lstat(path, &answer) == 0 && answer.st_mode & S_IFMT == S_IFDIR && answer.st_uid == geteuid()
            && answer.st_mode & 0o077 == 0
    }

    /// Makes the folder where everyone may make one, and sees that it is this user's alone.
    fileprivate func takePossession() throws(StateError) {
        guard mkdir(path, 0o700) == 0 || errno == EEXIST else {
            throw StateError("\(path): can't be made: \(String(cString: strerror(errno)))")
        }
        guard isOurs else { throw StateError("\(path): belongs to somebody else, or others may enter it") }
    }
}
