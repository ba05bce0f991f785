import Glibc

/// Keeps a second daemon away from a state folder, for as long as it lives (flock(2)).
package struct StateLock: ~Copyable, Sendable {
    private let descriptor: Int32

    /// Throws `StateLocked` when another process holds it, `StateError` when the file can't be opened.
    package init(_ state: StateFolder) throws {
        var descriptor = open(state.lock, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        // A lock can be held on a file that can't be written.
        if descriptor < 0, errno == EROFS { descriptor = open(state.lock, O_RDONLY | O_CLOEXEC) }
        guard descriptor >= 0 else {
            throw StateError("\(state.lock): can't be opened: \(String(cString: strerror(errno)))")
        }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            var bytes = [UInt8](repeating: 0, count: 32)
            let count = max(0, pread(descriptor, &bytes, bytes.count, 0))
            close(descriptor)
            let holder = String(decoding: bytes[..<count], as: UTF8.self).split(separator: "\n").first.map(String.init)
            throw StateLocked(path: state.path, holder: holder)
        }
        let text = "\(getpid())\n"
        ftruncate(descriptor, 0)
        _ = text.withCString { pwrite(descriptor, $0, strlen($0), 0) }
        self.descriptor = descriptor
    }

    deinit {
        close(descriptor)
    }
}

/// Another daemon uses the state folder.
package struct StateLocked: Error, CustomStringConvertible {
    package let path: String
    /// Its process id, when it could be read.
    package let holder: String?

    package var description: String {
        "\(path): in use by another sower" + (holder.map { ", process \($0)" } ?? "")
    }
}
