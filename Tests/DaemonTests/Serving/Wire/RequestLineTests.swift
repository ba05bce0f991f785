import Testing

@Suite("Request lines, over the wire")
struct RequestLineTests {
    @Test(
        "What RFC 9112 §3 doesn't know ends the connection",
        arguments: [
            // No request line.
            .refused("hello\r\n\r\n"), .refused("GET\r\n\r\n"), .refused("GET \r\n\r\n"), .refused(" \r\n\r\n"),
            .refused("\u{16}\u{3}\u{1}\u{2}\u{0}\r\n\r\n"),
            // HTTP/0.9, which has no second line to wait for.
            .refused("GET /atom.xml\r\n"), .refused("GET /atom.xml \r\n"), .refused("GET /\r\nHost: x\r\n\r\n"),
            // Spaces.
            .refused("GET  / HTTP/1.1\r\nHost: x\r\n\r\n"), .refused("GET /  HTTP/1.1\r\nHost: x\r\n\r\n"),
            .refused(" GET / HTTP/1.1\r\nHost: x\r\n\r\n"), .refused("GET\t/\tHTTP/1.1\r\nHost: x\r\n\r\n"),
            .refused("GET /a b HTTP/1.1\r\nHost: x\r\n\r\n"), .refused("GET / HTTP/1.1 \r\nHost: x\r\n\r\n"),
            .refused("GET /\u{B}HTTP/1.1\r\nHost: x\r\n\r\n"),
            // Versions.
            .refused("GET / HTTP/1.10\r\nHost: x\r\n\r\n"), .refused("GET / HTTP/11\r\nHost: x\r\n\r\n"),
            .refused("GET / http/1.1\r\nHost: x\r\n\r\n"), .refused("GET / HTTP/1,1\r\nHost: x\r\n\r\n"),
            .refused("GET / HTTP/1.x\r\nHost: x\r\n\r\n"), .refused("GET / HTTPS/1.1\r\nHost: x\r\n\r\n"),
            .refused("GET / HTTP/+1.1\r\nHost: x\r\n\r\n"), .refused("GET / ICY/1.1\r\nHost: x\r\n\r\n"),
            .refused("GET / HTTP/2.0\r\nHost: x\r\n\r\n", 505), .refused("GET / HTTP/0.9\r\nHost: x\r\n\r\n", 505),
            .refused("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505), .refused("GET / HTTP/3.0\r\nHost: x\r\n\r\n", 505),
            // Methods.
            .refused("G(T / HTTP/1.1\r\nHost: x\r\n\r\n"), .refused("GE\u{0}T / HTTP/1.1\r\nHost: x\r\n\r\n"),
            .refused("GÉT / HTTP/1.1\r\nHost: x\r\n\r\n"),
            .refused("\(String(repeating: "A", count: 65)) / HTTP/1.1\r\nHost: x\r\n\r\n"),
            // Line ends.
            .refused("GET / HTTP/1.1\nHost: x\n\n"), .refused("GET / HTTP/1.1\nHost: x\r\n\r\n"),
            .refused("GET / HTTP/1.1\rHost: x\r\r\n\r\n"), .refused("\nGET / HTTP/1.1\r\nHost: x\r\n\r\n"),
            .refused("GET /\r HTTP/1.1\r\nHost: x\r\n\r\n"),
            // Targets.
            .refused("GET * HTTP/1.1\r\nHost: x\r\n\r\n"), .refused("GET atom.xml HTTP/1.1\r\nHost: x\r\n\r\n"),
            .refused("GET x:80 HTTP/1.1\r\nHost: x\r\n\r\n"), .refused("GET ftp://x/ HTTP/1.1\r\nHost: x\r\n\r\n"),
            .refused("GET http:///atom.xml HTTP/1.1\r\nHost: x\r\n\r\n"),
            .refused("GET http://a@x/ HTTP/1.1\r\nHost: x\r\n\r\n"),
            .refused("GET http:/x/ HTTP/1.1\r\nHost: x\r\n\r\n"),
            .refused("GET /atom.xml#a HTTP/1.1\r\nHost: x\r\n\r\n"),
            .refused("GET /\u{0} HTTP/1.1\r\nHost: x\r\n\r\n"), .refused("GET /\u{7F} HTTP/1.1\r\nHost: x\r\n\r\n"),
            .refused("GET /caf\u{E9} HTTP/1.1\r\nHost: x\r\n\r\n"),
            .refused("CONNECT /atom.xml HTTP/1.1\r\nHost: x\r\n\r\n"),
            .refused("CONNECT x:80 HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\n\r\n", 405),
        ] as [WireCase]
    )
    func refused(_ wire: WireCase) async throws {
        try await wire.check()
    }

    @Test(
        "A path that climbs, hides a byte or is no UTF-8 names nothing, however it is spelt",
        arguments: [
            "/../etc/passwd", "/..", "/.", "/a/../atom.xml", "/./atom.xml", "/atom.xml/..", "/%2e%2e/etc/passwd",
            "/%2E%2E/", "/.%2e/a", "/%2e./a", "/..%2fetc", "/..%2Fetc", "/%2e%2e%2fetc", "/..%5cetc", "/..\\etc",
            "/%2e%2e%5c", "/a%2f..%2fb", "/%00", "/atom.xml%00", "/%0a", "/%0d%0aX:y", "/%7f", "/%", "/%4", "/%zz",
            "/%u002e", "/%c0%ae%c0%ae/etc", "/%c0%2e", "/%e0%80%ae", "/%f0%80%80%ae", "/%c1%9c", "/%ff", "/%ed%a0%80",
            "/%f4%90%80%80", "/%c3", "http://x/../a", "http://x/%2e%2e/a",
        ]
    )
    func traversal(target: String) async throws {
        try await WireCase.refused("GET \(target) HTTP/1.1\r\nHost: x\r\n\r\n").check()
    }

    @Test(
        "What is unusual and allowed is answered, and the connection stays",
        arguments: [
            WireCase("\r\nGET /atom.xml HTTP/1.1\r\nHost: x\r\n\r\n", 200),
            WireCase("\r\n\r\n\r\nGET /atom.xml HTTP/1.1\r\nHost: x\r\n\r\n", 200),
            WireCase("GET /atom.xml HTTP/1.2\r\nHost: x\r\n\r\n", 200),
            WireCase("GET http://x/atom.xml HTTP/1.1\r\nHost: x\r\n\r\n", 200),
            WireCase("GET HTTPS://other.example:443/atom.xml?q HTTP/1.1\r\nHost: x\r\n\r\n", 200),
            WireCase("GET http://[::1]:80/atom.xml HTTP/1.1\r\nHost: x\r\n\r\n", 200),
            WireCase("GET /atom.xml?a=../b&c=%00 HTTP/1.1\r\nHost: x\r\n\r\n", 200),
            WireCase("GET /%61tom.xml HTTP/1.1\r\nHost: x\r\n\r\n", 200),
            WireCase("GET /%252e%252e/ HTTP/1.1\r\nHost: x\r\n\r\n", 404),
            WireCase("GET /...  HTTP/1.1".replacing("  ", with: " ") + "\r\nHost: x\r\n\r\n", 404),
            WireCase("GET /.well-known/x HTTP/1.1\r\nHost: x\r\n\r\n", 404),
            WireCase("GET //atom.xml HTTP/1.1\r\nHost: x\r\n\r\n", 404),
            WireCase("GET /caf%c3%a9 HTTP/1.1\r\nHost: x\r\n\r\n", 404),
            WireCase("HEAD /atom.xml HTTP/1.1\r\nHost: x\r\n\r\n", 200, fields: ["Content-Length": "9000"]),
            WireCase("OPTIONS * HTTP/1.1\r\nHost: x\r\n\r\n", 204, fields: ["Allow": "GET, HEAD, OPTIONS"]),
            WireCase("OPTIONS /atom.xml HTTP/1.1\r\nHost: x\r\n\r\n", 204, fields: ["Allow": "GET, HEAD, OPTIONS"]),
            WireCase("POST /atom.xml HTTP/1.1\r\nHost: x\r\n\r\n", 405, fields: ["Allow": "GET, HEAD, OPTIONS"]),
            WireCase("TRACE / HTTP/1.1\r\nHost: x\r\n\r\n", 405),
            WireCase("CONNECT x:80 HTTP/1.1\r\nHost: x\r\n\r\n", 405),
            WireCase("FROB / HTTP/1.1\r\nHost: x\r\n\r\n", 501),
            WireCase("get / HTTP/1.1\r\nHost: x\r\n\r\n", 501),
            WireCase("GET /atom.xml HTTP/1.1\r\nHost: x\r\n\r\nGET /none HTTP/1.1\r\nHost: x\r\n\r\n", 200, 404),
        ] as [WireCase]
    )
    func answered(_ wire: WireCase) async throws {
        try await wire.check()
    }
}
