/// Why bytes are no request that can be answered; each ends its connection (RFC 9112 §2.2, §11).
enum RequestFault: Error, Hashable {
    /// Anything that two readers could understand in two ways, or that the grammar doesn't know.
    case malformed
    case targetTooLong
    /// Too many bytes or too many fields.
    case headTooLarge
    /// A transfer coding other than chunked (RFC 9112 §6.1).
    case codingUnknown
    case versionUnknown

    var notice: Document {
        switch self {
        case .malformed: Notice.badRequest
        case .targetTooLong: Notice.targetTooLong
        case .headTooLarge: Notice.headTooLarge
        case .codingUnknown: Notice.notImplemented
        case .versionUnknown: Notice.versionNotSupported
        }
    }
}
