/// How the bytes of a representation are coded (RFC 9110 §8.4.1).
package enum ContentCoding: Sendable, Hashable {
    case identity
    case gzip
}
