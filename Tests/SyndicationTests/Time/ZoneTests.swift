import Testing

@testable import Syndication

@Suite("Zone")
struct ZoneTests {
    @Test(
        "A zone's clocks are ahead of UTC by what the database says",
        arguments: [
            ("UTC", "2026-01-01T00:00:00Z", 0), ("Europe/Berlin", "2026-01-07T12:00:00Z", 3_600),
            ("Europe/Berlin", "2026-03-29T00:59:59Z", 3_600), ("Europe/Berlin", "2026-03-29T01:00:00Z", 7_200),
            ("Europe/Berlin", "2026-10-25T00:59:59Z", 7_200), ("Europe/Berlin", "2026-10-25T01:00:00Z", 3_600),
            ("Europe/Berlin", "2045-07-01T00:00:00Z", 7_200), ("America/New_York", "2026-01-01T00:00:00Z", -18_000),
            ("America/New_York", "1900-01-01T00:00:00Z", -18_000), ("Asia/Kolkata", "2026-01-01T00:00:00Z", 19_800),
            ("Asia/Kathmandu", "2026-01-01T00:00:00Z", 20_700),
            ("Australia/Lord_Howe", "2026-01-01T00:00:00Z", 39_600),
            ("Australia/Lord_Howe", "2026-07-01T00:00:00Z", 37_800), ("Pacific/Apia", "2011-12-30T09:59:59Z", -36_000),
            ("Pacific/Apia", "2011-12-30T10:00:00Z", 50_400), ("Pacific/Chatham", "2026-07-01T00:00:00Z", 45_900),
            ("Europe/London", "1969-01-01T00:00:00Z", 3_600), ("Pacific/Kiritimati", "2026-01-01T00:00:00Z", 50_400),
        ]
    )
    func offsets(name: String, moment: String, offset: Int) throws {
        let zone = try #require(Zone(name))
        #expect(zone.offset(at: try moment.moment) == offset)
    }

    @Test(
        "A time of day is one moment: the first of two in a repeated hour, the clocks' jump in a skipped one",
        arguments: [
            ("Europe/Berlin", "2026-01-07T12:00:00Z", "2026-01-07T11:00:00Z"),
            // Skipped from 02:00 to 03:00.
            ("Europe/Berlin", "2026-03-29T01:59:59Z", "2026-03-29T00:59:59Z"),
            ("Europe/Berlin", "2026-03-29T02:00:00Z", "2026-03-29T01:00:00Z"),
            ("Europe/Berlin", "2026-03-29T02:30:00Z", "2026-03-29T01:00:00Z"),
            ("Europe/Berlin", "2026-03-29T03:00:00Z", "2026-03-29T01:00:00Z"),
            // Repeated from 02:00 to 03:00.
            ("Europe/Berlin", "2026-10-25T01:59:59Z", "2026-10-24T23:59:59Z"),
            ("Europe/Berlin", "2026-10-25T02:00:00Z", "2026-10-25T00:00:00Z"),
            ("Europe/Berlin", "2026-10-25T02:59:59Z", "2026-10-25T00:59:59Z"),
            ("Europe/Berlin", "2026-10-25T03:00:00Z", "2026-10-25T02:00:00Z"),
            ("America/New_York", "2026-03-08T02:30:00Z", "2026-03-08T07:00:00Z"),
            ("America/New_York", "2026-11-01T01:30:00Z", "2026-11-01T05:30:00Z"),
            // Half an hour only.
            ("Australia/Lord_Howe", "2026-10-04T02:15:00Z", "2026-10-03T15:30:00Z"),
            ("Australia/Lord_Howe", "2026-04-05T01:45:00Z", "2026-04-04T14:45:00Z"),
            ("Asia/Kolkata", "1950-06-01T00:00:00Z", "1950-05-31T18:30:00Z"),
            ("America/New_York", "1900-01-01T12:00:00Z", "1900-01-01T17:00:00Z"),
        ]
    )
    func moments(name: String, civil: String, moment: String) throws {
        let zone = try #require(Zone(name))
        #expect(zone.moment(of: CivilTime(try civil.moment)).rfc3339 == moment)
    }

    @Test(
        "A day begins at its first moment, also when midnight is skipped or the whole day is",
        arguments: [
            ("UTC", "2026-01-07", "2026-01-07T00:00:00Z"), ("Europe/Berlin", "2026-01-07", "2026-01-06T23:00:00Z"),
            ("America/Sao_Paulo", "2018-11-04", "2018-11-04T03:00:00Z"),
            ("America/Toronto", "1919-03-31", "1919-03-31T04:30:00Z"),
            ("Pacific/Apia", "2011-12-30", "2011-12-30T10:00:00Z"),
            ("Asia/Kolkata", "1969-12-31", "1969-12-30T18:30:00Z"),
        ]
    )
    func starts(name: String, day: String, moment: String) throws {
        let zone = try #require(Zone(name))
        let date = CivilTime(try "\(day)T00:00:00Z".moment).date
        #expect(zone.start(of: date).rfc3339 == moment)
    }

    @Test(
        "What the clocks show at a moment leads back to it, or to the first of the two that show the same",
        arguments: ["Europe/Berlin", "America/New_York", "Asia/Kathmandu", "Australia/Lord_Howe", "Africa/Casablanca"]
    )
    func roundTrip(name: String) throws {
        let zone = try #require(Zone(name))
        var generator = SeededGenerator(seed: 5)
        for _ in 0..<300 {
            let moment = Timestamp(seconds: Int64.random(in: -1_500_000_000...3_000_000_000, using: &generator))
            let back = zone.moment(of: zone.civil(at: moment))
            #expect(back <= moment && moment - back <= 7_200)
            #expect(zone.civil(at: back) == zone.civil(at: moment))
        }
    }

    @Test(
        "A name that the database lacks is no zone",
        arguments: ["", "Europe/Wending", "Berlin/Europe", "../etc/passwd"]
    )
    func unknown(name: String) {
        #expect(Zone(name) == nil)
    }

    @Test("A zone keeps its name, and UTC is called so")
    func names() throws {
        #expect(Zone.utc.name == "UTC")
        #expect(try #require(Zone("UTC")).name == "UTC")
        #expect(try #require(Zone("Europe/Berlin")).name == "Europe/Berlin")
    }
}

extension String {
    /// The moment that RFC 3339 text names.
    var moment: Timestamp {
        get throws {
            guard case .date(.moment(let moment)) = DateLine.read(self, RecognitionSettings()) else {
                throw NoMoment(text: self)
            }
            return moment
        }
    }
}

private struct NoMoment: Error {
    let text: String
}
