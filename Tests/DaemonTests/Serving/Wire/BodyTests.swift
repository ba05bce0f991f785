import Testing

@Suite("Bodies of requests, over the wire")
struct BodyTests {
    private static func get(_ fields: String, _ body: String = "") -> String {
        "GET /atom.xml HTTP/1.1\r\nHost: x\r\n\(fields)\r\n\r\n\(body)"
    }

    @Test(
        "Two readers never part a stream in two ways: what isn't framed once and well is refused (RFC 9112 §6)",
        arguments: [
            // One framing too many.
            .refused(get("Content-Length: 3\r\nTransfer-Encoding: chunked", "0\r\n\r\n")),
            .refused(get("Transfer-Encoding: chunked\r\nContent-Length: 0", "0\r\n\r\n")),
            .refused(get("Content-Length: 3\r\nContent-Length: 4", "abc")),
            .refused(get("Content-Length: 3\r\nContent-Length: 3", "abc")),
            .refused(get("Content-Length: 3, 3", "abc")),
            .refused(get("Content-Length: 0\r\nContent-Length: 0")),
            // Lengths.
            .refused(get("Content-Length: x")), .refused(get("Content-Length:")), .refused(get("Content-Length: -1")),
            .refused(get("Content-Length: +3", "abc")), .refused(get("Content-Length: 0x3", "abc")),
            .refused(get("Content-Length: 3 3", "abc")), .refused(get("Content-Length: 3.0", "abc")),
            .refused(get("Content-Length: 9999999999999999999")),
            .refused(get("Content-Length : 3", "abc")),
            // Codings.
            .refused(get("Transfer-Encoding: chunked, chunked")), .refused(get("Transfer-Encoding:")),
            .refused(get("Transfer-Encoding: chunked, gzip")), .refused(get("Transfer-Encoding: chunked;a=b")),
            .refused(get("Transfer-Encoding: chun\u{B}ked")), .refused(get("Transfer-Encoding : chunked")),
            .refused(get("Transfer-Encoding:\r\n chunked")),
            .refused("GET / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
            .refused(get("Transfer-Encoding: identity"), 501), .refused(get("Transfer-Encoding: gzip, chunked"), 501),
            .refused(get("Transfer-Encoding: xchunked"), 501),
            // Chunks and trailers.
            .refused(get("Transfer-Encoding: chunked", "x\r\n\r\n")),
            .refused(get("Transfer-Encoding: chunked", "-1\r\n")),
            .refused(get("Transfer-Encoding: chunked", "0x3\r\nabc\r\n0\r\n\r\n")),
            .refused(get("Transfer-Encoding: chunked", "3\nabc\r\n0\r\n\r\n")),
            .refused(get("Transfer-Encoding: chunked", "3\r\nabcd\r\n0\r\n\r\n")),
            .refused(get("Transfer-Encoding: chunked", "3\r\nabc\n0\r\n\r\n")),
            .refused(get("Transfer-Encoding: chunked", "FFFFFFFFFFFFFFFF\r\nabc\r\n")),
            .refused(get("Transfer-Encoding: chunked", "3 \r\nabc\r\n0\r\n\r\n")),
            .refused(get("Transfer-Encoding: chunked", "3;\u{0}\r\nabc\r\n0\r\n\r\n")),
            .refused(get("Transfer-Encoding: chunked", "0\r\nA B: c\r\n\r\n")),
            .refused(get("Transfer-Encoding: chunked", "0\r\n: c\r\n\r\n")),
            .refused(get("Transfer-Encoding: chunked", "0\r\nA: c\n\r\n")),
        ] as [WireCase]
    )
    func malformed(_ wire: WireCase) async throws {
        try await wire.check()
    }

    @Test(
        "A well-formed body is refused too, and what follows it is no request",
        arguments: [
            .refused(get("Content-Length: 3", "abc"), 413),
            .refused(get("Content-Length: 44", "GET /atom.xml HTTP/1.1\r\nHost: x\r\n\r\n"), 413),
            .refused(get("Transfer-Encoding: chunked", "0\r\n\r\nGET /atom.xml HTTP/1.1\r\nHost: x\r\n\r\n"), 413),
            .refused(get("Transfer-Encoding: Chunked", "3;a=\"b\"\r\nabc\r\n0\r\nA: b\r\n\r\n"), 413),
            .refused(get("Transfer-Encoding: chunked"), 413),
            .refused(get("Transfer-Encoding: chunked", "3\r\nab"), 413),
            .refused("HEAD /atom.xml HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabc", 413),
            .refused("OPTIONS * HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabc", 413),
            .refused("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabc", 405),
            .refused("PUT / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 405),
            .refused("FROB / HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabc", 501),
            // Nobody is asked to go on with what isn't wanted.
            .refused("POST / HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 9\r\n\r\n", 405),
            .refused(get("Expect: 200-ok"), 417), .refused(get("Expect: 100-continue, x"), 417),
            WireCase(get("Expect: 100-continue"), 200), WireCase(get("Expect: 100-Continue"), 200),
            WireCase("GET /atom.xml HTTP/1.0\r\nConnection: keep-alive\r\nExpect: x\r\n\r\n", 200),
        ] as [WireCase]
    )
    func refused(_ wire: WireCase) async throws {
        try await wire.check()
    }
}
