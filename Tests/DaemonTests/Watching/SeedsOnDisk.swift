import Glibc
import Testing

@testable import Daemon

/// A seeds folder of its own for one test, in an empty temporary folder; removed with all in it at the end.
final class SeedsOnDisk: Sendable {
    /// The folder around the seeds folder.
    let outside: String
    let root: String

    init() throws {
        var template = Array("/tmp/sower-watching-XXXXXX".utf8CString)
        try #require(mkdtemp(&template) != nil)
        let bytes = template.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
        outside = String(decoding: bytes, as: UTF8.self)
        root = outside + "/seeds"
        try #require(mkdir(root, 0o755) == 0)
    }

    deinit {
        Self.empty(Array(outside.utf8))
        rmdir(outside)
    }

    /// Works on bytes, since some tests make names that are no text.
    private static func empty(_ folder: [UInt8]) {
        guard let names = try? Descriptor(number: open(folder.cPath, O_RDONLY | O_DIRECTORY)).entries() else { return }
        for entry in names {
            let path = folder + [UInt8(ascii: "/")] + entry.name
            if unlink(path.cPath) != 0 {
                empty(path)
                rmdir(path.cPath)
            }
        }
    }

    var folder: SeedFolder {
        SeedFolder(path: root)
    }

    func path(_ path: String) -> String {
        path.hasPrefix("/") ? path : "\(root)/\(path)"
    }

    /// Writes a file at once and closes it.
    func write(_ path: String, _ text: String = "Title\n\nText.\n") throws {
        let file = open(self.path(path), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        try #require(file != -1, "\(path): \(SystemError(number: errno))")
        defer { close(file) }
        let bytes = Array(text.utf8)
        try #require(Glibc.write(file, bytes, bytes.count) == bytes.count)
    }

    /// Makes a folder and those above it.
    func makeFolder(_ path: String) throws {
        var made = root
        for name in path.split(separator: "/") {
            made += "/\(name)"
            try #require(mkdir(made, 0o755) == 0 || errno == EEXIST, "\(made)")
        }
    }

    func move(_ from: String, _ to: String) throws {
        try #require(rename(path(from), path(to)) == 0, "\(from) to \(to): \(SystemError(number: errno))")
    }

    func delete(_ path: String) throws {
        try #require(remove(self.path(path)) == 0, "\(path)")
    }

    func makeLink(_ path: String, to target: String) throws {
        try #require(symlink(target, self.path(path)) == 0, "\(path)")
    }

    func makeHardLink(_ path: String, to target: String) throws {
        try #require(link(self.path(target), self.path(path)) == 0, "\(path)")
    }

    func makePipe(_ path: String) throws {
        try #require(mkfifo(self.path(path), 0o644) == 0, "\(path)")
    }

    func makeSocket(_ path: String) throws {
        try #require(mknod(self.path(path), S_IFSOCK | 0o644, 0) == 0, "\(path)")
    }

    /// Makes an empty file of a name in bytes, which need not be text.
    func write(bytes name: [UInt8], in folder: String = "") throws {
        let path = Array("\(root)/\(folder)/".utf8) + name
        let file = open(path.cPath, O_WRONLY | O_CREAT | O_CLOEXEC, 0o644)
        try #require(file != -1)
        close(file)
    }
}

extension [UInt8] {
    /// As the C library takes it.
    var cPath: [CChar] {
        map { CChar(bitPattern: $0) } + [0]
    }
}
