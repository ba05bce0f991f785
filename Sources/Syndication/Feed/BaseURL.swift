/// The absolute address under which the site is reached: `http` or `https`, a host, and perhaps a path.
package struct BaseURL: Sendable, Hashable, CustomStringConvertible {
    /// Without a slash at the end.
    package let text: String
    /// The path part: empty, or with a slash at the start and none at the end.
    package let path: String

    /// Nil unless the text is an absolute http(s) URL in ASCII, without credentials, query or fragment.
    package init?(_ text: String) {
        var text = text
        while text.hasSuffix("/") { text.removeLast() }
        guard let separator = text.range(of: "://") else { return nil }
        let scheme = text[..<separator].lowercased()
        guard scheme == "http" || scheme == "https" else { return nil }
        let rest = text[text.index(separator, offsetBy: 3)...]
        let isClean = rest.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && !"\"<>\\^`{|}?#@".utf8.contains($0) }
        let hostEnd = rest.firstIndex(of: "/") ?? rest.endIndex
        let host = rest[..<hostEnd].lowercased()
        let path = String(rest[hostEnd...])
        guard isClean, isAuthority(host), hasWholeEscapes(path),
            !path.split(separator: "/", omittingEmptySubsequences: false).dropFirst()
                .contains(where: { $0.isEmpty || $0 == "." || $0 == ".." })
        else { return nil }
        self.path = path
        self.text = "\(scheme)://\(host)\(path)"
    }

    /// The absolute address of a path that begins with a slash.
    package func appending(_ path: String) -> String { text + path }

    package var description: String { text }
}

/// Whether a text is a host, perhaps with a port: letters, digits, hyphens and full stops, or an IPv6 address in brackets
/// (RFC 3986 §3.2, without the escapes and marks that no name server knows).
func isAuthority(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    var hostEnd = bytes.firstIndex(of: UInt8(ascii: ":")) ?? bytes.endIndex
    if bytes.first == UInt8(ascii: "[") {
        guard let close = bytes.firstIndex(of: UInt8(ascii: "]")), close > 2,
            bytes[1..<close].allSatisfy({ isHexDigit($0) || $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: ".") })
        else { return false }
        hostEnd = close + 1
    } else {
        guard hostEnd > 0, bytes[..<hostEnd].allSatisfy({ isHostByte($0) }), bytes[0] != UInt8(ascii: ".") else {
            return false
        }
    }
    guard hostEnd < bytes.count else { return true }
    let port = bytes[(hostEnd + 1)...]
    guard bytes[hostEnd] == UInt8(ascii: ":"), port.count <= 5, port.allSatisfy({ (0x30...0x39).contains($0) }),
        let number = Int(String(decoding: port, as: UTF8.self))
    else { return false }
    return (1...65_535).contains(number)
}

/// Whether every percent sign has its two hexadecimal digits.
func hasWholeEscapes(_ text: String) -> Bool {
    text.utf8.split(separator: UInt8(ascii: "%"), omittingEmptySubsequences: false).dropFirst()
        .allSatisfy { $0.count >= 2 && $0.prefix(2).allSatisfy(isHexDigit) }
}

private func isHostByte(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20) || [0x2D, 0x2E, 0x5F].contains(byte)
}

private func isHexDigit(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x61...0x66).contains(byte | 0x20)
}

extension String {
    fileprivate func range(of separator: String) -> String.Index? {
        indices.first { self[$0...].hasPrefix(separator) }
    }
}
