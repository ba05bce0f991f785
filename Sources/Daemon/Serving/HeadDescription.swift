import NIOCore
import Syndication

/// What the heads of a document are made from.
struct HeadDescription: Sendable {
    var status: Int
    var mediaType: String
    var tag: EntityTag?
    var lastModified: Timestamp?
    var cacheControl: String?
    var fields: [HeaderField] = []
    var isCompressible = true
    /// The request's fields that the answer depends on, besides `Accept-Encoding`.
    var vary: [String] = []

    /// The head of the answer that carries the body, or would for HEAD (H-1).
    func head(coding: ContentCoding, length: Int) -> ByteBuffer {
        var lines = HeadLines(status: status)
        lines.add("Content-Type", mediaType)
        lines.add("Content-Length", String(length))
        if coding == .gzip { lines.add("Content-Encoding", "gzip") }
        addValidators(to: &lines, coding: coding)
        if let lastModified { lines.add("Last-Modified", lastModified.imfFixdate) }
        for field in fields { lines.add(field.name, field.value) }
        lines.add("X-Content-Type-Options", "nosniff")
        lines.add("Accept-Ranges", "none")
        return lines.bytes
    }

    /// The head of a 304 (H-10).
    ///
    /// `Last-Modified` is repeated only where no tag does its work (RFC 9110 §15.4.5).
    func notModified(coding: ContentCoding) -> ByteBuffer {
        var lines = HeadLines(status: 304)
        addValidators(to: &lines, coding: coding)
        if tag == nil, let lastModified { lines.add("Last-Modified", lastModified.imfFixdate) }
        for field in fields where field.isForNotModified { lines.add(field.name, field.value) }
        return lines.bytes
    }

    private func addValidators(to lines: inout HeadLines, coding: ContentCoding) {
        if let tag { lines.add("ETag", tag.text(for: coding)) }
        if let cacheControl { lines.add("Cache-Control", cacheControl) }
        let vary = (isCompressible ? ["Accept-Encoding"] : []) + vary
        if !vary.isEmpty { lines.add("Vary", vary.joined(separator: ", ")) }
    }
}

/// A status line and fields, as bytes (RFC 9112 §4 and §5).
struct HeadLines {
    private(set) var bytes = ByteBuffer()

    init(status: Int) {
        bytes.reserveCapacity(512)
        bytes.writeString("HTTP/1.1 \(status) \(reasonPhrase(status))\r\n")
    }

    mutating func add(_ name: String, _ value: String) {
        bytes.writeString("\(name): \(value)\r\n")
    }
}

/// The phrases of RFC 9110 §15 for the codes in use here; the rest may be empty (RFC 9112 §4).
func reasonPhrase(_ status: Int) -> String {
    switch status {
    case 200: "OK"
    case 202: "Accepted"
    case 204: "No Content"
    case 226: "IM Used"
    case 301: "Moved Permanently"
    case 302: "Found"
    case 304: "Not Modified"
    case 308: "Permanent Redirect"
    case 400: "Bad Request"
    case 404: "Not Found"
    case 405: "Method Not Allowed"
    case 408: "Request Timeout"
    case 409: "Conflict"
    case 410: "Gone"
    case 412: "Precondition Failed"
    case 413: "Content Too Large"
    case 414: "URI Too Long"
    case 417: "Expectation Failed"
    case 429: "Too Many Requests"
    case 431: "Request Header Fields Too Large"
    case 500: "Internal Server Error"
    case 501: "Not Implemented"
    case 503: "Service Unavailable"
    case 504: "Gateway Timeout"
    case 505: "HTTP Version Not Supported"
    default: ""
    }
}
