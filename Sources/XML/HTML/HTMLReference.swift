/// Character references in HTML (WHATWG HTML §13.2.5.72).
enum HTMLReference {
    enum Place {
        case content, attribute
    }

    /// The text with its references resolved, repaired (`XMLText.repaired`); linear.
    ///
    /// Of the names known are those of HTML 4, and those of later ones that stand for ASCII.
    static func resolved(_ bytes: ArraySlice<UInt8>, in place: Place) -> String {
        guard bytes.contains(UInt8(ascii: "&")) else { return String(decoding: bytes, as: UTF8.self) }
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count)
        var index = bytes.startIndex
        while index < bytes.endIndex {
            if bytes[index] == UInt8(ascii: "&"), let found = reference(bytes[(index + 1)...], in: place) {
                output.append(contentsOf: String(found.character).utf8)
                index = found.end
            } else {
                output.append(bytes[index])
                index += 1
            }
        }
        return XMLText.repaired(String(decoding: output, as: UTF8.self))
    }

    private typealias Found = (character: Unicode.Scalar, end: Int)

    private static func reference(_ rest: ArraySlice<UInt8>, in place: Place) -> Found? {
        if rest.first == UInt8(ascii: "#") { return number(rest.dropFirst()) }
        let name = rest.prefix(HTMLText.longestName + 2).prefix(while: isNameByte)
        if rest.indices.contains(name.endIndex), rest[name.endIndex] == UInt8(ascii: ";") {
            if let character = HTMLText.character(named: name) { return (character, name.endIndex + 1) }
            if let character = later[String(decoding: name, as: UTF8.self)] { return (character, name.endIndex + 1) }
        }
        // The oldest names need no semicolon, the longest one counts; but in an attribute it may be a query's name.
        for length in stride(from: min(6, name.count), through: 2, by: -1) {
            let end = name.startIndex + length
            guard let character = old(name[..<end]) else { continue }
            if place == .attribute, rest.indices.contains(end), isNameByte(rest[end]) || rest[end] == UInt8(ascii: "=")
            {
                return nil
            }
            return (character, end)
        }
        return nil
    }

    private static func old(_ name: ArraySlice<UInt8>) -> Unicode.Scalar? {
        if let upper = upper[String(decoding: name, as: UTF8.self)] { return upper }
        guard let character = HTMLText.character(named: name), character.value < 0x100, character != "'" else {
            return nil
        }
        return character
    }

    private static func number(_ rest: ArraySlice<UInt8>) -> Found? {
        let isHexadecimal = rest.first.map { $0 | 0x20 == UInt8(ascii: "x") } ?? false
        let digits = (isHexadecimal ? rest.dropFirst() : rest).prefix { byte in
            isHexadecimal ? digit(byte) != nil : (0x30...0x39).contains(byte)
        }
        guard !digits.isEmpty else { return nil }
        let value = digits.reduce(UInt32(0)) { value, byte in
            min(0x11_0000, value * (isHexadecimal ? 16 : 10) + (digit(byte) ?? 0))
        }
        var end = digits.endIndex
        if rest.indices.contains(end), rest[end] == UInt8(ascii: ";") { end += 1 }
        return (value == 0 ? "\u{FFFD}" : Unicode.Scalar(value) ?? "\u{FFFD}", end)
    }

    private static func digit(_ byte: UInt8) -> UInt32? {
        switch byte {
        case 0x30...0x39: UInt32(byte) - 0x30
        case 0x41...0x46, 0x61...0x66: UInt32(byte | 0x20) - 0x61 + 10
        default: nil
        }
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        (0x61...0x7A).contains(byte | 0x20) || (0x30...0x39).contains(byte)
    }

    private static let upper: [String: Unicode.Scalar] = [
        "AMP": "&", "LT": "<", "GT": ">", "QUOT": "\"", "COPY": "©", "REG": "®",
    ]

    private static let later: [String: Unicode.Scalar] = [
        "AMP": "&", "COPY": "©", "GT": ">", "Hat": "^", "LT": "<", "NewLine": "\n", "QUOT": "\"", "REG": "®",
        "Tab": "\t",
        "ast": "*", "bsol": "\\", "colon": ":", "comma": ",", "commat": "@", "dollar": "$", "equals": "=", "excl": "!",
        "grave": "`", "lbrace": "{", "lbrack": "[", "lcub": "{", "lowbar": "_", "lpar": "(", "lsqb": "[", "num": "#",
        "percnt": "%", "period": ".", "plus": "+", "quest": "?", "rbrace": "}", "rbrack": "]", "rcub": "}", "rpar": ")",
        "rsqb": "]", "semi": ";", "sol": "/", "verbar": "|", "vert": "|",
    ]
}
