import Testing

@Suite("Field lines, over the wire")
struct FieldLineTests {
    @Test(
        "What RFC 9112 §5 and RFC 9110 §7.2 don't know ends the connection",
        arguments: [
            // Host.
            .refused("GET / HTTP/1.1\r\n\r\n"), .refused("GET / HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n"),
            .refused("GET / HTTP/1.1\r\nHost: a\r\nhost: b\r\n\r\n"),
            .refused("GET / HTTP/1.1\r\nHost: a, b\r\n\r\n"), .refused("GET / HTTP/1.1\r\nHost: a b\r\n\r\n"),
            .refused("GET / HTTP/1.1\r\nHost: a/b\r\n\r\n"), .refused("GET / HTTP/1.1\r\nHost: u@a\r\n\r\n"),
            .refused("GET / HTTP/1.1\r\nHost: a:b\r\n\r\n"), .refused("GET / HTTP/1.1\r\nHost: a:123456\r\n\r\n"),
            .refused("GET / HTTP/1.1\r\nHost: [::1\r\n\r\n"), .refused("GET / HTTP/1.1\r\nHost: ::1\r\n\r\n"),
            .refused("GET / HTTP/1.1\r\nHost: a\"b\r\n\r\n"), .refused("GET / HTTP/1.1\r\nHost: é\r\n\r\n"),
            .refused("GET / HTTP/1.0\r\nHost: a\r\nHost: b\r\n\r\n"),
            .refused("GET http://x/ HTTP/1.1\r\n\r\n"), .refused("GET http://x/ HTTP/1.1\r\nHost: a/b\r\n\r\n"),
            // Names.
            .refused("GET / HTTP/1.1\r\nHost x\r\n\r\n"), .refused("GET / HTTP/1.1\r\nHost : x\r\n\r\n"),
            .refused("GET / HTTP/1.1\r\nHost\t: x\r\n\r\n"), .refused("GET / HTTP/1.1\r\n: y\r\nHost: x\r\n\r\n"),
            .refused("GET / HTTP/1.1\r\nHost: x\r\nA B: y\r\n\r\n"),
            .refused("GET / HTTP/1.1\r\nHost: x\r\nA(B: y\r\n\r\n"),
            .refused("GET / HTTP/1.1\r\nHost: x\r\nÄ: y\r\n\r\n"),
            .refused("GET / HTTP/1.1\r\nHost: x\r\nA\u{0}: y\r\n\r\n"),
            .refused("GET / HTTP/1.1\r\nHost: x\r\nA\r\n\r\n"),
            .refused("GET / HTTP/1.1\r\nHost: x\r\n\"A\": y\r\n\r\n"),
            // Folded lines.
            .refused("GET / HTTP/1.1\r\nHost: x\r\nA: y\r\n z\r\n\r\n"),
            .refused("GET / HTTP/1.1\r\nHost: x\r\nA: y\r\n\tz\r\n\r\n"),
            .refused("GET / HTTP/1.1\r\n Host: x\r\n\r\n"), .refused("GET / HTTP/1.1\r\nHost: x\r\nA: y\r\n \r\n\r\n"),
            // Values.
            .refused("GET / HTTP/1.1\r\nHost: x\r\nA: y\u{0}z\r\n\r\n"),
            .refused("GET / HTTP/1.1\r\nHost: x\r\nA: y\rz\r\n\r\n"),
            .refused("GET / HTTP/1.1\r\nHost: x\r\nA: y\nB: z\r\n\r\n"),
            .refused("GET / HTTP/1.1\r\nHost: x\r\nA: y\u{7F}\r\n\r\n"),
            .refused("GET / HTTP/1.1\r\nHost: x\r\nA: \u{1B}[31m\r\n\r\n"),
            .refused("GET / HTTP/1.1\r\nHost: x\r\nA: y\r\r\n\r\n"),
            .refused("GET / HTTP/1.1\r\nHost: x\r\nA: y\n\r\n"),
            // Too much.
            .refused("GET /\(String(repeating: "a", count: 9_000)) HTTP/1.1\r\nHost: x\r\n\r\n", 414),
            .refused("GET /\(String(repeating: "a", count: 20_000))", 414),
            .refused("GET / HTTP/1.1\r\nHost: x\r\nX: \(String(repeating: "a", count: 9_000))\r\n\r\n", 431),
            .refused("GET / HTTP/1.1\r\nHost: x\r\n\(String(repeating: "X: y\r\n", count: 70))\r\n", 431),
            .refused(
                "GET / HTTP/1.1\r\nHost: x\r\n"
                    + String(repeating: "X: \(String(repeating: "y", count: 7_000))\r\n", count: 4),
                431
            ),
        ] as [WireCase]
    )
    func refused(_ wire: WireCase) async throws {
        try await wire.check()
    }

    @Test(
        "What is unusual and allowed is answered, and the connection stays",
        arguments: [
            WireCase("GET /atom.xml HTTP/1.1\r\nHost:\r\n\r\n", 200),
            WireCase("GET /atom.xml HTTP/1.1\r\nHOST:x:\r\n\r\n", 200),
            WireCase("GET /atom.xml HTTP/1.1\r\nhost:  \t x.example:80 \t\r\n\r\n", 200),
            WireCase("GET /atom.xml HTTP/1.1\r\nHost: [::1]:8080\r\n\r\n", 200),
            WireCase(
                "GET /atom.xml HTTP/1.0\r\nConnection: Keep-Alive\r\n\r\n",
                200,
                fields: ["Connection": "keep-alive"]
            ),
            .get("A:", is: 200), .get("A: \t", is: 200), .get("A: caf\u{E9}", is: 200),
            .get("!#$%&'*+-.^_`|~: y", is: 200),
            .get("Content-Length: 0", is: 200), .get("Upgrade: h2c", "Connection: Upgrade, HTTP2-Settings", is: 200),
            .get("Connection: x", is: 200), .get("Cookie: a=b", "Authorization: Basic x", is: 200),
            .get("Accept: text/html", is: 200, fields: ["Content-Type": "application/atom+xml; charset=utf-8"]),
        ] as [WireCase]
    )
    func answered(_ wire: WireCase) async throws {
        try await wire.check()
    }

    @Test(
        "A connection ends when the client wants it to",
        arguments: [
            .get("Connection: close", is: 200, closes: true), .get("Connection: Close", is: 200, closes: true),
            .get("Connection: x, close", is: 200, closes: true),
            .get("connection:x", "connection: CLOSE", is: 200, closes: true),
            WireCase("GET /atom.xml HTTP/1.0\r\n\r\n", 200, closes: true),
            WireCase("GET /atom.xml HTTP/1.0\r\nConnection: keep-alive, close\r\n\r\n", 200, closes: true),
        ] as [WireCase]
    )
    func closes(_ wire: WireCase) async throws {
        try await wire.check()
    }
}
