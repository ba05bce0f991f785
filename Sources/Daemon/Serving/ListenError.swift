/// Why an address can't be listened on.
package struct ListenError: Error, Hashable, CustomStringConvertible {
    package enum Reason: Hashable, Sendable {
        /// Another process answers there.
        case inUse
        case notPermitted
        /// No interface of this machine has the address.
        case notAvailable
        case unknownHost
        /// The path of a Unix socket holds something else.
        case notASocket
        case pathTooLong
        /// Anything else, by its number (errno(3)) and the call that gave it.
        case system(Int32, call: String)
        case unexpected(String)
    }

    package let listener: Listener
    package let reason: Reason

    package init(_ listener: Listener, _ reason: Reason) {
        (self.listener, self.reason) = (listener, reason)
    }

    package var description: String {
        switch reason {
        case .inUse: "\(listener): another process listens there already"
        case .notPermitted: "\(listener): listening there is not permitted"
        case .notAvailable: "\(listener): no interface of this machine has the address"
        case .unknownHost: "\(listener): the host is unknown"
        case .notASocket: "\(listener): the path holds something that is no socket"
        case .pathTooLong: "\(listener): the path of a Unix socket has at most \(Listener.pathLimit) bytes"
        case .system(let number, let call): "\(listener): \(call) failed with error \(number)"
        case .unexpected(let detail): "\(listener): \(detail)"
        }
    }
}
