import NIOHTTP1

/// What of a request decides its answer.
package struct Request: Sendable {
    package enum Method: Sendable, Hashable {
        case get
        case head
        case options
        case other(String)
    }

    package var method: Method
    /// As sent: origin form or absolute form (RFC 9112 §3.2).
    package var target: String
    /// Several field lines are joined with commas; nil when there is none.
    package var ifNoneMatch: String?
    package var ifModifiedSince: String?
    package var acceptEncoding: String?

    package init(
        _ method: Method = .get,
        _ target: String,
        ifNoneMatch: String? = nil,
        ifModifiedSince: String? = nil,
        acceptEncoding: String? = nil
    ) {
        (self.method, self.target) = (method, target)
        self.ifNoneMatch = ifNoneMatch
        self.ifModifiedSince = ifModifiedSince
        self.acceptEncoding = acceptEncoding
    }

    package var wantsGzip: Bool {
        acceptEncoding.map(AcceptEncoding.wantsGzip) ?? false
    }
}

/// A request head, with what concerns the connection and not the answer.
struct RequestHead {
    var request: Request
    var hostCount = 0
    var hasBody = false
    var asksForUpgrade = false

    init(_ head: HTTPRequestHead) {
        request = Request(RequestHead.method(head.method), head.uri)
        for (name, value) in head.headers {
            // The length sorts out nearly all fields before any comparison.
            switch name.utf8.count {
            case 4 where matches(name, "host"):
                hostCount += 1
            case 7 where matches(name, "upgrade"):
                asksForUpgrade = true
            case 13 where matches(name, "if-none-match"):
                request.ifNoneMatch = request.ifNoneMatch.map { "\($0), \(value)" } ?? value
            case 14 where matches(name, "content-length"):
                hasBody = hasBody || !value.utf8.allSatisfy { $0 == UInt8(ascii: "0") }
            case 15 where matches(name, "accept-encoding"):
                request.acceptEncoding = request.acceptEncoding.map { "\($0), \(value)" } ?? value
            case 17 where matches(name, "if-modified-since"):
                request.ifModifiedSince = value
            case 17 where matches(name, "transfer-encoding"):
                hasBody = true
            default:
                break
            }
        }
    }

    private static func method(_ method: HTTPMethod) -> Request.Method {
        switch method {
        case .GET: .get
        case .HEAD: .head
        case .OPTIONS: .options
        default: .other(method.rawValue)
        }
    }
}

/// Compares a field name with one in lower case, of the same length.
private func matches(_ name: String, _ lowercase: String) -> Bool {
    name.utf8.elementsEqual(lowercase.utf8) { left, right in
        (left >= 0x41 && left <= 0x5A ? left | 0x20 : left) == right
    }
}
