/// Addresses in HTML: made absolute, and only of schemes that readers may follow.
struct HTMLAddress {
    /// The absolute address against which others are meant; nil when none is known.
    let base: String?

    /// In bytes, as written and as made absolute.
    static let longest = 4_096

    /// The absolute address, or nil when it is of another scheme, malformed, or leads nowhere without a base.
    ///
    /// An absolute address comes back as it is. Names of users and passwords are malformed here, for they are mostly
    /// there to mislead.
    ///
    /// - Parameter schemes: in lower case, without the colon.
    func absolute(_ text: String, schemes: Set<String>) -> String? {
        guard text.utf8.count <= HTMLAddress.longest else { return nil }
        // Browsers drop tabs and line ends inside, and control characters and spaces around (WHATWG URL §4.4).
        let bytes = text.utf8.filter { $0 != 0x09 && $0 != 0x0A && $0 != 0x0D }
        guard let first = bytes.firstIndex(where: { $0 > 0x20 }), let last = bytes.lastIndex(where: { $0 > 0x20 }),
            bytes[first] != UInt8(ascii: "#")
        else { return nil }
        // What is not allowed in an address is encoded, as browsers do, before anything looks at it.
        let written = HTMLAddress.encoded(bytes[first...last])
        let isAbsolute = HTMLAddress.scheme(of: written) != nil
        let address = isAbsolute ? written : resolved(written)
        guard let scheme = HTMLAddress.scheme(of: address), schemes.contains(scheme) else { return nil }
        let rest = address.utf8.dropFirst(scheme.utf8.count + 1)
        let parts = scheme == "mailto" ? HTMLAddress.mail(rest) : HTMLAddress.located(rest)
        guard let parts, scheme.utf8.count + 1 + parts.utf8.count <= HTMLAddress.longest else { return nil }
        return scheme + ":" + parts
    }

    /// The absolute address, or the reference as it is without a base.
    private func resolved(_ reference: String) -> String {
        // libxml2 would decode the host, and so change which one is meant.
        if reference.utf8.starts(with: "//".utf8), !reference.utf8.starts(with: "///".utf8) {
            guard let scheme = base.flatMap(HTMLAddress.scheme) else { return reference }
            return scheme + ":" + reference
        }
        let legal = String(decoding: HTMLAddress.encodedBrackets(reference.utf8), as: UTF8.self)
        return HTMLAddress.encoded(Array(XMLTree.resolved(legal, base: base).utf8))
    }

    /// In lower case, without the colon (RFC 3986 §3.1).
    private static func scheme(of text: String) -> String? {
        let name = text.utf8.prefix { $0 != UInt8(ascii: ":") }
        guard let first = name.first, isLetter(first), name.count < text.utf8.count,
            name.allSatisfy({ isLetter($0) || isDigit($0) || "+-.".utf8.contains($0) })
        else { return nil }
        return String(Substring(name)).lowercased()
    }

    private static func mail(_ rest: Substring.UTF8View) -> String? {
        rest.isEmpty ? nil : String(decoding: encodedBrackets(rest), as: UTF8.self)
    }

    /// What follows `http:`, when it names a host and perhaps a port (RFC 3986 §3.2).
    private static func located(_ rest: Substring.UTF8View) -> String? {
        guard rest.starts(with: "//".utf8) else { return nil }
        let place = rest.dropFirst(2).prefix { !"/?#".utf8.contains($0) }
        let parts = place.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
        let isBracketed = place.first == UInt8(ascii: "[")
        if isBracketed {
            guard let end = place.firstIndex(of: UInt8(ascii: "]")), isPort(place[end...].dropFirst()),
                place[..<end].dropFirst().allSatisfy({ isHexadecimal($0) || $0 == 0x3A || $0 == 0x2E })
            else { return nil }
        } else {
            guard let host = parts.first, !host.isEmpty, parts.count <= 2, isHost(host), isPort(place[host.endIndex...])
            else { return nil }
        }
        let path = encodedBrackets(rest[place.endIndex...])
        return "//" + String(Substring(place)).lowercased() + String(decoding: path, as: UTF8.self)
    }

    /// Nothing, or a colon and digits.
    private static func isPort(_ text: Substring.UTF8View) -> Bool {
        text.isEmpty || text.first == UInt8(ascii: ":") && text.count <= 6 && text.dropFirst().allSatisfy(isDigit)
    }

    /// Whether it is of letters, also encoded ones, but of no encoded signs, which browsers refuse (WHATWG URL §3.5).
    private static func isHost(_ text: Substring.UTF8View) -> Bool {
        let bytes = Array(text)
        return bytes.indices.allSatisfy { index in
            switch bytes[index] {
            case UInt8(ascii: "%"): index + 1 < bytes.count && !(0x30...0x37).contains(bytes[index + 1])
            case let byte: isLetter(byte) || isDigit(byte) || "-._~".utf8.contains(byte)
            }
        }
    }

    /// Encodes what no part of an address may hold, and the percent signs that encode nothing.
    private static func encoded(_ bytes: some BidirectionalCollection<UInt8>) -> String {
        let bytes = Array(bytes)
        var result: [UInt8] = []
        for index in bytes.indices {
            let byte = bytes[index]
            let isStray =
                byte == UInt8(ascii: "%")
                && !(index + 2 < bytes.count && isHexadecimal(bytes[index + 1]) && isHexadecimal(bytes[index + 2]))
            if byte <= 0x20 || byte >= 0x7F || "\"<>\\^`{|}".utf8.contains(byte) || isStray {
                append(byte, to: &result)
            } else {
                result.append(byte)
            }
        }
        return String(decoding: result, as: UTF8.self)
    }

    /// Encodes brackets, which only a host may hold, and all sharps but the first.
    private static func encodedBrackets(_ bytes: some Sequence<UInt8>) -> [UInt8] {
        var result: [UInt8] = []
        var hasFragment = false
        for byte in bytes {
            let isSharp = byte == UInt8(ascii: "#")
            if "[]".utf8.contains(byte) || isSharp && hasFragment {
                append(byte, to: &result)
            } else {
                result.append(byte)
            }
            hasFragment = hasFragment || isSharp
        }
        return result
    }

    private static func append(_ byte: UInt8, to result: inout [UInt8]) {
        let digits = Array("0123456789ABCDEF".utf8)
        result += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
    }

    private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }

    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

    private static func isHexadecimal(_ byte: UInt8) -> Bool { isDigit(byte) || (0x61...0x66).contains(byte | 0x20) }
}
