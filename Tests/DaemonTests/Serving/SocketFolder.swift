import Glibc
import Testing

/// A folder for one test, removed with the few files that it may hold.
final class SocketFolder {
    let path: String

    init() throws {
        var template = Array("/tmp/sower-test-XXXXXX".utf8CString)
        let made = template.withUnsafeMutableBufferPointer { $0.baseAddress.flatMap { mkdtemp($0) } != nil }
        try #require(made)
        path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    deinit {
        for name in ["s", "journal", "access.log"] { unlink("\(path)/\(name)") }
        rmdir(path)
    }
}
