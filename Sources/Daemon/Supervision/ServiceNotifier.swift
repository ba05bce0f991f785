import Glibc
import Logging
import Synchronization

/// Tells the service manager how the daemon is (sd_notify(3)); silent where none has asked.
package final class ServiceNotifier: Sendable {
    private let descriptor: Int32?
    private let address: sockaddr_un
    private let length: socklen_t
    private let lastStatus = Mutex("")

    /// - Parameter environment: `NOTIFY_SOCKET` names the socket: a path, or "@" and an abstract name.
    package init(environment: [String: String]) {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        var name = Array((environment["NOTIFY_SOCKET"] ?? "").utf8)
        let isUsable =
            name.count > 1 && name.count < MemoryLayout.size(ofValue: address.sun_path)
            && (name[0] == UInt8(ascii: "/") || name[0] == UInt8(ascii: "@"))
        // An abstract name begins with a zero byte and has no end but its length (unix(7)).
        if name.first == UInt8(ascii: "@") { name[0] = 0 }
        if isUsable { withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: name) } }
        self.address = address
        length = socklen_t(MemoryLayout<sa_family_t>.size + name.count + (name.first == 0 ? 0 : 1))
        descriptor = isUsable ? socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0) : nil
    }

    /// The first edition is published and every socket accepts; also ends a reload.
    package func ready() { send("READY=1") }

    /// A reload begins.
    package func reloading() {
        var now = timespec()
        clock_gettime(CLOCK_MONOTONIC, &now)
        send("RELOADING=1\nMONOTONIC_USEC=\(now.tv_sec * 1_000_000 + now.tv_nsec / 1_000)")
    }

    package func stopping() { send("STOPPING=1") }

    /// Everything that has to move has moved.
    func alive() { send("WATCHDOG=1") }

    /// A start that takes long is under way, and may go on for half a minute.
    package func starting(_ status: String) {
        send("EXTEND_TIMEOUT_USEC=30000000\nSTATUS=\(status.visible)")
    }

    /// A line for people; sent when it differs from the last.
    package func status(_ text: String) {
        let isNew = lastStatus.withLock { last in
            defer { last = text }
            return last != text
        }
        if isNew { send("STATUS=\(text.visible)") }
    }

    private func send(_ message: String) {
        guard let descriptor, descriptor >= 0 else { return }
        var address = address
        let bytes = Array(message.utf8)
        let result = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                sendto(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL), $0, length)
            }
        }
        if result < 0 {
            LogPart.service.logger.warning("the service manager was not told: \(String(cString: strerror(errno)))")
        }
    }
}
