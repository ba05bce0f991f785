/// A month of the proleptic Gregorian calendar, in no zone.
package struct CivilMonth: Sendable, Hashable, Comparable {
    package let year: Int
    /// 1 to 12.
    package let month: Int

    /// Nil outside of the years 1 to 9999.
    package init?(year: Int, month: Int) {
        guard (1...9999).contains(year), (1...12).contains(month) else { return nil }
        (self.year, self.month) = (year, month)
    }

    package init(of date: CivilDate) {
        (year, month) = (date.year, date.month)
    }

    /// Reads the two parts of `2026/03`, written with all their digits.
    package init?(year: Substring, month: Substring) {
        let digits = [year, month].flatMap(\.utf8)
        guard year.utf8.count == 4, month.utf8.count == 2, digits.allSatisfy({ (0x30...0x39).contains($0) }),
            let year = Int(year), let month = Int(month)
        else { return nil }
        self.init(year: year, month: month)
    }

    /// `2026/03`.
    package var path: String {
        let (year, month) = (String(year), String(month))
        return String(repeating: "0", count: 4 - year.utf8.count) + year + "/" + (month.utf8.count < 2 ? "0" : "")
            + month
    }

    /// "March 2026".
    package var name: String { "\(monthNames[month - 1]) \(year)" }

    /// From its first moment in a zone to the first of the next month.
    package func span(in zone: Zone) -> Range<Timestamp> {
        let first = CivilDate(year: year, month: month, day: 1).map { zone.start(of: $0) }
        let next = CivilDate(year: month == 12 ? year + 1 : year, month: month % 12 + 1, day: 1)
        let start = first ?? Timestamp(seconds: .min)
        return start..<max(start, next.map { zone.start(of: $0) } ?? Timestamp(seconds: .max))
    }

    package static func < (left: CivilMonth, right: CivilMonth) -> Bool {
        (left.year, left.month) < (right.year, right.month)
    }
}
