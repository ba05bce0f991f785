import Glibc

/// Small dealings with single files.
package enum FilesOnDisk {
    /// The whole of a small file as text; throws when it can't be read, is larger than `limit` bytes or isn't UTF-8.
    package static func text(at path: String, limit: Int = 1 << 20) throws(StateError) -> String {
        guard let text = String(validating: try bytes(at: path, limit: limit), as: UTF8.self) else {
            throw StateError("\(path): not UTF-8")
        }
        return text
    }

    /// Writes a small file, on the disk before this returns; throws when it can't be written.
    package static func write(_ text: String, to path: String) throws(StateError) {
        guard let file = fopen(path, "we") else {
            throw StateError("\(path): can't be written: \(String(cString: strerror(errno)))")
        }
        fputs(text, file)
        let failed = fflush(file) != 0 || fsync(fileno(file)) != 0
        fclose(file)
        if failed { throw StateError("\(path): can't be written: \(String(cString: strerror(errno)))") }
    }

    /// Whether there is anything at a path.
    package static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

    /// The whole of a file; throws when it can't be read or is larger than `limit` bytes.
    package static func bytes(at path: String, limit: Int) throws(StateError) -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw StateError("\(path): \(String(cString: strerror(errno)))") }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = read(descriptor, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw StateError("\(path): \(String(cString: strerror(errno)))") }
            if count == 0 { break }
            bytes += buffer[..<count]
            guard bytes.count <= limit else { throw StateError("\(path): larger than \(limit) bytes") }
        }
        return bytes
    }

    /// Copies a file to where none is, readable by this user alone; throws when either can't be read or written.
    package static func copy(_ path: String, to target: String) throws(StateError) {
        let source = open(path, O_RDONLY | O_CLOEXEC)
        guard source >= 0 else { throw StateError("\(path): \(String(cString: strerror(errno)))") }
        defer { close(source) }
        let copy = open(target, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard copy >= 0 else { throw StateError("\(target): \(String(cString: strerror(errno)))") }
        defer { close(copy) }
        while true {
            let count = sendfile(copy, source, nil, 1 << 24)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else {
                throw StateError("\(target): can't be copied from \(path): \(String(cString: strerror(errno)))")
            }
            if count == 0 { return }
        }
    }

    /// Deletes an SQLite database with its side files; those that are not there are no matter.
    package static func removeDatabase(_ path: String) throws(StateError) {
        for file in [path, path + "-wal", path + "-shm", path + "-journal"] where unlink(file) != 0 && errno != ENOENT {
            throw StateError("\(file): can't be deleted: \(String(cString: strerror(errno)))")
        }
    }

    /// The absolute path without links, or the absolute form of the path when nothing is there (realpath(3)).
    package static func realPath(_ path: String) -> String {
        if let resolved = realpath(path, nil) {
            defer { free(resolved) }
            return String(cString: resolved)
        }
        if path.hasPrefix("/") { return path }
        guard let folder = getcwd(nil, 0) else { return path }
        defer { free(folder) }
        return String(cString: folder) + "/" + path
    }

    /// The absolute form of a path; links in it stay, so that what they lead to may change.
    package static func absolute(_ path: String) -> String {
        guard !path.hasPrefix("/"), let folder = getcwd(nil, 0) else { return path }
        defer { free(folder) }
        return String(cString: folder) + "/" + path
    }

    /// The folder that holds what is at an absolute path.
    package static func folder(of path: String) -> String {
        let parent = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? ""
        return parent.isEmpty ? "/" : parent
    }

    /// 32 random bytes from the kernel (getrandom(2)).
    package static func randomBytes() -> [UInt8] {
        var generator = SystemRandomNumberGenerator()
        return (0..<32).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
    }
}
