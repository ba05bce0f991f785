/// The fields of a request that mean something here, gathered line by line.
struct RequestFields {
    private var hostCount = 0
    private var ifMatch: String?
    private var ifNoneMatch: String?
    private var ifModifiedSince: String?
    private var ifUnmodifiedSince: String?
    private var acceptEncoding: String?
    private var acceptManipulation: String?
    private var contentLength: String?
    private var transferEncoding: String?
    private var connection: String?
    private var expect: String?
    private var userAgent: String?
    private var forwarded: String?
    private var forwardedFor: String?

    /// Several lines of one field are joined with commas (RFC 9110 §5.3); where the field takes no list, that makes
    /// it unreadable, as it should.
    mutating func take(_ name: UnsafeRawBufferPointer, _ value: UnsafeRawBufferPointer) throws(RequestFault) {
        // The length sorts out nearly all fields before any comparison.
        switch name.count {
        case 4 where matches(name, "host"):
            hostCount += 1
            guard hostCount == 1, Authority.isValid(value, mayBeEmpty: true) else { throw .malformed }
        case 4 where matches(name, "a-im"): join(&acceptManipulation, value)
        case 6 where matches(name, "expect"): join(&expect, value)
        case 8 where matches(name, "if-match"): join(&ifMatch, value)
        case 9 where matches(name, "forwarded"): join(&forwarded, value)
        case 10:
            if matches(name, "connection") { join(&connection, value) }
            if matches(name, "user-agent") { userAgent = text(value) }
        case 13 where matches(name, "if-none-match"): join(&ifNoneMatch, value)
        case 14 where matches(name, "content-length"): join(&contentLength, value)
        case 15:
            if matches(name, "accept-encoding") { join(&acceptEncoding, value) }
            if matches(name, "x-forwarded-for") { join(&forwardedFor, value) }
        case 17:
            if matches(name, "if-modified-since") { join(&ifModifiedSince, value) }
            if matches(name, "transfer-encoding") { join(&transferEncoding, value) }
        case 19 where matches(name, "if-unmodified-since"): join(&ifUnmodifiedSince, value)
        default: break
        }
    }

    func head(_ method: Request.Method, _ target: String, minor: Int) throws(RequestFault) -> RequestHead {
        let isModern = minor >= 1
        guard hostCount == 1 || !isModern, Authority.fits(target, method) else { throw .malformed }
        var request = Request(method, target)
        request.ifMatch = ifMatch
        request.ifNoneMatch = ifNoneMatch
        request.ifModifiedSince = ifModifiedSince
        request.ifUnmodifiedSince = ifUnmodifiedSince
        request.acceptEncoding = acceptEncoding
        request.acceptManipulation = acceptManipulation
        let isClosing = connection.map { has($0, "close") } ?? false
        let isKeeping = isModern || (connection.map { has($0, "keep-alive") } ?? false)
        return RequestHead(
            request: request,
            isModern: isModern,
            keepsAlive: !isClosing && isKeeping,
            body: try body(isModern: isModern),
            expectsUnknown: isModern && expect.map { !equalsLowercased($0.utf8, "100-continue") } ?? false,
            userAgent: userAgent,
            forwarded: forwarded,
            forwardedFor: forwardedFor
        )
    }

    /// One framing that every reader agrees on, or none (RFC 9112 §6.3).
    private func body(isModern: Bool) throws(RequestFault) -> RequestHead.Body {
        if let transferEncoding {
            guard contentLength == nil, isModern else { throw .malformed }
            let codings = transferEncoding.utf8.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
            guard let last = codings.last, codings.dropLast().allSatisfy({ !equalsLowercased($0, "chunked") }) else {
                throw .malformed
            }
            guard equalsLowercased(last, "chunked") else {
                throw codings.allSatisfy { !$0.isEmpty && $0.allSatisfy(isTokenByte) } ? .codingUnknown : .malformed
            }
            guard codings.count == 1 else { throw .codingUnknown }
            return .chunked
        }
        guard let contentLength else { return .none }
        // A repeated field is refused even when its values agree: it is always somebody's mistake.
        guard !contentLength.isEmpty, contentLength.utf8.count <= 18,
            contentLength.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 })
        else { throw .malformed }
        return contentLength.utf8.allSatisfy { $0 == 0x30 } ? .none : .sized
    }

    /// Whether a list of tokens has one, in whatever case.
    private func has(_ list: String, _ token: StaticString) -> Bool {
        list.utf8.split(separator: UInt8(ascii: ",")).contains { equalsLowercased($0, token) }
    }
}

private func join(_ field: inout String?, _ value: UnsafeRawBufferPointer) {
    field = field.map { "\($0), \(text(value))" } ?? text(value)
}

private func text(_ value: UnsafeRawBufferPointer) -> String {
    String(decoding: value, as: UTF8.self)
}

/// Compares a field name with one in lower case, of the same length.
private func matches(_ name: UnsafeRawBufferPointer, _ lowercase: StaticString) -> Bool {
    equalsLowercased(name, lowercase)
}

/// Compares with a text in lower case; spaces around the bytes don't count.
private func equalsLowercased(_ bytes: some Sequence<UInt8>, _ lowercase: StaticString) -> Bool {
    var index = 0
    var isOver = false
    for byte in bytes {
        if byte == 0x20 || byte == 0x09 {
            if index > 0 { isOver = true }
            continue
        }
        guard !isOver, index < lowercase.utf8CodeUnitCount else { return false }
        let lower = byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte
        guard lower == lowercase.utf8Start[index] else { return false }
        index += 1
    }
    return index == lowercase.utf8CodeUnitCount
}
