import Glibc

/// A file by its path, and what keeping a ledger asks of it.
struct DiskFile: Hashable {
    let path: String

    init(_ path: String) {
        self.path = path
    }

    var exists: Bool {
        get throws(LedgerFileError) {
            var answer = stat()
            if lstat(path, &answer) == 0 { return true }
            guard errno == ENOENT else { throw failure("looked at") }
            return false
        }
    }

    /// In bytes; 0 for one that is not there.
    var size: Int64 {
        get throws(LedgerFileError) {
            var answer = stat()
            if stat(path, &answer) == 0 { return Int64(answer.st_size) }
            guard errno == ENOENT else { throw failure("looked at") }
            return 0
        }
    }

    /// The beginning of the file; shorter when the file is.
    func head(_ count: Int) throws(LedgerFileError) -> [UInt8] {
        let file = try opened(O_RDONLY)
        defer { close(file) }
        var bytes = [UInt8](repeating: 0, count: count)
        let filled = try read(file, &bytes)
        return Array(bytes[..<filled])
    }

    /// Copies into a file that is made or emptied first; on stable storage when it returns.
    func copy(to target: DiskFile) throws(LedgerFileError) {
        let source = try opened(O_RDONLY)
        defer { close(source) }
        let copy = try target.opened(O_WRONLY | O_CREAT | O_TRUNC)
        defer { close(copy) }
        var buffer = [UInt8](repeating: 0, count: 1 << 18)
        while true {
            let filled = try read(source, &buffer)
            if filled == 0 { break }
            var start = 0
            while start < filled {
                let written = buffer[start..<filled].withUnsafeBytes { write(copy, $0.baseAddress, $0.count) }
                if written < 0, errno == EINTR { continue }
                guard written > 0 else { throw target.failure("written") }
                start += written
            }
        }
        guard fsync(copy) == 0 else { throw target.failure("written") }
    }

    /// Brings what was written to stable storage; works on a folder too, for the names in it.
    func sync() throws(LedgerFileError) {
        let file = try opened(O_RDONLY)
        defer { close(file) }
        guard fsync(file) == 0 else { throw failure("written") }
    }

    /// The same for a file's bytes alone, and what is needed to read them (fdatasync(2)).
    func syncData() throws(LedgerFileError) {
        let file = try opened(O_RDONLY)
        defer { close(file) }
        guard fdatasync(file) == 0 else { throw failure("written") }
    }

    /// Renames, in place of what bore the name before (rename(2)).
    func move(to target: DiskFile) throws(LedgerFileError) {
        guard rename(path, target.path) == 0 else { throw failure("renamed to \(target.path)") }
    }

    /// Makes an empty file, or leaves the one that is there; on stable storage when it returns.
    func create() throws(LedgerFileError) {
        let file = try opened(O_WRONLY | O_CREAT)
        defer { close(file) }
        guard fsync(file) == 0 else { throw failure("written") }
        try folder.sync()
    }

    /// Deletes; one that is not there is no matter.
    func remove() throws(LedgerFileError) {
        guard unlink(path) == 0 || errno == ENOENT else { throw failure("deleted") }
    }

    /// The folder that holds the file.
    var folder: DiskFile {
        guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return DiskFile(".") }
        return DiskFile(slash == path.startIndex ? "/" : String(path[..<slash]))
    }

    /// Makes the folder, for this user alone; one that is there stays.
    func makeFolder() throws(LedgerFileError) {
        guard mkdir(path, 0o700) == 0 || errno == EEXIST else { throw failure("made") }
    }

    /// The names in the folder, in no order; none when there is no folder.
    func names() throws(LedgerFileError) -> [String] {
        guard let folder = opendir(path) else {
            if errno == ENOENT { return [] }
            throw failure("listed")
        }
        defer { closedir(folder) }
        var names: [String] = []
        while true {
            errno = 0
            guard let entry = readdir(folder) else { break }
            names.append(
                withUnsafeBytes(of: entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
            )
        }
        guard errno == 0 else { throw failure("listed") }
        return names
    }

    private func opened(_ flags: Int32) throws(LedgerFileError) -> Int32 {
        let file = open(path, flags | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw failure("opened") }
        return file
    }

    /// Fills the buffer as far as the file goes.
    private func read(_ file: Int32, _ buffer: inout [UInt8]) throws(LedgerFileError) -> Int {
        var filled = 0
        while filled < buffer.count {
            let count = buffer[filled...].withUnsafeMutableBytes { Glibc.read(file, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw failure("read") }
            if count == 0 { break }
            filled += count
        }
        return filled
    }

    private func failure(_ action: String) -> LedgerFileError {
        LedgerFileError(path: path, action: action, number: errno)
    }
}

/// Storage that fails a ledger or a backup; never a sign of damage in the file.
package struct LedgerFileError: Error, Sendable, Hashable, CustomStringConvertible {
    package let path: String
    /// What could not be done, as a participle.
    package let action: String
    /// One of the numbers of errno(3).
    package let number: Int32

    package var description: String { "\(path): can't be \(action): \(String(cString: strerror(number)))" }
}
