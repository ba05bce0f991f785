import Foundation

/// A time zone of the IANA database, by name; an offset is looked up in O(log n) of its changes.
package struct Zone: Sendable, Hashable {
    private let zone: TimeZone

    /// Nil when the database has no zone of this name.
    package init?(_ name: String) {
        guard let zone = TimeZone(identifier: name) else { return nil }
        self.zone = zone
    }

    private init(zone: TimeZone) {
        self.zone = zone
    }

    package static let utc = Zone(zone: .gmt)

    package var name: String { self == .utc ? "UTC" : zone.identifier }

    /// Seconds that the zone's clocks are ahead of UTC at a moment.
    package func offset(at moment: Timestamp) -> Int {
        zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(moment.seconds)))
    }

    /// What the zone's clocks show at a moment.
    package func civil(at moment: Timestamp) -> CivilTime {
        CivilTime(moment, offset: offset(at: moment))
    }

    /// The moment at which the zone's clocks show a time: the first of two when the hour is repeated, and the
    /// clocks' jump when the hour is skipped.
    package func moment(of time: CivilTime) -> Timestamp {
        let before = offset(at: time.moment() + -86_400)
        let after = offset(at: time.moment() + 86_400)
        let candidates = [before, after].map { time.moment(offset: $0) }.sorted()
        if let exact = candidates.first(where: { civil(at: $0) == time }) { return exact }
        // A skipped hour: the jump lies between the two readings, at the first moment of the later offset.
        var (earlier, later) = (candidates[0].seconds - 1, candidates[1].seconds)
        while later - earlier > 1 {
            let middle = earlier + (later - earlier) / 2
            if offset(at: Timestamp(seconds: middle)) == before { earlier = middle } else { later = middle }
        }
        return Timestamp(seconds: later)
    }

    /// The first moment of a day in this zone.
    package func start(of day: CivilDate) -> Timestamp {
        moment(of: CivilTime(date: day, secondOfDay: 0))
    }
}
