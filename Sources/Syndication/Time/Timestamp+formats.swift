extension Timestamp {
    /// `2026-01-07T12:00:00Z` (RFC 3339; RFC 4287 §3.3).
    package var rfc3339: String {
        let time = CivilTime(self)
        return "\(time.date.iso8601)T\(padded(time.hour)):\(padded(time.minute)):\(padded(time.second))Z"
    }

    /// `Wed, 07 Jan 2026 12:00:00 +0000` (RFC 822 with a four-digit year, as RSS 2.0 asks).
    package var rfc822: String { "\(dayAndTime) +0000" }

    /// `Wed, 07 Jan 2026 12:00:00 GMT` (IMF-fixdate, RFC 9110 §5.6.7).
    package var imfFixdate: String { "\(dayAndTime) GMT" }

    private var dayAndTime: String {
        let time = CivilTime(self)
        let weekday = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"][time.date.weekday]
        return "\(weekday), \(padded(time.date.day)) \(monthAbbreviations[time.date.month - 1]) "
            + "\(padded(time.date.year, 4)) \(padded(time.hour)):\(padded(time.minute)):\(padded(time.second))"
    }
}

extension CivilDate {
    /// `2026-01-07` (RFC 3339).
    package var iso8601: String {
        guard 0..<10_000 ~= year else { return "\(padded(year, 4))-\(padded(month))-\(padded(day))" }
        // Short enough to be no allocation.
        return String(unsafeUninitializedCapacity: 10) { text in
            var value = (year * 100 + month) * 100 + day
            for place in (0..<10).reversed() {
                if place == 4 || place == 7 {
                    text[place] = UInt8(ascii: "-")
                } else {
                    text[place] = UInt8(ascii: "0") + UInt8(value % 10)
                    value /= 10
                }
            }
            return 10
        }
    }
}

/// The English abbreviations that RFC 822 and RFC 9110 use, January first.
package let monthAbbreviations = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
]

private func padded(_ number: Int, _ width: Int = 2) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
}
