/// The answers that no document stands behind: short, plain and without a word about the inside.
enum Notice {
    static let healthy = notice(200, "ok\n")
    static let badRequest = notice(400, "400 Bad Request\n")
    static let notFound = notice(404, "404 Not Found\n")
    static let methodNotAllowed = notice(405, "405 Method Not Allowed\n", [HeaderField("Allow", "GET, HEAD")])
    static let requestTimeout = notice(408, "408 Request Timeout\n")
    static let contentTooLarge = notice(413, "413 Content Too Large\n")
    static let headTooLarge = notice(431, "431 Request Header Fields Too Large\n")
    static let failure = notice(500, "500 Internal Server Error\n")
    static let busy = notice(503, "503 Service Unavailable\n", [HeaderField("Retry-After", "5")])
    static let versionNotSupported = notice(505, "505 HTTP Version Not Supported\n")

    /// 204 for OPTIONS; tells scripts of other sites that they may ask with conditions (H-18).
    static let options: Reply = {
        var lines = HeadLines(status: 204)
        lines.add("Allow", "GET, HEAD")
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
            body: Array(text.utf8),
            tag: nil,
            cacheControl: "no-store",
            fields: fields + HeaderField.crossOrigin,
            status: status,
            isCompressible: false
        )
    }
}
