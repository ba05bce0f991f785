import Syndication
import Testing

@testable import Catalogue

@Suite("Moments in names")
struct TimestampStampTests {
    @Test(
        "A moment is written and read back",
        arguments: [0, 1, -1, 1_767_787_200, 951_782_400, 253_402_300_799, -62_135_596_800]
    )
    func roundTrip(seconds: Int64) {
        let moment = Timestamp(seconds: seconds)
        #expect(Timestamp(compact: moment.compact) == moment)
        #expect(Timestamp(rfc3339: moment.rfc3339) == moment)
    }

    @Test(
        "Anything else is refused",
        arguments: [
            "", "20260107T120000", "20260107T120000z", "20260107t120000Z", "20261307T120000Z", "20260230T120000Z",
            "20260107T240000Z", "20260107T126000Z", "20260107T120060Z", "2026010?T120000Z", "00000107T120000Z",
            "٢٠٢٦٠١٠٧T120000Z", "20260107T120000Z ",
        ]
    )
    func refused(text: String) {
        #expect(Timestamp(compact: text) == nil)
    }

    @Test(
        "Only the one form of RFC 3339 is read",
        arguments: [
            "20260107T120000Z", "2026-01-07T12:00:00+00:00", "2026-0107T12:00:00Z", "2026-01-07T12:00:00.0Z", "@5",
        ]
    )
    func form(text: String) {
        #expect(Timestamp(rfc3339: text) == nil)
    }
}
