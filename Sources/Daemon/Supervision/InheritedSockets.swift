import Glibc

/// Listening sockets that the service manager opened and keeps open (sd_listen_fds(3)).
///
/// Who connects while one process ends and the next begins waits in the kernel's queue and is answered by the next.
package struct InheritedSockets: Sendable {
    package struct Socket: Sendable {
        let descriptor: Int32
        package let listener: Listener
    }

    package let sockets: [Socket]

    /// Takes over the sockets that are meant for this process; none when the manager passed none.
    ///
    /// Throws for one that is no listening stream socket.
    package init(environment: [String: String]) throws(StateError) {
        guard environment["LISTEN_PID"] == "\(getpid())",
            let count = environment["LISTEN_FDS"].flatMap({ Int32($0) }), count > 0
        else {
            sockets = []
            return
        }
        var sockets: [Socket] = []
        for descriptor in 3..<(3 + min(count, 64)) {
            guard InheritedSockets.option(SO_ACCEPTCONN, of: descriptor) == 1,
                InheritedSockets.option(SO_TYPE, of: descriptor) == Int32(SOCK_STREAM.rawValue),
                let listener = InheritedSockets.address(of: descriptor)
            else {
                throw StateError("descriptor \(descriptor): no listening stream socket, though LISTEN_FDS says so")
            }
            _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
            sockets.append(Socket(descriptor: descriptor, listener: listener))
        }
        self.sockets = sockets
    }

    private static func option(_ name: Int32, of descriptor: Int32) -> Int32? {
        var value: Int32 = 0
        var length = socklen_t(MemoryLayout<Int32>.size)
        return getsockopt(descriptor, SOL_SOCKET, name, &value, &length) == 0 ? value : nil
    }

    private static func address(of descriptor: Int32) -> Listener? {
        var storage = sockaddr_storage()
        var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
        let result = withUnsafeMutablePointer(to: &storage) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { getsockname(descriptor, $0, &length) }
        }
        guard result == 0 else { return nil }
        switch Int32(storage.ss_family) {
        case AF_UNIX:
            let name = withUnsafeBytes(of: &storage) { bytes in
                bytes[MemoryLayout<sa_family_t>.size..<Int(length)].prefix { $0 != 0 }.map { $0 }
            }
            return .unix(path: String(decoding: name, as: UTF8.self))
        case AF_INET, AF_INET6:
            var host = [CChar](repeating: 0, count: Int(NI_MAXHOST))
            var port = [CChar](repeating: 0, count: Int(NI_MAXSERV))
            let flags = NI_NUMERICHOST | NI_NUMERICSERV
            let named = withUnsafePointer(to: &storage) { pointer in
                pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    getnameinfo($0, length, &host, socklen_t(host.count), &port, socklen_t(port.count), flags)
                }
            }
            guard named == 0, let number = Int(text(port)) else { return nil }
            return .tcp(host: text(host), port: number)
        default: return nil
        }
    }

    private static func text(_ characters: [CChar]) -> String {
        String(decoding: characters.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
