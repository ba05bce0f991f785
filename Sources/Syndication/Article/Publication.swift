/// When an article is published, decided once at first sight and kept in the ledger from then on.
package enum Publication: Sendable, Hashable {
    /// The moment of first sight.
    case atFirstSight
    case at(Timestamp)
    /// The first free second of a past day, from this one on.
    case fromNoon(Timestamp)
    /// Held back: published at the earliest at this moment.
    case scheduled(Timestamp)

    /// Source: docs/recogniser.md, "Dates".
    package init(_ date: ArticleDate?, now: Timestamp, zone: Zone) {
        switch date {
        case nil:
            self = .atFirstSight
        case .moment(let moment):
            self = moment > now ? .scheduled(moment) : .at(moment)
        case .day(let day):
            let today = zone.civil(at: now).date
            if day == today {
                self = .atFirstSight
            } else if day > today {
                self = .scheduled(zone.start(of: day))
            } else {
                self = .fromNoon(zone.moment(of: CivilTime(date: day, secondOfDay: 12 * 3_600)))
            }
        }
    }
}
