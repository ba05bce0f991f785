/// The query of an address, as forms send it (application/x-www-form-urlencoded).
package struct QueryString: Sendable {
    private let pairs: [(name: String, value: String)]

    /// At most so many pairs are looked at.
    private static let limit = 20

    /// Reads any text; what isn't UTF-8 once decoded is repaired.
    ///
    /// Linear.
    package init(_ query: String) {
        pairs = query.utf8.split(separator: UInt8(ascii: "&"), maxSplits: QueryString.limit)
            .prefix(QueryString.limit).map { pair in
                let name = pair.prefix { $0 != UInt8(ascii: "=") }
                return (QueryString.decoded(name), QueryString.decoded(pair.dropFirst(name.count + 1)))
            }
    }

    /// The first value of a name.
    package subscript(name: String) -> String? {
        pairs.first { $0.name == name }?.value
    }

    /// A value that is a whole number of at most seven digits.
    package func number(_ name: String) -> Int? {
        self[name].flatMap { $0.utf8.count <= 7 && $0.utf8.allSatisfy { (0x30...0x39).contains($0) } ? Int($0) : nil }
    }

    private static func decoded(_ text: Substring.UTF8View) -> String {
        var bytes: [UInt8] = []
        var rest = text
        while let byte = rest.first {
            rest = rest.dropFirst()
            switch byte {
            case UInt8(ascii: "+"): bytes.append(UInt8(ascii: " "))
            case UInt8(ascii: "%"):
                let digits = rest.prefix(2).compactMap(hexValue)
                guard digits.count == 2 else {
                    bytes.append(byte)
                    continue
                }
                bytes.append(digits[0] << 4 | digits[1])
                rest = rest.dropFirst(2)
            default: bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
