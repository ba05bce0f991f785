package import Syndication

/// The three date forms that a recipient must read (RFC 9110 §5.6.7).
package enum HTTPDate {
    /// The moment, or nil when the text has none of the three forms or names no real moment.
    ///
    /// The name of the weekday must be one, but needn't be the right one. `now` settles the century of the RFC 850
    /// form: a year that would lie more than 50 years ahead is taken from the century before.
    package static func moment(of text: String, now: Timestamp) -> Timestamp? {
        var scanner = DateScanner(text)
        guard let weekday = scanner.word() else { return nil }
        if shortWeekdays.contains(weekday) {
            return scanner.skip(",") ? fixdate(&scanner) : asctime(&scanner)
        }
        guard longWeekdays.contains(weekday), scanner.skip(", ") else { return nil }
        return rfc850(&scanner, now: now)
    }

    // `Sun, 06 Nov 1994 08:49:37 GMT`
    private static func fixdate(_ scanner: inout DateScanner) -> Timestamp? {
        guard scanner.skip(" "), let day = scanner.number(2), scanner.skip(" "), let month = scanner.month(),
            scanner.skip(" "), let year = scanner.number(4), scanner.skip(" "), let time = scanner.time(),
            scanner.skip(" GMT"), scanner.isAtEnd
        else { return nil }
        return moment(year, month, day, time)
    }

    // `Sunday, 06-Nov-94 08:49:37 GMT`
    private static func rfc850(_ scanner: inout DateScanner, now: Timestamp) -> Timestamp? {
        guard let day = scanner.number(2), scanner.skip("-"), let month = scanner.month(), scanner.skip("-"),
            let yearOfCentury = scanner.number(2), scanner.skip(" "), let time = scanner.time(),
            scanner.skip(" GMT"), scanner.isAtEnd
        else { return nil }
        let today = CivilTime(now)
        let century = today.date.year / 100 * 100
        let limit = now.seconds + Int64(50 * 31_556_952)
        // The latest of the candidates that isn't too far ahead.
        for year in [century + 100, century, century - 100].map({ $0 + yearOfCentury }) {
            if let found = moment(year, month, day, time), found.seconds <= limit { return found }
        }
        return nil
    }

    // `Sun Nov  6 08:49:37 1994`
    private static func asctime(_ scanner: inout DateScanner) -> Timestamp? {
        guard scanner.skip(" "), let month = scanner.month(), scanner.skip(" ") else { return nil }
        let day = scanner.skip(" ") ? scanner.number(1) : scanner.number(2)
        guard let day, scanner.skip(" "), let time = scanner.time(), scanner.skip(" "), let year = scanner.number(4),
            scanner.isAtEnd
        else { return nil }
        return moment(year, month, day, time)
    }

    private static func moment(_ year: Int, _ month: Int, _ day: Int, _ secondOfDay: Int) -> Timestamp? {
        guard let date = CivilDate(year: year, month: month, day: day) else { return nil }
        return CivilTime(date: date, secondOfDay: secondOfDay).moment()
    }
}

private let shortWeekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
private let longWeekdays = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"]

private struct DateScanner {
    private let bytes: [UInt8]
    private let end: Int
    private var position = 0

    /// Surrounding white space is no part of a field value (RFC 9110 §5.5).
    init(_ text: String) {
        let space: (UInt8) -> Bool = { $0 == 0x20 || $0 == 0x09 }
        bytes = Array(text.utf8.prefix(64).drop(while: space))
        end = bytes.count - bytes.reversed().prefix(while: space).count
    }

    var isAtEnd: Bool { position == end }

    mutating func skip(_ text: String) -> Bool {
        guard bytes[position..<end].starts(with: text.utf8) else { return false }
        position += text.utf8.count
        return true
    }

    mutating func word() -> String? {
        let letters = bytes[position..<end].prefix { $0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A }
        guard !letters.isEmpty else { return nil }
        position += letters.count
        return String(decoding: letters, as: UTF8.self)
    }

    mutating func month() -> Int? {
        guard let name = word(), let index = monthAbbreviations.firstIndex(of: name) else { return nil }
        return index + 1
    }

    /// A number of exactly so many digits.
    mutating func number(_ digits: Int) -> Int? {
        guard end - position >= digits else { return nil }
        var value = 0
        for byte in bytes[position..<position + digits] {
            guard byte >= 0x30, byte <= 0x39 else { return nil }
            value = value * 10 + Int(byte - 0x30)
        }
        position += digits
        return value
    }

    /// `08:49:37` as seconds since midnight; a leap second counts as the one before.
    mutating func time() -> Int? {
        guard let hour = number(2), hour < 24, skip(":"), let minute = number(2), minute < 60, skip(":"),
            let second = number(2), second <= 60
        else { return nil }
        return hour * 3_600 + minute * 60 + min(second, 59)
    }
}
