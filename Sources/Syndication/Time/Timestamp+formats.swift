extension Timestamp {
    /// `2026-01-07T12:00:00Z` (RFC 3339; RFC 4287 §3.3).
    package var rfc3339: String {
        let time = CivilTime(self)
        return "\(padded(time.date.year, 4))-\(padded(time.date.month))-\(padded(time.date.day))"
            + "T\(padded(time.hour)):\(padded(time.minute)):\(padded(time.second))Z"
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

/// The English abbreviations that RFC 822 and RFC 9110 use, January first.
package let monthAbbreviations = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
]

private func padded(_ number: Int, _ width: Int = 2) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
}
