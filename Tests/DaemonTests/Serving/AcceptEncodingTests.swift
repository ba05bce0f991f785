import Testing

@testable import Daemon

@Suite("Accept-Encoding")
struct AcceptEncodingTests {
    @Test(
        "gzip is sent to those who want it, and to nobody else (RFC 9110 §12.5.3)",
        arguments: [
            ("gzip", true), ("GZIP", true), ("x-gzip", true), ("gzip, deflate", true), ("gzip, deflate, br", true),
            ("deflate, gzip;q=1.0, *;q=0.5", true), ("br;q=1.0, gzip;q=0.8, *;q=0.1", true), ("*", true),
            ("gzip;q=0.001", true), ("gzip ; q=0.5", true), ("gzip;q=1.000", true), ("gzip;q=1", true),
            ("gzip;q=1.", true), ("identity;q=0, gzip", true), ("identity;q=0.5, gzip;q=1.0", true),
            ("gzip;q=0.5, identity;q=0.5", true), ("*;q=0.1", true), ("gzip;Q=0.7", true), (",gzip,", true),
            ("identity;q=0, *;q=0.1", true), ("gzip;q=0.5, *;q=0", true),
            ("", false), (" ", false), ("identity", false), ("br", false), ("deflate", false), ("gzip;q=0", false),
            ("gzip;q=0.0", false), ("gzip;q=0.000", false), ("gzip;q=0, *", false), ("*;q=0", false),
            ("identity;q=1, gzip;q=0.5", false), ("identity, *;q=0.5", false), ("gzipped", false),
            ("gzip;q=2", false), ("gzip;q=1.5", false), ("gzip;q=-1", false), ("gzip;q=abc", false),
            ("gzip;q=", false), ("gzip;q=0.1234", false), ("gzip;q=.5", false), (";q=1", false),
            ("identity;q=0", false),
        ]
    )
    func wantsGzip(list: String, expected: Bool) {
        #expect(AcceptEncoding.wantsGzip(list) == expected)
    }

    @Test("No random list breaks the reading")
    func randomLists() {
        var random = ServingRandom(seed: 17)
        let parts = ["gzip", "identity", "*", ";", "q=", "q", "=", "0", "1", ".", "5", ",", " ", "é", "\t"]
        for _ in 0..<5_000 {
            let text = (0..<Int.random(in: 0...12, using: &random)).map { _ in
                parts[Int.random(in: 0..<parts.count, using: &random)]
            }
            _ = AcceptEncoding.wantsGzip(text.joined())
        }
    }
}
