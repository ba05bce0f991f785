import Testing

@testable import Syndication

@Suite("CivilDate")
struct CivilDateTests {
    @Test("Every day within four hundred years of the epoch goes to its number and back, one after the other")
    func roundTrip() throws {
        var date = try #require(CivilDate(year: 1570, month: 1, day: 1))
        var weekday = date.weekday
        for days in Int64(-146_097)...146_097 {
            // An expectation for each of 300,000 days would take longer than all other tests together.
            let again = CivilDate(daysSinceEpoch: days)
            if date.daysSinceEpoch != days || again != date || date.weekday != weekday {
                Issue.record("\(days) is \(again), not \(date)")
            }
            weekday = (weekday + 1) % 7
            if date.day < CivilDate.length(ofMonth: date.month, year: date.year) {
                date.day += 1
            } else if date.month < 12 {
                (date.month, date.day) = (date.month + 1, 1)
            } else {
                (date.year, date.month, date.day) = (date.year + 1, 1, 1)
            }
        }
    }

    @Test(
        "Known days have their number and weekday",
        arguments: [
            (1, 1, 1, -719_162, 1), (1582, 10, 15, -141_427, 5), (1969, 12, 31, -1, 3), (1970, 1, 1, 0, 4),
            (2000, 2, 29, 11_016, 2), (2026, 1, 7, 20_460, 3), (9999, 12, 31, 2_932_896, 5),
        ]
    )
    func known(year: Int, month: Int, day: Int, days: Int64, weekday: Int) throws {
        let date = try #require(CivilDate(year: year, month: month, day: day))
        #expect(date.daysSinceEpoch == days)
        #expect(date.weekday == weekday)
        #expect(CivilDate(daysSinceEpoch: days) == date)
    }

    @Test(
        "A day that the calendar lacks is none",
        arguments: [
            (2026, 2, 29), (1900, 2, 29), (2026, 4, 31), (2026, 0, 1), (2026, 13, 1), (2026, 1, 0), (2026, 1, 32),
            (0, 1, 1), (10_000, 1, 1), (-1, 1, 1), (Int.max, 1, 1), (2026, Int.min, 1), (2026, 1, Int.max),
        ]
    )
    func invalid(year: Int, month: Int, day: Int) {
        #expect(CivilDate(year: year, month: month, day: day) == nil)
    }

    @Test("Days are ordered as the calendar orders them")
    func order() throws {
        let dates = try [(2025, 12, 31), (2026, 1, 1), (2026, 1, 2), (2026, 2, 1), (2027, 1, 1)].map {
            try #require(CivilDate(year: $0.0, month: $0.1, day: $0.2))
        }
        #expect(dates.shuffled().sorted() == dates)
    }
}
