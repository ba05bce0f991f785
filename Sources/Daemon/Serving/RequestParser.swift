/// Reads one request head (RFC 9112 §3 and §5), and takes nothing that another reader could take for something else.
///
/// Strict where the grammar is strict: one space between the parts of the request line, no space before a colon, no
/// folded lines, no control characters, exactly one valid Host, one framing of the body. Pure; O(length); reads
/// nothing outside of `bytes`.
struct RequestParser {
    private let bytes: UnsafeRawBufferPointer
    private let limits: RequestLimits
    private var position = 0

    private init(_ bytes: UnsafeRawBufferPointer, _ limits: RequestLimits) {
        (self.bytes, self.limits) = (bytes, limits)
    }

    /// `bytes` end with the empty line, and every LF in them follows a CR.
    static func head(
        in bytes: UnsafeRawBufferPointer,
        _ limits: RequestLimits
    ) throws(RequestFault) -> RequestHead {
        var parser = RequestParser(bytes, limits)
        let line = try parser.requestLine()
        var fields = RequestFields()
        var count = 0
        while let field = try parser.field() {
            count += 1
            guard count <= limits.fieldCount else { throw .headTooLarge }
            try fields.take(field.name, field.value)
        }
        return try fields.head(line.method, line.target, minor: line.minor)
    }

    /// Whether a request line ends with a version; HTTP/0.9 had none.
    static func namesVersion(_ line: Slice<UnsafeRawBufferPointer>) -> Bool {
        line.count >= 9 && line.suffix(9).starts(with: " HTTP/".utf8)
    }

    // MARK: The request line

    private mutating func requestLine() throws(RequestFault) -> (method: Request.Method, target: String, minor: Int) {
        let end = try endOfLine()
        guard RequestParser.namesVersion(bytes[..<end]), end >= 9 else { throw .malformed }
        let versionStart = end - 9
        let (major, dot, minor) = (bytes[end - 3], bytes[end - 2], bytes[end - 1])
        guard isDigit(major), dot == UInt8(ascii: "."), isDigit(minor) else { throw .malformed }
        guard let space = bytes[..<versionStart].firstIndex(of: 0x20), space > 0 else { throw .malformed }
        let method = try RequestParser.method(UnsafeRawBufferPointer(rebasing: bytes[..<space]))
        let target = UnsafeRawBufferPointer(rebasing: bytes[(space + 1)..<versionStart])
        guard !target.isEmpty, target.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "#") }) else {
            throw .malformed
        }
        guard target.count <= limits.fieldSize else { throw .targetTooLong }
        guard major == UInt8(ascii: "1") else { throw .versionUnknown }
        position = end + 2
        return (method, String(decoding: target, as: UTF8.self), Int(minor - 0x30))
    }

    private static func method(_ name: UnsafeRawBufferPointer) throws(RequestFault) -> Request.Method {
        if equals(name, "GET") { return .get }
        if equals(name, "HEAD") { return .head }
        if equals(name, "OPTIONS") { return .options }
        guard name.allSatisfy(isTokenByte), name.count <= 64 else { throw .malformed }
        return .other(String(decoding: name, as: UTF8.self))
    }

    // MARK: Fields

    private mutating func field() throws(RequestFault) -> (name: UnsafeRawBufferPointer, value: UnsafeRawBufferPointer)?
    {
        let start = position
        let end = try endOfLine()
        position = end + 2
        guard end > start else { return nil }
        guard end - start <= limits.fieldSize else { throw .headTooLarge }
        var colon = start
        while colon < end, isTokenByte(bytes[colon]) { colon += 1 }
        // A space here, at the start of the line or before the colon, is a folded line or a smuggled field.
        guard colon > start, colon < end, bytes[colon] == UInt8(ascii: ":") else { throw .malformed }
        var (first, last) = (colon + 1, end)
        while first < last, isSpace(bytes[first]) { first += 1 }
        while last > first, isSpace(bytes[last - 1]) { last -= 1 }
        for index in first..<last {
            let byte = bytes[index]
            guard byte >= 0x20 && byte != 0x7F || byte == 0x09 else { throw .malformed }
        }
        return (
            UnsafeRawBufferPointer(rebasing: bytes[start..<colon]),
            UnsafeRawBufferPointer(rebasing: bytes[first..<last])
        )
    }

    /// Where the CR of the line stands that begins at `position`.
    private func endOfLine() throws(RequestFault) -> Int {
        var index = position
        while index < bytes.count, bytes[index] != 0x0A { index += 1 }
        guard index < bytes.count, index > position, bytes[index - 1] == 0x0D else { throw .malformed }
        return index - 1
    }
}

/// RFC 9110 §5.6.2.
func isTokenByte(_ byte: UInt8) -> Bool {
    // Two words of bits, since it is asked for every byte of every name.
    let (low, high): (UInt64, UInt64) = (0x03FF_6CFA_0000_0000, 0x57FF_FFFF_C7FF_FFFE)
    return byte < 64 ? low >> UInt64(byte) & 1 == 1 : byte < 128 && high >> UInt64(byte - 64) & 1 == 1
}

private func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

private func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }

/// Byte for byte.
func equals(_ bytes: UnsafeRawBufferPointer, _ text: StaticString) -> Bool {
    bytes.count == text.utf8CodeUnitCount
        && bytes.elementsEqual(UnsafeBufferPointer(start: text.utf8Start, count: bytes.count))
}
