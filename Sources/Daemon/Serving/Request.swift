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
    package var ifMatch: String?
    package var ifNoneMatch: String?
    package var ifModifiedSince: String?
    package var ifUnmodifiedSince: String?
    package var acceptEncoding: String?
    /// `A-IM` (RFC 3229 §10.5.3).
    package var acceptManipulation: String?

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

    /// Whether the client says which version it has.
    package var isConditional: Bool {
        ifNoneMatch != nil || ifModifiedSince != nil
    }
}
