import Testing

@testable import Syndication

@Suite("DateLine")
struct DateLineTests {
    @Test(
        "A line that is a day is read as that day",
        arguments: [
            ("January 7, 2026", "2026-01-07"), ("January 7 2026", "2026-01-07"), ("Jan 7, 2026", "2026-01-07"),
            ("Jan. 7, 2026", "2026-01-07"), ("jan 7, 2026", "2026-01-07"), ("JANUARY 7, 2026", "2026-01-07"),
            ("January 7th, 2026", "2026-01-07"), ("January 1st, 2026", "2026-01-01"),
            ("January 2nd, 2026", "2026-01-02"), ("January 3rd, 2026", "2026-01-03"), ("7 January 2026", "2026-01-07"),
            ("7. January 2026", "2026-01-07"), ("7th January 2026", "2026-01-07"), ("07 Jan 2026", "2026-01-07"),
            ("Wednesday, January 7, 2026", "2026-01-07"), ("Wed, 7 Jan 2026", "2026-01-07"),
            ("Wed. 7 Jan. 2026", "2026-01-07"), ("Thurs., January 8, 2026", "2026-01-08"),
            ("Tues, 6 January 2026", "2026-01-06"), ("  January 7, 2026  ", "2026-01-07"),
            ("January\u{A0}7,\u{A0}2026", "2026-01-07"), ("January 7 , 2026", "2026-01-07"),
            ("January 07, 2026", "2026-01-07"), ("Sept 9, 2026", "2026-09-09"), ("Sept. 9, 2026", "2026-09-09"),
            ("Sep 9, 2026", "2026-09-09"), ("May 4, 2026", "2026-05-04"), ("4 May 2026", "2026-05-04"),
            ("December 31, 1999", "1999-12-31"), ("February 29, 2024", "2024-02-29"),
            ("February 29, 2000", "2000-02-29"), ("January 1, 0001", "0001-01-01"),
            ("December 31, 9999", "9999-12-31"), ("2026-01-07", "2026-01-07"), ("Wed 2026-01-07", "2026-01-07"),
            ("2026\u{2011}01\u{2011}07", "2026-01-07"), ("２０２６-01-07", "2026-01-07"),
        ]
    )
    func days(line: String, day: String) {
        #expect(reading(line) == day)
    }

    @Test(
        "A line that is a moment is read in its own zone, else in the configured one",
        arguments: [
            ("2026-01-07T09:30:00Z", "UTC", "2026-01-07T09:30:00Z"),
            ("2026-01-07t09:30:00z", "UTC", "2026-01-07T09:30:00Z"),
            ("2026-01-07 09:30:00Z", "UTC", "2026-01-07T09:30:00Z"),
            ("2026-01-07 09:30 UTC", "Europe/Berlin", "2026-01-07T09:30:00Z"),
            ("2026-01-07 09:30 GMT", "Europe/Berlin", "2026-01-07T09:30:00Z"),
            ("2026-01-07T09:30:00+01:00", "UTC", "2026-01-07T08:30:00Z"),
            ("2026-01-07T09:30:00+0100", "UTC", "2026-01-07T08:30:00Z"),
            ("2026-01-07 09:30:00 +01:00", "UTC", "2026-01-07T08:30:00Z"),
            ("2026-01-07T09:30:00-05:30", "UTC", "2026-01-07T15:00:00Z"),
            ("2026-01-07T09:30:00\u{2212}05:30", "UTC", "2026-01-07T15:00:00Z"),
            ("2026-01-07T00:15:00+14:00", "UTC", "2026-01-06T10:15:00Z"),
            ("2026-01-07T23:45:00-12:00", "UTC", "2026-01-08T11:45:00Z"),
            ("2026-01-07T09:30:15.25Z", "UTC", "2026-01-07T09:30:15Z"),
            ("2026-01-07T09:30", "Europe/Berlin", "2026-01-07T08:30:00Z"),
            ("2026-07-07 09:30", "Europe/Berlin", "2026-07-07T07:30:00Z"),
            ("2026-07-07 09:30:59", "Asia/Kathmandu", "2026-07-07T03:45:59Z"),
            ("Wed, 2026-01-07 09:30", "America/New_York", "2026-01-07T14:30:00Z"),
        ]
    )
    func moments(line: String, zone: String, moment: String) throws {
        #expect(reading(line, zone: try #require(Zone(zone))) == moment)
    }

    @Test(
        "A line shaped like a date that cannot be is named as impossible",
        arguments: [
            ("February 30, 2026", "February 2026 has 28 days, and no 30"),
            ("February 29, 1900", "February 1900 has 28 days, and no 29"),
            ("February 29, 2025", "February 2025 has 28 days, and no 29"),
            ("April 31, 2026", "April 2026 has 30 days, and no 31"),
            ("January 0, 2026", "January 2026 has 31 days, and no 0"),
            ("32 January 2026", "January 2026 has 31 days, and no 32"), ("2026-13-01", "there is no month 13"),
            ("2026-00-01", "there is no month 0"), ("2026-02-30", "February 2026 has 28 days, and no 30"),
            ("2026-02-30T10:00Z", "February 2026 has 28 days, and no 30"), ("0000-01-01", "there is no year 0"),
            ("May 4, 0000", "there is no year 0"), ("2026-05-04T24:00", "no clock shows 24:00:00"),
            ("2026-05-04T23:60", "no clock shows 23:60:00"), ("2026-05-04T23:59:61Z", "no clock shows 23:59:61"),
            ("2026-05-04T09:05+24:00", "no zone is 24:00 from UTC"),
            ("2026-05-04T09:05-01:75", "no zone is 01:75 from UTC"),
        ]
    )
    func impossible(line: String, reason: String) {
        guard case .impossible(let text) = DateLine.read(line, RecognitionSettings(zone: .utc)) else {
            Issue.record("\(line) is read as \(reading(line))")
            return
        }
        #expect(text.hasSuffix(reason))
    }

    @Test(
        "Any other line is no date",
        arguments: [
            "", " ", "January", "January 2026", "7 2026", "January 7", "January 7, 26", "January 7, 02026",
            "Published January 7, 2026", "January 7, 2026 in Wending", "Monday", "Monday,",
            "Monday, January 2026", "The 7 January 2026", "2026-1-7", "2026-01", "2026-01-07T", "2026-01-07T9:30",
            "2026-01-07T09", "2026-01-07T09:30 CET", "2026-01-07T09:30Zulu", "2026-01-07T09:30+1", "20260107",
            "2026-01-07 to 2026-01-09", "1234-56-78 is a number", "2026-02-30 was never", "10-year yields fall",
            "Janus 7, 2026", "May May 2026", "th January 2026", "January x, 2026",
            "A long line that mentions January 7, 2026 somewhere beyond the length of dates",
        ]
    )
    func none(line: String) {
        #expect(DateLine.read(line, RecognitionSettings(zone: .utc)) == .none)
    }

    @Test("Every day that is written out is read back", arguments: [1, 1_583, 1_899, 1_970, 2_026, 9_999])
    func roundTrip(year: Int) throws {
        for month in 1...12 {
            for day in 1...CivilDate.length(ofMonth: month, year: year) {
                let date = try #require(CivilDate(year: year, month: month, day: day))
                let padded = String(String(10_000 + year).dropFirst())
                for line in ["\(monthNames[month - 1]) \(day), \(padded)", RecognitionDump.text(of: .day(date))] {
                    #expect(DateLine.read(line, RecognitionSettings()) == .date(.day(date)))
                }
            }
        }
    }

    @Test(
        "Three numbers are read in the configured order, or in the other where only that is possible",
        arguments: [
            ("01/07/2026", "2026-01-07", "2026-07-01", true), ("7/1/2026", "2026-07-01", "2026-01-07", true),
            ("5/5/2026", "2026-05-05", "2026-05-05", false), ("12/25/2026", "2026-12-25", "2026-12-25", false),
            ("25/12/2026", "2026-12-25", "2026-12-25", false), ("07.01.2026", "2026-01-07", "2026-01-07", false),
            ("2026/01/07", "2026-01-07", "2026-01-07", false),
            ("Wed, 01/07/2026 9:30 am", "2026-01-07T09:30:00Z", "2026-07-01T09:30:00Z", true),
        ]
    )
    func numbers(line: String, monthFirst: String, dayFirst: String, isDoubtful: Bool) {
        for (order, expected) in [(DateOrder.monthFirst, monthFirst), (.dayFirst, dayFirst)] {
            switch DateLine.read(line, RecognitionSettings(dateOrder: order)) {
            case .date(let date): #expect(!isDoubtful && RecognitionDump.text(of: date) == expected)
            case .doubtful(let date, let doubt):
                #expect(isDoubtful && RecognitionDump.text(of: date) == expected && doubt.contains("date-order"))
            case .none, .impossible: Issue.record("\(line) is no date")
            }
        }
    }

    @Test(
        "A time of day may follow in words, with a zone",
        arguments: [
            ("January 7, 2026 at 9:30 am", "2026-01-07T09:30:00Z"),
            ("Jan. 7, 2026, 12:05 a.m.", "2026-01-07T00:05:00Z"),
            ("7 January 2026 14:05 GMT", "2026-01-07T14:05:00Z"), ("January 7, 2026 9 PM EST", "2026-01-08T02:00:00Z"),
            ("July 7, 2026 9:00 am ET", "2026-07-07T13:00:00Z"), ("January 7, 2026 9:00 am ET", "2026-01-07T14:00:00Z"),
            ("January 7, 2026 | 23:59:59 +0100", "2026-01-07T22:59:59Z"),
            ("7th of January 2026, 09:30 UTC+2", "2026-01-07T07:30:00Z"),
            ("2026-01-07 9:30 PM", "2026-01-07T21:30:00Z"),
        ]
    )
    func times(line: String, moment: String) {
        #expect(reading(line) == moment)
    }

    @Test(
        "What nearly is a date is told of",
        arguments: [
            ("Febuary 3, 2026", "did you mean February?"), ("3 Septembre 2026", "did you mean September?"),
            ("January 7", "names no year"), ("Jnauary 7th, 2026", "did you mean January?"),
        ]
    )
    func nearMisses(line: String, fault: String) throws {
        #expect(reading(line) == "none")
        #expect(try #require(DateGuess.fault(in: line)).contains(fault))
    }

    @Test(
        "Other lines are not",
        arguments: ["January 7, 2026", "The 7 dwarfs, 1937", "Room 7 2026 fire", "7 boats left", "May 7 be with you"]
    )
    func noNearMisses(line: String) {
        #expect(DateGuess.fault(in: line) == nil)
    }

    private func reading(_ line: String, zone: Zone = .utc) -> String {
        switch DateLine.read(line, RecognitionSettings(zone: zone)) {
        case .none: "none"
        case .date(let date): RecognitionDump.text(of: date)
        case .doubtful(let date, let doubt): "\(RecognitionDump.text(of: date)), \(doubt)"
        case .impossible(let reason): reason
        }
    }
}
