/// Host and port as a request names them (RFC 3986 §3.2, RFC 9110 §7.2); nothing is ever built from them.
enum Authority {
    /// Without user information; a port has at most five digits and may be empty.
    static func isValid(_ text: some BidirectionalCollection<UInt8>, mayBeEmpty: Bool) -> Bool {
        guard !text.isEmpty else { return mayBeEmpty }
        var rest = text[...]
        if rest.first == UInt8(ascii: "[") {
            guard let end = rest.firstIndex(of: UInt8(ascii: "]")), isAddress(rest[..<end].dropFirst()) else {
                return false
            }
            rest = rest[rest.index(after: end)...]
        } else {
            let host = rest.prefix { $0 != UInt8(ascii: ":") }
            guard !host.isEmpty, host.allSatisfy(isHostByte) else { return false }
            rest = rest[host.endIndex...]
        }
        guard let colon = rest.first else { return true }
        let port = rest.dropFirst()
        return colon == UInt8(ascii: ":") && port.count <= 5 && port.allSatisfy { $0 >= 0x30 && $0 <= 0x39 }
    }

    /// Whether a target has the form that its method wants (RFC 9112 §3.2).
    static func fits(_ target: String, _ method: Request.Method) -> Bool {
        let target = target.utf8
        if target.first == UInt8(ascii: "/") { return method != .other("CONNECT") }
        if method == .other("CONNECT") { return isValid(target, mayBeEmpty: false) }
        if method == .options, target.elementsEqual("*".utf8) { return true }
        guard let length = RequestTarget.lengthOfScheme(target) else { return false }
        let authority = target.dropFirst(length).prefix { $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: "?") }
        return isValid(authority, mayBeEmpty: false)
    }

    private static func isAddress(_ text: some Collection<UInt8>) -> Bool {
        text.count >= 2 && text.contains(UInt8(ascii: ":"))
            && text.allSatisfy { hexValue($0) != nil || $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: ".") }
    }

    /// Of a registered name or an IPv4 address: unreserved, sub-delims and percent signs (RFC 3986 §3.2.2).
    private static func isHostByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "A")...UInt8(ascii: "Z"):
            true
        default: "-._~!$&'()*+,;=%".utf8.contains(byte)
        }
    }
}
