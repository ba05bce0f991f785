/// The answers that no document stands behind: short, plain and without a word about the inside.
enum Notice {
    static let healthy = notice(200, "ok\n")
    static let badRequest = notice(400, "400 Bad Request\n")
    static let notFound = notice(404, "404 Not Found\n")
    static let methodNotAllowed = notice(405, "405 Method Not Allowed\n", [allowed])
    static let notImplemented = notice(501, "501 Not Implemented\n", [allowed])
    static let preconditionFailed = notice(412, "412 Precondition Failed\n")
    static let expectationFailed = notice(417, "417 Expectation Failed\n")
    static let targetTooLong = notice(414, "414 URI Too Long\n")
    static let requestTimeout = notice(408, "408 Request Timeout\n")
    static let contentTooLarge = notice(413, "413 Content Too Large\n")
    static let headTooLarge = notice(431, "431 Request Header Fields Too Large\n")
    static let failure = notice(500, "500 Internal Server Error\n")
    static let busy = notice(503, "503 Service Unavailable\n", [HeaderField("Retry-After", "5")])
    static let versionNotSupported = notice(505, "505 HTTP Version Not Supported\n")

    private static let allowed = HeaderField("Allow", "GET, HEAD, OPTIONS")

    /// 405 for the methods that HTTP knows, 501 for others (RFC 9110 §9.1).
    static func refusal(of method: String) -> Document {
        knownMethods.contains(method) ? methodNotAllowed : notImplemented
    }

    private static let knownMethods: Set = ["POST", "PUT", "DELETE", "PATCH", "TRACE", "CONNECT"]

    /// 429 with the seconds to wait: some readers can't read a date there (H-16).
    static func throttled(for seconds: Int) -> Document {
        notice(429, "429 Too Many Requests\n", [HeaderField("Retry-After", String(seconds))])
    }

    /// 204 for OPTIONS; tells scripts of other sites that they may ask with conditions (H-18).
    static let options: Reply = {
        var lines = HeadLines(status: 204)
        lines.add("Allow", "GET, HEAD, OPTIONS")
        lines.add("Access-Control-Allow-Origin", "*")
        lines.add("Access-Control-Allow-Methods", "GET, HEAD")
        lines.add("Access-Control-Allow-Headers", "If-None-Match, If-Modified-Since")
        lines.add("Access-Control-Max-Age", "86400")
        return Reply(status: 204, head: lines.bytes, body: nil)
    }()

    private static func notice(_ status: Int, _ text: String, _ fields: [HeaderField] = []) -> Document {
        Document(
            path: "",
            mediaType: "text/plain; charset=utf-8",
            body: Body(text.utf8),
            tag: nil,
            cacheControl: "no-store",
            fields: fields + HeaderField.crossOrigin,
            status: status,
            isCompressible: false
        )
    }
}
