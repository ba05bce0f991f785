/// The codings that a client takes (RFC 9110 §12.5.3).
package enum AcceptEncoding {
    /// True when the client accepts gzip and doesn't like the plain bytes better.
    ///
    /// A member with a malformed weight counts as refused, and a client that refuses everything gets the plain
    /// bytes: both readings keep the answer readable. O(length).
    package static func wantsGzip(_ list: String) -> Bool {
        // What nearly every client sends.
        if list == "gzip" || list == "gzip, deflate" || list == "gzip, deflate, br" { return true }
        var gzip: Int?
        var identity: Int?
        var others: Int?
        for member in list.utf8.split(separator: UInt8(ascii: ",")) {
            let parts = member.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false)
            guard let name = parts.first.map(lowercased), !name.isEmpty else { continue }
            let weight = weight(of: parts.dropFirst())
            switch name {
            case "gzip", "x-gzip": gzip = max(gzip ?? 0, weight)
            case "identity": identity = weight
            case "*": others = weight
            default: break
            }
        }
        guard let gzip = gzip ?? others, gzip > 0 else { return false }
        return gzip >= identity ?? others ?? 0
    }

    /// In thousandths; 1,000 without a weight.
    private static func weight(of parameters: ArraySlice<Substring.UTF8View>) -> Int {
        for parameter in parameters {
            let text = lowercased(parameter)
            if text.hasPrefix("q=") { return thousandths(text.utf8.dropFirst(2)) ?? 0 }
        }
        return 1_000
    }

    /// `0`, `0.5`, `1.000`: one digit and at most three decimals, not above 1.
    private static func thousandths(_ text: Substring.UTF8View) -> Int? {
        var digits = text.filter { $0 != UInt8(ascii: ".") }
        guard let first = text.first, first == UInt8(ascii: "0") || first == UInt8(ascii: "1"),
            text.count == 1 || text.dropFirst().first == UInt8(ascii: "."),
            digits.count >= text.count - 1, digits.count <= 4
        else { return nil }
        digits += repeatElement(UInt8(ascii: "0"), count: 4 - digits.count)
        var value = 0
        for digit in digits {
            guard digit >= 0x30, digit <= 0x39 else { return nil }
            value = value * 10 + Int(digit - 0x30)
        }
        return value <= 1_000 ? value : nil
    }

    private static func lowercased(_ bytes: Substring.UTF8View) -> String {
        let visible = bytes.filter { $0 != 0x20 && $0 != 0x09 }
        return String(decoding: visible.map { $0 >= 0x41 && $0 <= 0x5A ? $0 | 0x20 : $0 }, as: UTF8.self)
    }
}
