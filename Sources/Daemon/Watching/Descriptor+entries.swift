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
    ///
    /// - Parameter namesFiles: false to leave out what is known for a regular file, as most are.
    func entries(namesFiles: Bool = true) throws(SystemError) -> [Entry] {
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
            let hint = Self.hint(Int(record.pointee.d_type))
            if hint == .file, !namesFiles { continue }
            let name = Self.name(in: record)
            // "." and "..".
            if name.count > 2 || name.contains(where: { $0 != UInt8(ascii: ".") }) {
                entries.append(Entry(name: name, hint: hint))
            }
        }
    }

    /// All names in the order of the bytes of the paths below them: a folder stands where its name and a slash do.
    func entriesInPathOrder() throws(SystemError) -> [Entry] {
        var entries = try entries()
        for index in entries.indices where entries[index].hint == .unknown {
            entries[index] = entry(entries[index].name)
        }
        entries.sort { $0.precedes($1) }
        return entries
    }

    /// Asks for the type that the file system doesn't list.
    private func entry(_ name: [UInt8]) -> Entry {
        guard let text = String(validating: name, as: UTF8.self), let kind = try? status(of: text).kind else {
            return Entry(name: name, hint: .unknown)
        }
        switch kind {
        case .file: return Entry(name: name, hint: .file)
        case .folder: return Entry(name: name, hint: .folder)
        case .link: return Entry(name: name, hint: .link)
        case .pipe, .socket, .device: return Entry(name: name, hint: .other)
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

extension Descriptor.Entry {
    fileprivate func precedes(_ other: Self) -> Bool {
        let shared = min(name.count, other.name.count)
        let order = name.withUnsafeBytes { own in
            other.name.withUnsafeBytes { others in
                own.baseAddress.flatMap { own in others.baseAddress.map { memcmp(own, $0, shared) } } ?? 0
            }
        }
        if order != 0 { return order < 0 }
        // Beyond what they share: a byte of the longer name, a slash for a folder, or the end.
        return byte(at: shared) < other.byte(at: shared)
    }

    private func byte(at index: Int) -> Int {
        if index < name.count { return Int(name[index]) }
        return hint == .folder ? Int(UInt8(ascii: "/")) : -1
    }
}
