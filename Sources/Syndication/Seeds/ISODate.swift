/// ISO 8601 calendar dates and times, as RFC 3339 profiles them, with the zone and the seconds left out at will.
enum ISODate {
    /// `text` is folded: the separator between day and time is a lower-case `t`, the zone for UTC a lower-case `z`.
    static func read(_ text: String, zone: Zone) -> DateLine.Reading {
        var scanner = Scanner(bytes: Array(text.utf8))
        guard let year = scanner.number(4), scanner.skip("-"), let month = scanner.number(2), scanner.skip("-"),
            let day = scanner.number(2)
        else { return .none }
        guard let date = CivilDate(year: year, month: month, day: day) else {
            return .impossible(DateLine.impossibleDay(year: year, month: month, day: day))
        }
        if scanner.isAtEnd { return .date(.day(date)) }
        guard scanner.skip("t"), let hour = scanner.number(2), scanner.skip(":"), let minute = scanner.number(2) else {
            return .none
        }
        var second = 0
        if scanner.skip(":") {
            guard let read = scanner.number(2) else { return .none }
            second = read
            if scanner.skip(".") { scanner.skipDigits() }
        }
        guard hour < 24, minute < 60, second < 60 else {
            return .impossible("looks like a date with a time, but no clock shows \(hour):\(minute):\(second)")
        }
        let time = CivilTime(date: date, secondOfDay: hour * 3_600 + minute * 60 + second)
        _ = scanner.skip("t")
        if scanner.isAtEnd { return .date(.moment(zone.moment(of: time))) }
        if scanner.skip("z") || scanner.skip("utc") || scanner.skip("gmt") {
            return scanner.isAtEnd ? .date(.moment(time.moment())) : .none
        }
        let sign: Int
        if scanner.skip("+") { sign = 1 } else if scanner.skip("-") { sign = -1 } else { return .none }
        guard let hours = scanner.number(2) else { return .none }
        _ = scanner.skip(":")
        guard let minutes = scanner.number(2), scanner.isAtEnd else { return .none }
        guard hours < 24, minutes < 60 else {
            return .impossible("looks like a date with a time, but no zone is \(hours):\(minutes) from UTC")
        }
        return .date(.moment(time.moment(offset: sign * (hours * 3_600 + minutes * 60))))
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

        mutating func skipDigits() {
            while index < bytes.count, bytes[index] >= UInt8(ascii: "0"), bytes[index] <= UInt8(ascii: "9") { index += 1 }
        }
    }
}
