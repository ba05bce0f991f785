import Glibc

/// An open file or folder; closed when its owner lets it go.
struct Descriptor: ~Copyable, Sendable {
    let number: Int32

    init(number: Int32) {
        self.number = number
    }

    /// Opens a folder by its path, following links.
    init(folder path: String) throws(SystemError) {
        number = try SystemError.check { () in open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC) }
    }

    deinit {
        close(number)
    }

    /// Opens a folder inside this one; a link in its place is `ELOOP`.
    func folder(_ name: String) throws(SystemError) -> Descriptor {
        do {
            let flags = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC
            return Descriptor(number: try SystemError.check { () in openat(number, name, flags) })
        } catch {
            // With O_DIRECTORY the kernel calls an unfollowed link "not a directory", as it does a plain file.
            guard error.number == ENOTDIR, try status(of: name).kind == .link else { throw error }
            throw SystemError(number: ELOOP)
        }
    }

    /// Opens the folder that `names` lead to, one by one, following no link.
    func descend(_ names: some Sequence<Substring>) throws(SystemError) -> Descriptor {
        var folder = try folder(".")
        for name in names {
            folder = try folder.folder(String(name))
        }
        return folder
    }

    /// Opens a file for reading; never waits for a writer, becomes no terminal's owner, follows no link.
    func file(_ name: String) throws(SystemError) -> Descriptor {
        let flags = O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC
        return Descriptor(number: try SystemError.check { () in openat(number, name, flags) })
    }

    /// What is known of a name in this folder without opening it.
    func status(of name: String, followingLinks: Bool = false) throws(SystemError) -> FileStatus {
        var answer = stat()
        let flags = followingLinks ? 0 : AT_SYMLINK_NOFOLLOW
        try SystemError.check { () in fstatat(number, name, &answer, flags) }
        return FileStatus(answer)
    }

    func status() throws(SystemError) -> FileStatus {
        var answer = stat()
        try SystemError.check { () in fstat(number, &answer) }
        return FileStatus(answer)
    }

    /// Succeeds if this process may read the named file.
    func checkReadable(_ name: String) throws(SystemError) {
        try SystemError.check { () in faccessat(number, name, R_OK, AT_EACCESS) }
    }

    /// Reads on from the current offset until `count` bytes or the end are reached.
    ///
    /// - Parameter enough: the end is not looked for behind so many.
    func read(atMost count: Int, enough: Int = .max) throws(SystemError) -> [UInt8] {
        var failure: SystemError?
        let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            while filled < min(count, enough), let base = buffer.baseAddress {
                let result = Glibc.read(number, base + filled, count - filled)
                if result == 0 { return }
                if result > 0 {
                    filled += result
                } else if errno != EINTR {
                    failure = SystemError(number: errno)
                    return
                }
            }
        }
        if let failure { throw failure }
        return bytes
    }
}
