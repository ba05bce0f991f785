import Testing

@testable import Syndication

@Suite("Timestamp, written out")
struct TimestampFormatsTests {
    @Test(
        "A moment is written as the three formats ask (A-9, R-6, T-7)",
        arguments: [
            (-62_135_596_800, "0001-01-01T00:00:00Z", "Mon, 01 Jan 0001 00:00:00"),
            (-12_219_292_800, "1582-10-15T00:00:00Z", "Fri, 15 Oct 1582 00:00:00"),
            (-2_208_988_801, "1899-12-31T23:59:59Z", "Sun, 31 Dec 1899 23:59:59"),
            (-2_203_932_304, "1900-02-28T12:34:56Z", "Wed, 28 Feb 1900 12:34:56"),
            (-1, "1969-12-31T23:59:59Z", "Wed, 31 Dec 1969 23:59:59"),
            (0, "1970-01-01T00:00:00Z", "Thu, 01 Jan 1970 00:00:00"),
            (946_684_799, "1999-12-31T23:59:59Z", "Fri, 31 Dec 1999 23:59:59"),
            (951_782_400, "2000-02-29T00:00:00Z", "Tue, 29 Feb 2000 00:00:00"),
            (1_767_787_200, "2026-01-07T12:00:00Z", "Wed, 07 Jan 2026 12:00:00"),
            (2_147_483_647, "2038-01-19T03:14:07Z", "Tue, 19 Jan 2038 03:14:07"),
            (2_147_483_648, "2038-01-19T03:14:08Z", "Tue, 19 Jan 2038 03:14:08"),
            (4_107_542_400, "2100-03-01T00:00:00Z", "Mon, 01 Mar 2100 00:00:00"),
            (253_402_300_799, "9999-12-31T23:59:59Z", "Fri, 31 Dec 9999 23:59:59"),
        ]
    )
    func known(seconds: Int64, rfc3339: String, dayAndTime: String) {
        let moment = Timestamp(seconds: seconds)
        #expect(moment.rfc3339 == rfc3339)
        #expect(moment.rfc822 == dayAndTime + " +0000")
        #expect(moment.imfFixdate == dayAndTime + " GMT")
    }

    @Test("What RFC 3339 text says is read back as the same moment", arguments: 0..<10)
    func roundTrip(seed: Int) {
        var generator = SeededGenerator(seed: UInt64(seed))
        for _ in 0..<200 {
            let moment = Timestamp(seconds: Int64.random(in: -62_135_596_800...253_402_300_799, using: &generator))
            #expect(DateLine.read(moment.rfc3339, RecognitionSettings(zone: .utc)) == .date(.moment(moment)))
        }
    }

    @Test("Moments are ordered, moved and subtracted in seconds")
    func arithmetic() {
        let (early, late) = (Timestamp(seconds: -5), Timestamp(seconds: 7))
        #expect(early < late)
        #expect(early + 12 == late)
        #expect(late - early == 12)
    }
}
