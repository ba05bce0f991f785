import Glibc

/// One inotify(7) instance; closed, with all its watches, when its last owner lets it go.
///
/// A class around the owned descriptor, because a Dispatch source's cancel handler must share in keeping it open.
final class Inotify: Sendable {
    let descriptor: Descriptor

    /// Fails with `EMFILE` when the user's instances or the process's descriptors are used up.
    init() throws(SystemError) {
        let flags = Int32(IN_NONBLOCK) | Int32(IN_CLOEXEC)
        descriptor = Descriptor(number: try SystemError.check { () in inotify_init1(flags) })
    }

    /// Watches a folder; the same folder always has the same watch, whatever path led to it.
    ///
    /// Fails with `ENOSPC` when the user's watches are used up, `EACCES` when the folder isn't readable.
    func add(_ path: String, _ mask: UInt32) throws(SystemError) -> Int32 {
        try SystemError.check { () in inotify_add_watch(descriptor.number, path, mask) }
    }

    /// Ends a watch; one that the kernel has ended already is no error.
    func remove(_ watch: Int32) {
        inotify_rm_watch(descriptor.number, watch)
    }

    /// The bytes of some waiting events, whole ones only; empty when none waits.
    func read() throws(SystemError) -> [UInt8] {
        var failure: SystemError?
        let bytes = [UInt8](unsafeUninitializedCapacity: Self.batch) { buffer, filled in
            var result: Int
            repeat {
                result = Glibc.read(descriptor.number, buffer.baseAddress, Self.batch)
            } while result == -1 && errno == EINTR
            if result == -1 { failure = SystemError(number: errno) }
            filled = max(0, result)
        }
        if let failure, failure.number != EAGAIN { throw failure }
        return bytes
    }

    /// Over two hundred events of the longest name, thousands of usual ones.
    private static let batch = 64 * 1024
}
