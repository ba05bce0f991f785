extension XMLText {
    /// Whether bytes are valid UTF-8 that `repaired` would leave as it is; in one pass, where to validate and to repair are two.
    package static func isClean(_ bytes: Span<UInt8>) -> Bool {
        var index = bytes.endOfPlain(from: 0)
        while index < bytes.count {
            if bytes[index] == UInt8(ascii: "\n") {
                index += 1
            } else if let length = cleanLength(bytes, at: index) {
                index += length
            } else {
                return false
            }
            index = bytes.endOfPlain(from: index)
        }
        return true
    }

    /// How many bytes the character at `index` has (Unicode Standard, table 3-7); nil when it is malformed or to be repaired.
    static func cleanLength(_ bytes: Span<UInt8>, at index: Int) -> Int? {
        let length =
            switch bytes[index] {
            case 0x09, 0x0A, 0x20...0x7F: 1
            case 0xC2...0xDF: 2
            case 0xE0...0xEF: 3
            case 0xF0...0xF4: 4
            default: 0
            }
        guard length > 0, index + length <= bytes.count else { return nil }
        if length == 1 { return 1 }
        let isSecondRight =
            switch (bytes[index], bytes[index + 1]) {
            case (0xC2, 0xA0...0xBF), (0xE0, 0xA0...0xBF), (0xED, 0x80...0x9F): true
            case (0xF0, 0x90...0xBF), (0xF4, 0x80...0x8F): true
            case (0xC2, _), (0xE0, _), (0xED, _), (0xF0, _), (0xF4, _): false
            case (_, 0x80...0xBF): true
            default: false
            }
        guard isSecondRight else { return nil }
        for offset in 2..<max(2, length) where bytes[index + offset] & 0xC0 != 0x80 { return nil }
        return length == 3 && isUnwanted(bytes[index], bytes[index + 1], bytes[index + 2]) ? nil : length
    }
}
