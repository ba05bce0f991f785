import Glibc

/// Proxies whose word on a client's address counts (RFC 7239).
package struct TrustedProxies: Sendable, Hashable {
    /// The first so many bits of an address.
    struct Network: Sendable, Hashable {
        let bytes: [UInt8]
        let bits: Int

        func contains(_ address: [UInt8]) -> Bool {
            guard address.count == bytes.count else { return false }
            for index in 0..<address.count {
                let rest = bits - index * 8
                guard rest > 0 else { return true }
                let mask: UInt8 = rest >= 8 ? 0xFF : ~(0xFF >> UInt8(rest))
                guard address[index] & mask == bytes[index] & mask else { return false }
            }
            return true
        }
    }

    /// As written.
    package private(set) var texts: [String] = []
    private var networks: [Network] = []
    /// Whether who connects over a Unix socket is one.
    private var trustsSockets = false

    package init() {}

    /// Reads an address, one with a number of bits behind a slash, or `unix`; false for anything else.
    package mutating func add(_ text: String) -> Bool {
        if text == "unix" {
            trustsSockets = true
        } else {
            let parts = text.split(separator: "/", omittingEmptySubsequences: false)
            guard parts.count <= 2, let bytes = TrustedProxies.bytes(of: String(parts[0])) else { return false }
            let bits = parts.count == 2 ? Int(parts[1]) : bytes.count * 8
            guard let bits, (0...(bytes.count * 8)).contains(bits) else { return false }
            networks.append(Network(bytes: bytes, bits: bits))
        }
        texts.append(text)
        return true
    }

    package var isEmpty: Bool { texts.isEmpty }

    /// The client's address: the peer's own, or where the peer is trusted, the last one in the chain that isn't.
    ///
    /// - Parameter peer: nil for a Unix socket.
    package func client(peer: String?, forwarded: String?, forwardedFor: String?) -> String {
        guard isTrusted(peer) else { return peer ?? "unix" }
        var client = peer ?? "unix"
        let chain =
            forwarded.map(TrustedProxies.nodes) ?? forwardedFor.map { $0.split(separator: ",").map(String.init) } ?? []
        for node in chain.reversed() {
            guard let address = TrustedProxies.address(of: node) else { break }
            client = address
            guard isTrusted(address) else { break }
        }
        return client
    }

    private func isTrusted(_ address: String?) -> Bool {
        guard let address else { return trustsSockets }
        guard !networks.isEmpty, let bytes = TrustedProxies.bytes(of: address) else { return false }
        return networks.contains { $0.contains(bytes) }
    }

    /// The `for` parameters of a Forwarded field, in order.
    private static func nodes(_ forwarded: String) -> [String] {
        forwarded.split(separator: ",").compactMap { element in
            element.split(separator: ";").lazy
                .map { $0.drop { $0 == " " } }
                .first { $0.lowercased().hasPrefix("for=") }
                .map { String($0.dropFirst(4)) }
        }
    }

    /// `192.0.2.1`, `192.0.2.1:80`, `"[2001:db8::1]:80"`; nil for an obfuscated or unknown node.
    private static func address(of node: String) -> String? {
        var text = node.filter { $0 != "\"" && $0 != " " && $0 != "\t" }
        if text.hasPrefix("["), let end = text.firstIndex(of: "]") {
            text = String(text[text.index(after: text.startIndex)..<end])
        } else if text.filter({ $0 == ":" }).count == 1, let colon = text.firstIndex(of: ":") {
            text = String(text[..<colon])
        }
        return bytes(of: text) == nil ? nil : text
    }

    /// In network order (inet_pton(3)); IPv4 inside of IPv6 counts as IPv4.
    static func bytes(of address: String) -> [UInt8]? {
        var four = [UInt8](repeating: 0, count: 4)
        if inet_pton(AF_INET, address, &four) == 1 { return four }
        var sixteen = [UInt8](repeating: 0, count: 16)
        guard inet_pton(AF_INET6, address, &sixteen) == 1 else { return nil }
        let mapped: [UInt8] = Array(repeating: 0, count: 10) + [0xFF, 0xFF]
        return sixteen.starts(with: mapped) ? Array(sixteen.suffix(4)) : sixteen
    }
}
