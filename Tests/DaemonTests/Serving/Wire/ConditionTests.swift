import Testing

@Suite("Conditions and codings, over the wire")
struct ConditionTests {
    private static let same = "Wed, 07 Jan 2026 12:00:00 GMT"
    private static let before = "Wed, 07 Jan 2026 11:59:59 GMT"
    private static let after = "Thu, 08 Jan 2026 12:00:00 GMT"

    @Test(
        "A client that has the bytes gets 304, whatever proxies did to its tag (H-4 to H-8)",
        arguments: [
            .get("If-None-Match: \"TAG\"", is: 304, fields: ["ETag": "\"TAG\"", "Vary": "Accept-Encoding"]),
            .get("if-none-match:\"TAG\"", is: 304), .get("If-None-Match: W/\"TAG\"", is: 304),
            .get("If-None-Match: \"x\", \"TAG\"", is: 304), .get("If-None-Match: \"x\",W/\"TAG\",\"y\"", is: 304),
            .get("If-None-Match: \"x\"", "If-None-Match: \"TAG\"", is: 304),
            .get("If-None-Match: \"TAG\"", "If-None-Match: \"x\"", is: 304),
            .get("If-None-Match: *", is: 304), .get("If-None-Match: TAG", is: 304),
            .get("If-None-Match: \"TAG-gzip\"", is: 304), .get("If-None-Match: \"TAG--gzip\"", is: 304),
            .get("If-None-Match: \"TAG;gzip\"", is: 304), .get("If-None-Match: \"TAG-br\"", is: 304),
            .get("If-None-Match: \"TAG-df\"", is: 304), .get("If-None-Match: W/\"TAG-gzip-gzip\"", is: 304),
            .get("If-None-Match: \"TAG\"-gzip", is: 304), .get("If-None-Match: \\\"TAG\\\"", is: 304),
            .get("If-None-Match: \"x,y\", \"TAG\"", is: 304), .get("If-None-Match: , ,\"TAG\"", is: 304),
            .get("If-None-Match: \"TAG\"", "If-Modified-Since: \(before)", is: 304),
            .get("If-None-Match: \"TAG\"", "If-Modified-Since: x", is: 304),
            .get("If-Modified-Since: \(same)", is: 304), .get("If-Modified-Since: \(after)", is: 304),
            .get("If-Modified-Since: Wednesday, 07-Jan-26 12:00:00 GMT", is: 304),
            .get("If-Modified-Since: Wed Jan  7 12:00:00 2026", is: 304),
            .get("If-None-Match: \"TAG\"", "Accept-Encoding: gzip", is: 304, fields: ["ETag": "\"TAG-gzip\""]),
            .get("If-None-Match: \"TAG\"", "Range: bytes=0-1", is: 304),
            WireCase("HEAD /atom.xml HTTP/1.1\r\nHost: x\r\nIf-None-Match: \"TAG\"\r\n\r\n", 304),
        ] as [WireCase]
    )
    func unchanged(_ wire: WireCase) async throws {
        try await wire.check()
    }

    @Test(
        "A client that hasn't gets 200, and a malformed condition is none",
        arguments: [
            .get("If-None-Match: \"x\"", is: 200), .get("If-None-Match:", is: 200), .get("If-None-Match: \"", is: 200),
            .get("If-None-Match: \"TAGx\"", is: 200), .get("If-None-Match: \"TAG", "X: y", is: 304),
            .get("If-None-Match: -gzip", is: 200), .get("If-None-Match: \"x\"", "If-Modified-Since: \(after)", is: 200),
            .get("If-Modified-Since: \(before)", is: 200), .get("If-Modified-Since: yesterday", is: 200),
            .get("If-Modified-Since: 1767787200", is: 200),
            .get("If-Modified-Since: Wed, 32 Jan 2026 12:00:00 GMT", is: 200),
            .get("If-Modified-Since: \(same)", "If-Modified-Since: \(same)", is: 200),
            .get("If-Modified-Since: Wed, 07 Jan 2026 12:00:00 CET", is: 200),
            .get("If-Match: \"TAG\"", is: 200), .get("If-Match: *", is: 200),
            .get("If-Match: \"x\", \"TAG-gzip\"", is: 200),
            .get("If-Unmodified-Since: \(same)", is: 200), .get("If-Unmodified-Since: \(after)", is: 200),
            .get("If-Unmodified-Since: x", is: 200),
            .get("If-Match: \"TAG\"", "If-Unmodified-Since: \(before)", is: 200),
            .get("Range: bytes=0-1", is: 200, fields: ["Accept-Ranges": "none", "Content-Length": "9000"]),
            .get("Range: bytes=9-1", is: 200), .get("Range: bytes=99999-", is: 200), .get("Range: x", is: 200),
            .get("Range: bytes=0-1", "If-Range: \"TAG\"", is: 200),
        ] as [WireCase]
    )
    func whole(_ wire: WireCase) async throws {
        try await wire.check()
    }

    @Test(
        "If-Match and If-Unmodified-Since are strict, and go before the others (RFC 9110 §13.2.2)",
        arguments: [
            .get("If-Match: \"x\"", is: 412), .get("If-Match: W/\"TAG\"", is: 412), .get("If-Match:", is: 412),
            .get("If-Match: \"x\"", "If-None-Match: \"TAG\"", is: 412), .get("If-Unmodified-Since: \(before)", is: 412),
            .get("If-Unmodified-Since: Wednesday, 07-Jan-26 11:00:00 GMT", is: 412),
            .get("If-Match: \"x\"", "If-Match: \"TAG\"", "If-None-Match: \"TAG\"", is: 304),
        ] as [WireCase]
    )
    func failed(_ wire: WireCase) async throws {
        try await wire.check()
    }

    @Test(
        "gzip goes to those who want it, by weight (RFC 9110 §12.5.3)",
        arguments: [
            ("gzip", true), ("GZIP", true), ("x-gzip", true), ("gzip;q=0", false), ("gzip;q=0.001", true),
            ("gzip; q=1.0, identity; q=0.5", true), ("gzip;q=0.5, identity", false), ("identity;q=0, gzip;q=0.1", true),
            ("*", true), ("*;q=0", false), ("gzip;q=0, *", false), ("identity;q=0, *", true), ("br, zstd", false),
            ("identity", false), ("identity;q=0", false), ("deflate, gzip;q=1.5", false), ("", false),
            ("gzip;q=0.5, *;q=0.8", false), ("br;q=1.0, gzip;q=0.8, *;q=0.1", true),
        ]
    )
    func codings(accepted: String, isGzip: Bool) async throws {
        let fields = ["ETag": isGzip ? "\"TAG-gzip\"" : "\"TAG\"", "Vary": "Accept-Encoding"]
        try await WireCase.get("Accept-Encoding: \(accepted)", is: 200, fields: fields).check()
    }
}
