import Testing

@testable import Syndication

@Suite("CivilTime")
struct CivilTimeTests {
    @Test(
        "A moment splits into day and second, before 1970 too",
        arguments: [-86_401, -86_400, -1, 0, 1, 86_399, 86_400]
    )
    func split(seconds: Int64) {
        let time = CivilTime(Timestamp(seconds: seconds))
        #expect((0..<86_400).contains(time.secondOfDay))
        #expect(time.moment() == Timestamp(seconds: seconds))
    }

    @Test("Any moment at any offset comes back", arguments: 0..<10)
    func roundTrip(seed: Int) {
        var generator = SeededGenerator(seed: UInt64(seed))
        for _ in 0..<500 {
            let moment = Timestamp(seconds: Int64.random(in: -62_135_596_800...253_402_300_799, using: &generator))
            let offset = Int.random(in: -50_400...50_400, using: &generator)
            let time = CivilTime(moment, offset: offset)
            #expect(time.moment(offset: offset) == moment)
            #expect((time.hour * 60 + time.minute) * 60 + time.second == time.secondOfDay)
        }
    }
}
