import Testing

@testable import Syndication

@Suite("Publication")
struct PublicationTests {
    @Test(
        "When an article is published follows from its date, the moment of first sight and the zone",
        arguments: [
            // It is the 7th in UTC, Berlin and Kiritimati, and still the 6th in Los Angeles.
            (nil, "UTC", "at first sight"), ("2026-01-07", "UTC", "at first sight"),
            ("2026-01-06", "UTC", "from 2026-01-06T12:00:00Z"), ("2026-01-08", "UTC", "scheduled 2026-01-08T00:00:00Z"),
            ("2026-01-07", "Europe/Berlin", "at first sight"),
            ("2026-01-06", "Europe/Berlin", "from 2026-01-06T11:00:00Z"),
            ("2025-07-06", "Europe/Berlin", "from 2025-07-06T10:00:00Z"),
            ("2026-01-08", "Europe/Berlin", "scheduled 2026-01-07T23:00:00Z"),
            ("2026-01-06", "America/Los_Angeles", "at first sight"),
            ("2026-01-07", "America/Los_Angeles", "scheduled 2026-01-07T08:00:00Z"),
            ("2026-01-07", "Pacific/Kiritimati", "at first sight"),
            ("2026-01-06", "Pacific/Kiritimati", "from 2026-01-05T22:00:00Z"),
            ("2026-01-08", "Pacific/Kiritimati", "scheduled 2026-01-07T10:00:00Z"),
            ("1912-04-15", "UTC", "from 1912-04-15T12:00:00Z"),
            ("2026-01-07T06:59:59Z", "UTC", "at 2026-01-07T06:59:59Z"),
            ("2026-01-07T07:30:00Z", "UTC", "at 2026-01-07T07:30:00Z"),
            ("2026-01-07T07:30:01Z", "UTC", "scheduled 2026-01-07T07:30:01Z"),
            ("1912-04-15T02:20:00Z", "Europe/Berlin", "at 1912-04-15T02:20:00Z"),
            ("2027-01-01T00:00:00Z", "Europe/Berlin", "scheduled 2027-01-01T00:00:00Z"),
        ] as [(String?, String, String)]
    )
    func table(date: String?, zone: String, expected: String) throws {
        let zone = try #require(Zone(zone))
        let now = try "2026-01-07T07:30:00Z".moment
        let publication = Publication(try date.map(articleDate), now: now, zone: zone)
        switch publication {
        case .atFirstSight: #expect(expected == "at first sight")
        case .at(let moment): #expect(expected == "at \(moment.rfc3339)")
        case .fromNoon(let moment): #expect(expected == "from \(moment.rfc3339)")
        case .scheduled(let moment): #expect(expected == "scheduled \(moment.rfc3339)")
        }
    }

    @Test("Nothing is published in the future (T-5, R-7)", arguments: ["UTC", "Pacific/Kiritimati", "Pacific/Niue"])
    func neverLater(name: String) throws {
        let zone = try #require(Zone(name))
        var generator = SeededGenerator(seed: 3)
        for _ in 0..<300 {
            let now = Timestamp(seconds: Int64.random(in: 0...2_000_000_000, using: &generator))
            let day = CivilTime(now + Int64.random(in: -200_000...200_000, using: &generator)).date
            switch Publication(.day(day), now: now, zone: zone) {
            case .atFirstSight: break
            case .at(let moment), .fromNoon(let moment): #expect(moment <= now)
            case .scheduled(let moment): #expect(moment > now)
            }
        }
    }

    private func articleDate(_ text: String) throws -> ArticleDate {
        guard case .date(let date) = DateLine.read(text, RecognitionSettings(zone: .utc)) else {
            throw SeedProblem(reason: "no date: \(text)")
        }
        return date
    }
}
