/// A time of day in words, such as "9:30 am", "at 14:05:10" or "9pm EST".
enum ClockTime {
    /// Reads all of the words; none when they are no time, impossible when no clock shows it.
    static func read(_ words: ArraySlice<String>, on day: CivilDate, zone: Zone) -> DateLine.Reading {
        var words = words
        while let first = words.first, ["at", "-", "|", "t"].contains(first) { words.removeFirst() }
        guard var clock = words.popFirst() else { return .none }
        var half = Half.none
        for (mark, meant) in [("am", Half.morning), ("pm", .afternoon), ("a.m.", .morning), ("p.m.", .afternoon)] {
            if clock.hasSuffix(mark) {
                (clock, half) = (String(clock.dropLast(mark.count)), meant)
            } else if words.first == mark {
                half = meant
                words.removeFirst()
            }
        }
        let parts = clock.split(separator: ":", omittingEmptySubsequences: false)
        let numbers = parts.compactMap { DateLine.number($0) }
        guard numbers.count == parts.count, (1...3).contains(numbers.count),
            parts.dropFirst().allSatisfy({ $0.utf8.count == 2 }),
            parts[0].utf8.count <= 2, numbers.count > 1 || half != .none
        else { return .none }
        var hour = numbers[0]
        let minute = numbers.count > 1 ? numbers[1] : 0
        let second = numbers.count > 2 ? numbers[2] : 0
        let isPossible = half == .none ? hour < 24 : (1...12).contains(hour)
        guard isPossible, minute < 60, second < 60 else {
            return .impossible("looks like a date with a time, but no clock shows \(clock)\(half.text)")
        }
        switch half {
        case .none: break
        case .morning: if hour == 12 { hour = 0 }
        case .afternoon: if hour != 12 { hour += 12 }
        }
        let time = CivilTime(date: day, secondOfDay: hour * 3_600 + minute * 60 + second)
        guard !words.isEmpty else { return .date(.moment(zone.moment(of: time))) }
        return place(words.joined(separator: " "), time)
    }

    private enum Half {
        case none
        case morning
        case afternoon

        var text: String {
            switch self {
            case .none: ""
            case .morning: " am"
            case .afternoon: " pm"
            }
        }
    }

    /// A zone by its usual letters, its name, or how far it is ahead of UTC.
    private static func place(_ text: String, _ time: CivilTime) -> DateLine.Reading {
        var name = text
        if name.hasPrefix("("), name.hasSuffix(")") { name = String(name.dropFirst().dropLast()) }
        if let zone = zones[name].flatMap(Zone.init) { return .date(.moment(zone.moment(of: time))) }
        for prefix in ["utc", "gmt"] where name.hasPrefix(prefix) { name = String(name.dropFirst(3)) }
        if name.isEmpty || name == "z" { return .date(.moment(time.moment())) }
        if let hours = offsets[name] { return .date(.moment(time.moment(offset: hours * 3_600))) }
        guard let sign = name.first, sign == "+" || sign == "-" else { return .none }
        let digits = name.dropFirst().filter { $0 != ":" }
        guard digits.allSatisfy({ $0.isASCII && $0.isNumber }), let number = Int(digits), digits.count <= 4 else {
            return .none
        }
        let (hours, minutes) = digits.count <= 2 ? (number, 0) : (number / 100, number % 100)
        guard hours <= 14, minutes < 60 else {
            return .impossible("looks like a date with a time, but no zone is \(hours):\(minutes) from UTC")
        }
        return .date(.moment(time.moment(offset: (sign == "-" ? -1 : 1) * (hours * 3_600 + minutes * 60))))
    }

    /// Letters that stand for summer and winter time alike.
    private static let zones = [
        "et": "America/New_York", "ct": "America/Chicago", "mt": "America/Denver", "pt": "America/Los_Angeles",
    ]

    /// Hours ahead of UTC.
    ///
    /// Letters that mean several zones, such as IST, are left out.
    private static let offsets = [
        "est": -5, "edt": -4, "cst": -6, "cdt": -5, "mst": -7, "mdt": -6, "pst": -8, "pdt": -7, "wet": 0, "west": 1,
        "cet": 1, "cest": 2, "eet": 2, "eest": 3, "bst": 1,
    ]
}
