extension String {
    /// In bytes; what is longer is cut, so that a hostile title fits a line or a datagram.
    private static let bound = 8_192

    /// Fit for a line on a terminal or in a log.
    ///
    /// Control characters are shown as `\u{…}`, line ends as semicolons, and the end is cut off where it is too long. O(n).
    package var visible: String {
        guard utf8.count > String.bound || unicodeScalars.contains(where: String.isControl) else { return self }
        var result = ""
        for scalar in unicodeScalars {
            if result.utf8.count >= String.bound {
                result += "…"
                break
            }
            if scalar == "\n" {
                result += "; "
            } else if String.isControl(scalar) {
                result += "\\u{\(String(scalar.value, radix: 16))}"
            } else {
                result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    /// C0, DEL, C1, marks of direction, separators of lines and paragraphs.
    private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x20, 0x7F...0x9F, 0x61C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069, 0xFEFF: true
        default: false
        }
    }
}
