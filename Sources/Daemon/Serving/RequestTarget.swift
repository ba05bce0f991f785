/// Path and query of a request target, in the one form that paths are compared in.
package struct RequestTarget: Sendable, Hashable {
    /// Starts with a slash.
    ///
    /// Percent-encoded unreserved characters are decoded, the others' digits are upper case (RFC 3986 §6.2.2).
    package let path: String
    /// Without the question mark, as sent; empty without one.
    package let query: String

    /// Nil for what is neither origin form nor absolute form (RFC 9112 §3.2), and for a path that has a broken
    /// percent-encoding, is no UTF-8 or has a control character once decoded, or climbs with dot segments, however it
    /// spells them: clients resolve those themselves, and ours never name a folder.
    ///
    /// O(length).
    package init?(_ target: String) {
        let whole = target.utf8
        var rest = whole[...]
        if rest.first != UInt8(ascii: "/") {
            guard let scheme = RequestTarget.lengthOfScheme(whole) else { return nil }
            rest = rest.dropFirst(scheme)
            // What is left is authority and path; an authority without a path means the root.
            rest = rest.drop { $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#") }
        }
        rest = rest.prefix { $0 != UInt8(ascii: "#") }
        let path = rest.prefix { $0 != UInt8(ascii: "?") }
        query = String(Substring(rest.dropFirst(path.count + 1)))
        guard path.contains(UInt8(ascii: "%")) else {
            guard !RequestTarget.climbs(path) else { return nil }
            self.path = path.isEmpty ? "/" : path.count == whole.count ? target : String(Substring(path))
            return
        }
        guard let normal = RequestTarget.normalised(path) else { return nil }
        self.path = normal
    }

    static func lengthOfScheme(_ target: String.UTF8View) -> Int? {
        for scheme in ["http://", "https://"] {
            let start = target.prefix(scheme.utf8.count).map { $0 >= 0x41 && $0 <= 0x5A ? $0 | 0x20 : $0 }
            if start.elementsEqual(scheme.utf8) { return start.count }
        }
        return nil
    }

    /// Whether a segment of the path is `.` or `..`; a backslash parts segments too, since some systems take it so.
    private static func climbs(_ path: some Sequence<UInt8>) -> Bool {
        var (dots, others) = (0, 0)
        for byte in path {
            switch byte {
            case UInt8(ascii: "/"), UInt8(ascii: "\\"):
                if others == 0, dots == 1 || dots == 2 { return true }
                (dots, others) = (0, 0)
            case UInt8(ascii: "."): dots += 1
            default: others += 1
            }
        }
        return others == 0 && (dots == 1 || dots == 2)
    }

    private static func normalised(_ path: Substring.UTF8View) -> String? {
        var result: [UInt8] = []
        var decodedPath: [UInt8] = []
        result.reserveCapacity(path.count)
        var bytes = path.makeIterator()
        while let byte = bytes.next() {
            guard byte == UInt8(ascii: "%") else {
                result.append(byte)
                decodedPath.append(byte)
                continue
            }
            guard let high = bytes.next().flatMap(hexValue), let low = bytes.next().flatMap(hexValue) else {
                return nil
            }
            let decoded = high << 4 | low
            guard decoded >= 0x20, decoded != 0x7F else { return nil }
            decodedPath.append(decoded)
            if isUnreserved(decoded) {
                result.append(decoded)
            } else {
                result += [byte, hexDigits[Int(high)], hexDigits[Int(low)]]
            }
        }
        guard !climbs(decodedPath), String(validating: decodedPath, as: UTF8.self) != nil else { return nil }
        return String(decoding: result, as: UTF8.self)
    }
}

private let hexDigits = Array("0123456789ABCDEF".utf8)

/// The value of a hexadecimal digit in either case.
func hexValue(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - 0x30
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - 0x57
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - 0x37
    default: nil
    }
}

/// RFC 3986 §2.3.
private func isUnreserved(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
        UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
        UInt8(ascii: "~"):
        true
    default: false
    }
}
