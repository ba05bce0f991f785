package import Syndication

/// One of the pieces that the articles are cut into, from the oldest on: up to a hundred of one month.
///
/// A piece that another follows is closed: new articles go into the last of their month. Articles that have left count
/// on, so that a withdrawal moves no article from one piece into another.
package struct HistoryPart: Sendable, Hashable {
    package let month: CivilMonth
    /// From 1 within its month.
    package let number: Int

    /// The most articles that one holds.
    package static let size = 100
    /// No month has more of them.
    package static let highest = 1_000_000

    package init(month: CivilMonth, number: Int) {
        (self.month, self.number) = (month, number)
    }

    /// Where its documents are: `/archive/2026/03/1/`.
    package var path: String { "/archive/\(month.path)/\(number)/" }
}

extension LedgerTransaction {
    /// The newest piece, which newer articles go into; nil while there is no article.
    package func lastPart(in zone: Zone) throws -> HistoryPart? {
        try publication(before: Timestamp(seconds: .max)).map { try lastPart(of: month(of: $0, zone), in: zone) }
    }

    /// The articles of a piece, those that have left with them; none when there is no such piece.
    package func rows(of part: HistoryPart, in zone: Zone) throws -> [LedgerRow] {
        guard (1...HistoryPart.highest).contains(part.number) else { return [] }
        let offset = (part.number - 1) * HistoryPart.size
        return try publications(in: part.month.span(in: zone), offset: offset, limit: HistoryPart.size)
    }

    package func part(before part: HistoryPart, in zone: Zone) throws -> HistoryPart? {
        if part.number > 1 { return HistoryPart(month: part.month, number: part.number - 1) }
        let last = try publication(before: part.month.span(in: zone).lowerBound)
        return try last.map { try lastPart(of: month(of: $0, zone), in: zone) }
    }

    package func part(after part: HistoryPart, in zone: Zone) throws -> HistoryPart? {
        let span = part.month.span(in: zone)
        if try !publications(in: span, offset: part.number * HistoryPart.size, limit: 1).isEmpty {
            return HistoryPart(month: part.month, number: part.number + 1)
        }
        return try publication(from: span.upperBound).map { HistoryPart(month: month(of: $0, zone), number: 1) }
    }

    /// The months in which anything was published, the oldest first, each with the number of its articles; O(n).
    package func months(in zone: Zone) throws -> [(month: CivilMonth, count: Int)] {
        var months: [(month: CivilMonth, count: Int)] = []
        var next = try publication(from: Timestamp(seconds: .min))
        while let moment = next {
            let month = self.month(of: moment, zone)
            let span = month.span(in: zone)
            months.append((month, try publicationCount(in: span)))
            next = try publication(from: max(span.upperBound, moment + 1))
        }
        return months
    }

    private func lastPart(of month: CivilMonth, in zone: Zone) throws -> HistoryPart {
        let count = try publicationCount(in: month.span(in: zone))
        return HistoryPart(month: month, number: max(1, (count + HistoryPart.size - 1) / HistoryPart.size))
    }

    private func month(of moment: Timestamp, _ zone: Zone) -> CivilMonth {
        CivilMonth(of: zone.civil(at: moment).date)
    }
}
