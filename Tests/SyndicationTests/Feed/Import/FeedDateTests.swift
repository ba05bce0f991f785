import Testing

@testable import Syndication

@Suite("Dates of feeds")
struct FeedDateTests {
    @Test(
        "RFC 3339 and its shorter forms are read",
        arguments: [
            ("2026-01-07T12:00:00Z", "2026-01-07T12:00:00Z"), ("2026-01-07t12:00:00z", "2026-01-07T12:00:00Z"),
            ("2026-01-07T12:00:00+01:00", "2026-01-07T11:00:00Z"), ("2026-01-07T12:00:00-0500", "2026-01-07T17:00:00Z"),
            ("2026-01-07T12:00:00.123456-08:00", "2026-01-07T20:00:00Z"), ("2026-01-07T12:00Z", "2026-01-07T12:00:00Z"),
            ("2026-01-07 12:00:00", "2026-01-07T12:00:00Z"), ("2026-01-07 12:00:00 +0100", "2026-01-07T11:00:00Z"),
            ("2026-01-07 12:00:00 UTC", "2026-01-07T12:00:00Z"), ("2026-01-07", "2026-01-07T00:00:00Z"),
            ("2026-01", "2026-01-01T00:00:00Z"), ("2026", "2026-01-01T00:00:00Z"),
            ("2016-12-31T23:59:60Z", "2016-12-31T23:59:59Z"), ("2026-01-07T12:00:00+01", "2026-01-07T11:00:00Z"),
            ("2026-01-07T12:00:00,5Z", "2026-01-07T12:00:00Z"), ("\n 2026-01-07T12:00:00Z ", "2026-01-07T12:00:00Z"),
            ("1969-12-31T23:59:59-00:00", "1969-12-31T23:59:59Z"), ("0001-01-01T00:00:00Z", "0001-01-01T00:00:00Z"),
            ("2024-02-29T00:30:00+01:00", "2024-02-28T23:30:00Z"),
            ("2012-11-09T08:37:00.000-08:00", "2012-11-09T16:37:00Z"),
        ]
    )
    func international(text: String, moment: String) {
        #expect(FeedDate.read(text)?.rfc3339 == moment)
    }

    @Test(
        "RFC 822 and what habit made of it is read",
        arguments: [
            ("Wed, 07 Jan 2026 12:00:00 GMT", "2026-01-07T12:00:00Z"),
            ("Wed, 07 Jan 2026 12:00:00 +0000", "2026-01-07T12:00:00Z"),
            ("Wed, 07 Jan 2026 12:00:00 +0530", "2026-01-07T06:30:00Z"),
            ("Wed, 07 Jan 2026 12:00:00 -08:00", "2026-01-07T20:00:00Z"),
            ("07 Jan 2026 12:00:00 UT", "2026-01-07T12:00:00Z"), ("7 Jan 26 12:00 Z", "2026-01-07T12:00:00Z"),
            ("Wed, 07 Jan 26 12:00:00 EST", "2026-01-07T17:00:00Z"), ("07 jan 2026 12:00 edt", "2026-01-07T16:00:00Z"),
            ("Sat, 07 Sep 02 00:00:01 CST", "2002-09-07T06:00:01Z"),
            ("07 Sep 1999 00:00:01 CDT", "1999-09-07T05:00:01Z"),
            ("Sun, 19 May 99 15:21:36 MST", "1999-05-19T22:21:36Z"), ("19 MAY 50 15:21 MDT", "1950-05-19T21:21:00Z"),
            ("19 May 49 15:21 PST", "2049-05-19T23:21:00Z"), ("19 May 103 15:21 PDT", "2003-05-19T22:21:00Z"),
            ("Thursday, 1 January 2004 19:48:21 GMT", "2004-01-01T19:48:21Z"),
            ("Thu, 1 Sept. 2005 00:00:00 CEST", "2005-08-31T22:00:00Z"), ("Jan 7, 2026", "2026-01-07T00:00:00Z"),
            ("January 7, 2026 9:05:00", "2026-01-07T09:05:00Z"), ("Wed Jan  7 12:00:00 2026", "2026-01-07T12:00:00Z"),
            ("Wed Jan  7 12:00:00 GMT 2026", "2026-01-07T12:00:00Z"),
            ("Wednesday, 07-Jan-26 12:00:00 GMT", "2026-01-07T12:00:00Z"),
            ("Wed,07 Jan 2026 12:00:00GMT", "nil"), ("Wed,07 Jan 2026 12:00:00 GMT", "2026-01-07T12:00:00Z"),
            ("Wed, 07 Jan 2026 12:00:00 GMT+0200", "2026-01-07T10:00:00Z"),
            ("Wed, 07 Jan 2026 12:00:00 UTC", "2026-01-07T12:00:00Z"), ("Wed, 07 Jan 2026", "2026-01-07T00:00:00Z"),
            ("Wed, 07 Jan 2026 12:00:00", "2026-01-07T12:00:00Z"),
            ("7 Jan 2026 12:00:00.5 +0000", "2026-01-07T12:00:00Z"),
            ("Wed, 07 Jan 2026 12:00:00 +0000 (a (nested) comment)", "2026-01-07T12:00:00Z"),
            ("Fri, 07 Jan 2026 12:00:00 GMT", "2026-01-07T12:00:00Z"),
            ("Mi, 07 Jan 2026 12:00:00 GMT", "2026-01-07T12:00:00Z"),
            ("31 Dec 2016 23:59:60 GMT", "2016-12-31T23:59:59Z"), ("7 Jan 2026 12:00 A", "2026-01-07T12:00:00Z"),
            ("7 Jan 2026 12:00 XYZ", "2026-01-07T12:00:00Z"), ("29 Feb 2024 00:00 +0100", "2024-02-28T23:00:00Z"),
        ]
    )
    func mail(text: String, moment: String) {
        #expect(FeedDate.read(text)?.rfc3339 ?? "nil" == moment)
    }

    @Test(
        "What is no date, or none that a calendar and a clock show, has no moment",
        arguments: [
            "", " ", "yesterday", "2026-13-01", "2026-02-30T00:00:00Z", "2026-01-07T24:00:00Z", "2026-01-07T12:60:00Z",
            "2026-01-07T12:00:00+25:00", "2026-01-07T12", "2026-1-7", "20260107", "2026-01-07T12:00:00Zulu",
            "0000-01-01T00:00:00Z", "32 Jan 2026 00:00 GMT", "30 Feb 2026 00:00 GMT", "07 Jan 2026 25:00:00 GMT",
            "07 Jan 2026 12:61 GMT", "07 Jan 2026 12 GMT", "07 Jan 2026 1:00 PM", "07 Jan 2026 12:00 +1", "07 01 2026",
            "07 Jan", "Jan", "07 Jan 20260 12:00", "07 Jan 6 12:00", "07 Jan 2026 12:00 GMT extra", "01/07/2026",
            "07 Jan 2026 12:00 +2500", "07 Jan 2026 12:00:00:00 GMT", "07 Jan 2026 : GMT", "1767787200", "٢٠٢٦-01-07",
        ]
    )
    func refuses(text: String) {
        #expect(FeedDate.read(text) == nil)
    }

    @Test("What is written in either form is read back", arguments: 1...4)
    func roundTrip(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<500 {
            let moment = Timestamp(seconds: Int64.random(in: -62_135_596_800...253_402_300_799, using: &generator))
            #expect(FeedDate.read(moment.rfc3339) == moment)
            #expect(FeedDate.read(moment.rfc822) == moment)
            #expect(FeedDate.read(moment.imfFixdate) == moment)
        }
    }

    @Test("Any text is read or not, and never brings the process down", arguments: 1...4)
    func anyText(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let pieces = [
            "Wed", ",", " ", "07", "Jan", "2026", "12", ":", "00", "-", "+", "0100", "GMT", "T", "Z", ".", "(", ")",
            "é",
            "\u{0}", "99999999999999999999", "UTC",
        ]
        for _ in 0..<2_000 {
            let count = Int.random(in: 0...12, using: &generator)
            let text = (0..<count).compactMap { _ in pieces.randomElement(using: &generator) }.joined()
            guard let moment = FeedDate.read(text) else { continue }
            #expect(moment.seconds > -62_136_000_000 && moment.seconds < 253_403_000_000)
        }
        #expect(FeedDate.read(String(repeating: "1", count: 1_000_000)) == nil)
    }
}
