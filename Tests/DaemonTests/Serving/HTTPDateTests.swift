import Syndication
import Testing

@testable import Daemon

@Suite("HTTP dates")
struct HTTPDateTests {
    private static let now = Timestamp(seconds: 1_767_787_200)  // 7 January 2026, 12:00

    @Test(
        "All three forms of RFC 9110 are read",
        arguments: [
            ("Sun, 06 Nov 1994 08:49:37 GMT", 784_111_777),
            ("Sunday, 06-Nov-94 08:49:37 GMT", 784_111_777),
            ("Sun Nov  6 08:49:37 1994", 784_111_777),
            ("Wed, 07 Jan 2026 12:00:00 GMT", 1_767_787_200),
            (" Wed, 07 Jan 2026 12:00:00 GMT\t", 1_767_787_200),
            ("Mon, 07 Jan 2026 12:00:00 GMT", 1_767_787_200),
            ("Thu, 01 Jan 1970 00:00:00 GMT", 0),
            ("Wed, 31 Dec 1969 23:59:59 GMT", -1),
            ("Thu, 29 Feb 2024 00:00:00 GMT", 1_709_164_800),
            ("Sat, 31 Dec 2016 23:59:60 GMT", 1_483_228_799),
            ("Wed Jan 17 12:00:00 2026", 1_768_651_200),
            ("Wednesday, 07-Jan-26 12:00:00 GMT", 1_767_787_200),
            ("Monday, 07-Jan-75 12:00:00 GMT", 3_314_088_000),
            ("Tuesday, 07-Jan-77 12:00:00 GMT", 221_486_400),
            ("Saturday, 01-Jan-00 00:00:00 GMT", 946_684_800),
        ]
    )
    func reads(text: String, seconds: Int64) {
        #expect(HTTPDate.moment(of: text, now: HTTPDateTests.now) == Timestamp(seconds: seconds))
    }

    @Test(
        "Anything else is no date",
        arguments: [
            "", " ", "0", "1767787200", "Sun", "Sun,", "Sun, 06 Nov 1994", "Sun, 06 Nov 1994 08:49:37",
            "Sun, 06 Nov 1994 08:49:37 UTC", "Sun, 06 Nov 1994 08:49:37 +0000", "Sun, 6 Nov 1994 08:49:37 GMT",
            "Sun, 32 Nov 1994 08:49:37 GMT", "Sun, 29 Feb 2023 08:49:37 GMT", "Sun, 06 Nop 1994 08:49:37 GMT",
            "Sun, 06 Nov 1994 24:00:00 GMT", "Sun, 06 Nov 1994 08:60:00 GMT", "Sun, 06 Nov 1994 08:49:61 GMT",
            "Xxx, 06 Nov 1994 08:49:37 GMT", "Sun, 06 Nov 1994 08:49:37 GMTX", "Sun, 06 Nov 0000 08:49:37 GMT",
            "Sunday, 06 Nov 1994 08:49:37 GMT", "Sun, 06-Nov-94 08:49:37 GMT", "Sun Nov 6 08:49:37 1994",
            "2026-01-07T12:00:00Z", "\"a1b2\"",
        ]
    )
    func refuses(text: String) {
        #expect(HTTPDate.moment(of: text, now: HTTPDateTests.now) == nil)
    }

    @Test("What we send is what we read")
    func roundTrip() {
        var random = ServingRandom(seed: 11)
        for _ in 0..<2_000 {
            let moment = Timestamp(seconds: Int64.random(in: -2_000_000_000...100_000_000_000, using: &random))
            #expect(HTTPDate.moment(of: moment.imfFixdate, now: HTTPDateTests.now) == moment)
        }
    }

    @Test("No random text breaks the reading")
    func randomTexts() {
        var random = ServingRandom(seed: 13)
        let parts = ["Sun", "Sunday", ",", " ", "-", "06", "6", "Nov", "1994", "94", "08:49:37", "GMT", ":", "é", "\0"]
        for _ in 0..<5_000 {
            let text = (0..<Int.random(in: 0...10, using: &random)).map { _ in
                parts[Int.random(in: 0..<parts.count, using: &random)]
            }
            _ = HTTPDate.moment(of: text.joined(), now: HTTPDateTests.now)
        }
    }
}
