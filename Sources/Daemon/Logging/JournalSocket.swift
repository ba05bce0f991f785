import Glibc

/// The journal's socket for datagrams (systemd-journald.service(8)).
struct JournalSocket: Sendable {
    private let descriptor: Int32

    static let standardPath = "/run/systemd/journal/socket"

    /// Nil when nobody listens there.
    ///
    /// Stays open as long as the process.
    init?(path: String = JournalSocket.standardPath) {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        guard path.utf8.count < MemoryLayout.size(ofValue: address.sun_path) else { return nil }
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
        let descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { return nil }
        let result = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        guard result == 0 else {
            close(descriptor)
            return nil
        }
        self.descriptor = descriptor
    }

    /// False when it was not taken.
    func send(_ datagram: [UInt8]) -> Bool {
        Glibc.send(descriptor, datagram, datagram.count, Int32(MSG_NOSIGNAL)) == datagram.count
    }

    /// Whether standard error leads to the journal: systemd names its device and inode in `$JOURNAL_STREAM`.
    static func isStandardError(_ environment: [String: String]) -> Bool {
        var status = stat()
        guard let named = environment["JOURNAL_STREAM"], fstat(STDERR_FILENO, &status) == 0 else { return false }
        return named == "\(status.st_dev):\(status.st_ino)"
    }
}
