/// The encoding that a page names in its first bytes (WHATWG HTML §13.2.3.2).
enum HTMLEncoding {
    /// In lower case; nil when none is named.
    static func declared(in bytes: [UInt8]) -> String? {
        let head = bytes.prefix(4_096).map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
        for mark in ["charset", "encoding"] {
            var rest = head[...]
            while let place = rest.firstRange(of: Array(mark.utf8)) {
                rest = rest[place.upperBound...]
                var value = rest.drop { $0 <= 0x20 }
                guard value.first == UInt8(ascii: "=") else { continue }
                value = value.dropFirst().drop { $0 <= 0x20 || $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "'") }
                let name = value.prefix { byte in
                    (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte) || "-_:.+".utf8.contains(byte)
                }
                if !name.isEmpty, name.count <= 40 { return String(decoding: name, as: UTF8.self) }
            }
        }
        return nil
    }
}
