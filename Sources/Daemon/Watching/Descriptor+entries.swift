import Glibc

extension Descriptor {
    /// One name in a folder, with what readdir(3) says of its type.
    struct Entry {
        enum Hint {
            case file, folder, link, other
            /// The file system doesn't say; ask `status(of:)`.
            case unknown
        }

        let name: [UInt8]
        let hint: Hint
    }

    /// All names of this folder but "." and "..", in no order.
    func entries() throws(SystemError) -> [Entry] {
        // A description of its own, since reading moves the offset and closing the stream closes the descriptor.
        let own = try SystemError.check { () in openat(number, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC) }
        guard let stream = fdopendir(own) else {
            let failure = SystemError(number: errno)
            close(own)
            throw failure
        }
        defer { closedir(stream) }

        var entries: [Entry] = []
        while true {
            errno = 0
            guard let record = readdir(stream) else {
                let number = errno
                if number != 0 { throw SystemError(number: number) }
                return entries
            }
            let name = Self.name(in: record)
            if name != [UInt8(ascii: ".")] && name != [UInt8(ascii: "."), UInt8(ascii: ".")] {
                entries.append(Entry(name: name, hint: Self.hint(Int(record.pointee.d_type))))
            }
        }
    }

    /// Reads the name where it lies: the record may be shorter than the C struct, so it can't be copied whole.
    private static func name(in record: UnsafeMutablePointer<dirent>) -> [UInt8] {
        let start = UnsafeRawPointer(record) + (MemoryLayout<dirent>.offset(of: \.d_name) ?? 19)
        let count = strlen(start.assumingMemoryBound(to: CChar.self))
        return [UInt8](UnsafeRawBufferPointer(start: start, count: count))
    }

    private static func hint(_ type: Int) -> Entry.Hint {
        switch type {
        case Int(DT_REG): .file
        case Int(DT_DIR): .folder
        case Int(DT_LNK): .link
        case Int(DT_UNKNOWN): .unknown
        default: .other
        }
    }
}
