import Testing

@testable import Daemon

@Suite("Listeners")
struct ListenerTests {
    @Test(
        "Addresses are read, and written back as they were",
        arguments: [
            ("127.0.0.1:8080", .tcp(host: "127.0.0.1", port: 8_080), true),
            ("127.9.9.9:1", .tcp(host: "127.9.9.9", port: 1), true),
            ("localhost:0", .tcp(host: "localhost", port: 0), true),
            ("[::1]:0", .tcp(host: "::1", port: 0), true),
            ("unix:/run/x.sock", .unix(path: "/run/x.sock"), true),
            ("unix:x:1", .unix(path: "x:1"), true),
            ("*:80", .tcp(host: "*", port: 80), false),
            ("0.0.0.0:80", .tcp(host: "0.0.0.0", port: 80), false),
            ("[::]:65535", .tcp(host: "::", port: 65_535), false),
            ("news.example:443", .tcp(host: "news.example", port: 443), false),
            ("127.0.0.1.example:1", .tcp(host: "127.0.0.1.example", port: 1), false),
        ] as [(String, Listener, Bool)]
    )
    func reads(text: String, listener: Listener, isLoopback: Bool) throws {
        let result = try Listener(parsing: text)
        #expect(result == listener)
        #expect(result.isLoopback == isLoopback)
        #expect(result.description == text)
    }

    @Test(
        "What is no address is refused with its reason",
        arguments: [
            ("", .missingPort), ("8080", .missingPort), ("localhost", .missingPort), ("unix:", .emptyPath),
            ("localhost:", .malformedPort), ("localhost:65536", .malformedPort), ("localhost:-1", .malformedPort),
            ("localhost:8o", .malformedPort), ("localhost:99999999999999999999", .malformedPort),
            (":80", .malformedHost), ("[]:80", .malformedHost), ("[a]:80", .malformedHost),
            ("a b:80", .malformedHost), ("::1:80", .missingBrackets), ("[::1]", .malformedPort),
            ("unix:/" + String(repeating: "x", count: 107), .pathTooLong),
        ] as [(String, ListenerSyntaxError.Reason)]
    )
    func refuses(text: String, reason: ListenerSyntaxError.Reason) {
        #expect(throws: ListenerSyntaxError(text: text, reason: reason)) { try Listener(parsing: text) }
    }
}
