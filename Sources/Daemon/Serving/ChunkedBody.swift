/// Bodies in chunks (RFC 9112 §7.1): never read, but told apart from what is none.
enum ChunkedBody {
    /// Whether the bytes at hand can't be the beginning of a chunked body.
    ///
    /// O(number of chunks).
    static func isMalformed(_ bytes: UnsafeRawBufferPointer) -> Bool {
        var rest = bytes[...]
        while !rest.isEmpty {
            guard let end = rest.firstIndex(of: 0x0A) else {
                return !isSize(rest.prefix { $0 != 0x0D }, isWhole: rest.contains(0x0D))
            }
            guard end > rest.startIndex, rest[end - 1] == 0x0D else { return true }
            let line = rest[rest.startIndex..<(end - 1)]
            guard isSize(line, isWhole: true), let size = size(line) else { return true }
            rest = rest[(end + 1)...]
            if size == 0 { return areTrailersMalformed(rest) }
            guard rest.count > size + 1 else { return false }
            guard rest[rest.startIndex + size] == 0x0D, rest[rest.startIndex + size + 1] == 0x0A else { return true }
            rest = rest[(rest.startIndex + size + 2)...]
        }
        return false
    }

    /// Whether the line is digits, and behind them nothing or an extension.
    private static func isSize(_ line: Slice<UnsafeRawBufferPointer>, isWhole: Bool) -> Bool {
        let digits = line.prefix { hexValue($0) != nil }
        guard digits.count <= 15, !digits.isEmpty || !isWhole && line.isEmpty else { return false }
        let rest = line[digits.endIndex...]
        guard let first = rest.first else { return true }
        return first == UInt8(ascii: ";") && rest.allSatisfy { $0 >= 0x20 && $0 != 0x7F || $0 == 0x09 }
    }

    private static func size(_ line: Slice<UnsafeRawBufferPointer>) -> Int? {
        line.prefix { hexValue($0) != nil }.reduce(0) { $0 << 4 | Int(hexValue($1) ?? 0) }
    }

    private static func areTrailersMalformed(_ bytes: Slice<UnsafeRawBufferPointer>) -> Bool {
        var rest = bytes
        while let end = rest.firstIndex(of: 0x0A) {
            guard end > rest.startIndex, rest[end - 1] == 0x0D else { return true }
            let line = rest[rest.startIndex..<(end - 1)]
            if line.isEmpty { return false }
            let name = line.prefix(while: isTokenByte)
            guard !name.isEmpty, line[name.endIndex...].first == UInt8(ascii: ":"),
                line.allSatisfy({ $0 >= 0x20 && $0 != 0x7F || $0 == 0x09 })
            else { return true }
            rest = rest[(end + 1)...]
        }
        return false
    }
}
