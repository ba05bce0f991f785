/// ISO 8601 calendar dates and times, as RFC 3339 profiles them, with the zone and the seconds left out at will.
enum ISODate {
    /// `text` is folded: the separator between day and time is a lower-case `t`, the zone for UTC a lower-case `z`.
    static func read(_ text: String, zone: Zone) -> DateLine.Reading {
        var scanner = Scanner(bytes: Array(text.utf8))
        guard let year = scanner.number(4), scanner.skip("-"), let month = scanner.number(2), scanner.skip("-"),
            let day = scanner.number(2)
        else { return .none }
        // What the calendar or the clock lacks is said only of a line that is a date as a whole.
        let date = CivilDate(year: year, month: month, day: day)
        let noDay = DateLine.Reading.impossible(DateLine.impossibleDay(year: year, month: month, day: day))
        if scanner.isAtEnd { return date.map { .date(.day($0)) } ?? noDay }
        guard scanner.skip("t"), let hour = scanner.number(2), scanner.skip(":"), let minute = scanner.number(2) else {
            return .none
        }
        var second = 0
        if scanner.skip(":") {
            guard let read = scanner.number(2) else { return .none }
            second = read
            if scanner.skip(".") { scanner.skipDigits() }
        }
        guard let offset = scanner.offset() else { return .none }
        guard let date else { return noDay }
        guard hour < 24, minute < 60, second < 60 else {
            return .impossible("looks like a date with a time, but no clock shows \(clock(hour, minute, second))")
        }
        let time = CivilTime(date: date, secondOfDay: hour * 3_600 + minute * 60 + second)
        switch offset {
        case .none: return .date(.moment(zone.moment(of: time)))
        case .utc: return .date(.moment(time.moment()))
        case .ahead(let sign, let hours, let minutes):
            guard hours < 24, minutes < 60 else {
                return .impossible("looks like a date with a time, but no zone is \(clock(hours, minutes)) from UTC")
            }
            return .date(.moment(time.moment(offset: sign * (hours * 3_600 + minutes * 60))))
        }
    }

    /// Numbers of two digits, as on a clock.
    private static func clock(_ numbers: Int...) -> String {
        numbers.map { $0 < 10 ? "0\($0)" : String($0) }.joined(separator: ":")
    }

    private enum Offset {
        case none
        case utc
        case ahead(sign: Int, hours: Int, minutes: Int)
    }

    private struct Scanner {
        let bytes: [UInt8]
        var index = 0

        var isAtEnd: Bool { index == bytes.count }

        mutating func number(_ width: Int) -> Int? {
            guard index + width <= bytes.count else { return nil }
            var number = 0
            for byte in bytes[index..<index + width] {
                guard byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") else { return nil }
                number = number * 10 + Int(byte - UInt8(ascii: "0"))
            }
            index += width
            return number
        }

        mutating func skip(_ text: String) -> Bool {
            guard bytes[index...].starts(with: text.utf8) else { return false }
            index += text.utf8.count
            return true
        }

        /// The zone at the end of the text; nil when something else stands there.
        mutating func offset() -> Offset? {
            _ = skip("t")
            if isAtEnd { return Offset.none }
            if skip("z") || skip("utc") || skip("gmt") { return isAtEnd ? .utc : nil }
            let sign: Int
            if skip("+") { sign = 1 } else if skip("-") { sign = -1 } else { return nil }
            guard let hours = number(2) else { return nil }
            _ = skip(":")
            guard let minutes = number(2), isAtEnd else { return nil }
            return .ahead(sign: sign, hours: hours, minutes: minutes)
        }

        mutating func skipDigits() {
            while index < bytes.count, bytes[index] >= UInt8(ascii: "0"), bytes[index] <= UInt8(ascii: "9") {
                index += 1
            }
        }
    }
}
