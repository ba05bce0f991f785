import NIOCore

/// A request head, with what concerns the connection and not the answer.
struct RequestHead {
    /// How the bytes behind the head are framed (RFC 9112 §6).
    enum Body {
        case none
        case sized
        case chunked
    }

    var request: Request
    /// HTTP/1.1 and what may come after it, not HTTP/1.0.
    var isModern: Bool
    var keepsAlive: Bool
    var body = Body.none
    /// An expectation other than `100-continue` (RFC 9110 §10.1.1).
    var expectsUnknown = false
    /// Who asks, where it says so.
    var userAgent: String?
    /// All lines of `Forwarded` and of `X-Forwarded-For`, joined with commas.
    var forwarded: String?
    var forwardedFor: String?
}
