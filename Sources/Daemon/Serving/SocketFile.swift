import Glibc

/// A listening Unix socket and its file (unix(7)).
struct SocketFile {
    /// Closed by whoever takes it over.
    let descriptor: Int32
    let path: String
    private let device: dev_t
    private let inode: ino_t

    /// Binds and listens.
    ///
    /// A socket file that nobody answers on is replaced. The mode is set before anyone can connect, since a socket
    /// that doesn't listen yet refuses everybody.
    init(path: String, access: SocketAccess, backlog: Int32) throws(ListenError) {
        let listener = Listener.unix(path: path)
        guard var address = SocketFile.address(path) else { throw ListenError(listener, .pathTooLong) }
        try SocketFile.removeStale(path, &address)
        let descriptor = socket(AF_UNIX, SocketFile.streamType, 0)
        guard descriptor >= 0 else { throw ListenError(listener, .system(errno, call: "socket")) }
        guard bound(descriptor, &address) == 0 else {
            let number = errno
            Glibc.close(descriptor)
            throw ListenError(listener, SocketFile.reason(number, call: "bind"))
        }
        var status = stat()
        guard SocketFile.hand(path, to: access), chmod(path, mode_t(access.mode)) == 0,
            listen(descriptor, backlog) == 0, lstat(path, &status) == 0
        else {
            let number = errno
            unlink(path)
            Glibc.close(descriptor)
            throw ListenError(listener, SocketFile.reason(number, call: "listen"))
        }
        (self.descriptor, self.path) = (descriptor, path)
        (device, inode) = (status.st_dev, status.st_ino)
    }

    /// Removes the file unless another process has put its own there meanwhile.
    func remove() {
        var status = stat()
        guard lstat(path, &status) == 0, status.st_dev == device, status.st_ino == inode else { return }
        unlink(path)
    }

    /// False, with errno set, when the owner is unknown or may not be given.
    private static func hand(_ path: String, to access: SocketAccess) -> Bool {
        guard access.owner != nil else { return true }
        var (user, group) = (uid_t.max, gid_t.max)
        if let name = access.user {
            guard let number = uid_t(name) ?? getpwnam(name)?.pointee.pw_uid else { return unknownOwner() }
            user = number
        }
        if let name = access.group {
            guard let number = gid_t(name) ?? getgrnam(name)?.pointee.gr_gid else { return unknownOwner() }
            group = number
        }
        return chown(path, user, group) == 0
    }

    private static func unknownOwner() -> Bool {
        errno = EINVAL
        return false
    }

    private static func removeStale(_ path: String, _ address: inout sockaddr_un) throws(ListenError) {
        let listener = Listener.unix(path: path)
        var status = stat()
        guard lstat(path, &status) == 0 else { return }
        guard status.st_mode & S_IFMT == S_IFSOCK else { throw ListenError(listener, .notASocket) }
        guard try isDeserted(listener, &address) else { throw ListenError(listener, .inUse) }
        unlink(path)
    }

    private static func isDeserted(_ listener: Listener, _ address: inout sockaddr_un) throws(ListenError) -> Bool {
        // Non-blocking: a full backlog answers EAGAIN, and that is an answer too.
        let probe = socket(AF_UNIX, streamType | Int32(SOCK_NONBLOCK.rawValue), 0)
        guard probe >= 0 else { throw ListenError(listener, .system(errno, call: "socket")) }
        defer { Glibc.close(probe) }
        return connected(probe, &address) != 0 && errno == ECONNREFUSED
    }

    /// Whether there is a socket file that nobody listens on any more.
    static func isDeserted(_ path: String) -> Bool {
        guard access(path, F_OK) == 0, var address = address(path) else { return false }
        return (try? isDeserted(.unix(path: path), &address)) ?? false
    }

    private static func address(_ path: String) -> sockaddr_un? {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        guard path.utf8.count <= Listener.pathLimit else { return nil }
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
        return address
    }

    static func reason(_ number: Int32, call: String) -> ListenError.Reason {
        switch number {
        case EADDRINUSE: .inUse
        case EACCES, EPERM: .notPermitted
        case EADDRNOTAVAIL: .notAvailable
        default: .system(number, call: call)
        }
    }

    private static let streamType = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
}

private func bound(_ descriptor: Int32, _ address: inout sockaddr_un) -> Int32 {
    withGenericAddress(&address) { bind(descriptor, $0, $1) }
}

private func connected(_ descriptor: Int32, _ address: inout sockaddr_un) -> Int32 {
    withGenericAddress(&address) { connect(descriptor, $0, $1) }
}

private func withGenericAddress(
    _ address: inout sockaddr_un,
    _ body: (UnsafePointer<sockaddr>, socklen_t) -> Int32
) -> Int32 {
    withUnsafePointer(to: &address) { pointer in
        pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
            body($0, socklen_t(MemoryLayout<sockaddr_un>.size))
        }
    }
}
