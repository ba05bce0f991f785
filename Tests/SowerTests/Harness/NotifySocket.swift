import Foundation
import Synchronization
import Testing

/// Takes what a daemon tells its service manager, each with the moment it came.
final class NotifySocket: Sendable {
    private let descriptor: Int32
    private let received = Mutex<[(text: String, moment: ContinuousClock.Instant)]>([])

    /// - Parameter name: a path, or "@" and an abstract name.
    init(_ name: String) throws {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        var bytes = Array(name.utf8)
        let isAbstract = name.hasPrefix("@")
        if isAbstract { bytes[0] = 0 }
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
        descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        try #require(descriptor >= 0)
        let length = socklen_t(MemoryLayout<sa_family_t>.size + bytes.count + (isAbstract ? 0 : 1))
        let result = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(descriptor, $0, length) }
        }
        try #require(result == 0)
    }

    deinit { close(descriptor) }

    /// All that has come so far, in order.
    var messages: [String] { drain().map(\.text) }

    /// When the last message of a kind came.
    func last(_ text: String) -> ContinuousClock.Instant? { drain().last { $0.text == text }?.moment }

    /// What tells of a state: no status lines, no watchdog.
    var states: [String] {
        messages.filter { !$0.hasPrefix("STATUS=") && $0 != "WATCHDOG=1" && !$0.hasPrefix("EXTEND") }
            .map {
                $0.split(separator: "\n").map { $0.hasPrefix("MONOTONIC_USEC=") ? "MONOTONIC_USEC" : String($0) }
                    .joined(separator: " ")
            }
    }

    private func drain() -> [(text: String, moment: ContinuousClock.Instant)] {
        received.withLock { received in
            var bytes = [UInt8](repeating: 0, count: 16_384)
            while true {
                let count = recv(descriptor, &bytes, bytes.count, Int32(MSG_DONTWAIT))
                guard count >= 0 else { return received }
                received.append((String(decoding: bytes[..<count], as: UTF8.self), .now))
            }
        }
    }
}
