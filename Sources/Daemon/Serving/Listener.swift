/// An address to listen on.
package enum Listener: Sendable, Hashable {
    /// A name, an IPv4 or IPv6 address without brackets, or `*` for every interface; port 0 picks a free one.
    case tcp(host: String, port: Int)
    case unix(path: String)

    /// Reads `HOST:PORT`, `[IPV6]:PORT`, `*:PORT` or `unix:PATH`.
    package init(parsing text: String) throws(ListenerSyntaxError) {
        if text.utf8.starts(with: "unix:".utf8) {
            let path = String(text.dropFirst(5))
            guard !path.isEmpty, !path.utf8.contains(0) else { throw .init(text: text, reason: .emptyPath) }
            guard path.utf8.count <= Listener.pathLimit else { throw .init(text: text, reason: .pathTooLong) }
            self = .unix(path: path)
            return
        }
        guard let colon = text.utf8.lastIndex(of: UInt8(ascii: ":")) else {
            throw .init(text: text, reason: .missingPort)
        }
        var host = text[..<colon]
        let digits = text[text.utf8.index(after: colon)...]
        guard !digits.isEmpty, digits.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }), let port = Int(digits),
            port <= 65_535
        else { throw .init(text: text, reason: .malformedPort) }
        let isBracketed = host.utf8.first == UInt8(ascii: "[") && host.utf8.last == UInt8(ascii: "]")
        if isBracketed { host = host.dropFirst().dropLast() }
        let hasColon = host.utf8.contains(UInt8(ascii: ":"))
        guard !host.isEmpty, host.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x7F }), isBracketed || !hasColon else {
            throw .init(text: text, reason: hasColon ? .missingBrackets : .malformedHost)
        }
        guard hasColon || !isBracketed else { throw .init(text: text, reason: .malformedHost) }
        self = .tcp(host: String(host), port: port)
    }

    /// True when nobody outside of this machine can reach it.
    package var isLoopback: Bool {
        switch self {
        case .unix: true
        case .tcp(let host, _):
            host == "localhost" || host == "::1" || (host.utf8.starts(with: "127.".utf8) && isIPv4(host))
        }
    }

    /// Bytes of a path in `sockaddr_un`, without the zero at its end (unix(7)).
    package static let pathLimit = 107
}

extension Listener: CustomStringConvertible {
    /// The form that `init(parsing:)` reads.
    package var description: String {
        switch self {
        case .unix(let path): "unix:\(path)"
        case .tcp(let host, let port): host.utf8.contains(UInt8(ascii: ":")) ? "[\(host)]:\(port)" : "\(host):\(port)"
        }
    }
}

/// Why a text names no address to listen on.
package struct ListenerSyntaxError: Error, Hashable, CustomStringConvertible {
    package enum Reason: String, Hashable, Sendable {
        case emptyPath = "a path must follow unix:"
        case pathTooLong = "the path of a Unix socket has at most 107 bytes"
        case missingPort = "there is no port; write HOST:PORT or unix:PATH"
        case malformedPort = "the port must be a number from 0 to 65535"
        case malformedHost = "the host is malformed"
        case missingBrackets = "an IPv6 address must stand in brackets"
    }

    package let text: String
    package let reason: Reason

    package var description: String { "\(text): \(reason.rawValue)" }
}

private func isIPv4(_ host: String) -> Bool {
    let parts = host.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 4 && parts.allSatisfy { UInt8($0) != nil }
}
