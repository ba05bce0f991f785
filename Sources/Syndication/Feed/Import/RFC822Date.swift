/// Dates of mail and RSS: `Wed, 07 Jan 2026 12:00:00 GMT` (RFC 822 §5, RFC 5322 §3.3 and §4.3).
enum RFC822Date {
    /// Reads it, the forms of RFC 850 and of C too; nil for any other.
    ///
    /// Those are `07-Jan-26` and `Jan 7 12:00:00 2026`. Months may have their whole names, the time may lack its
    /// seconds or be missing. `key` is folded; weekdays are not compared with the date.
    static func read(_ key: String) -> Timestamp? {
        var words = words(of: key)
        if words.count > 1, isName(words[0]), month(words[0]) == nil { words.removeFirst() }
        guard words.count >= 3 else { return nil }
        let isMonthFirst = month(words[0]) != nil
        guard let month = month(words[isMonthFirst ? 0 : 1]),
            let day = number(words[isMonthFirst ? 1 : 0], digits: 1...2)
        else { return nil }
        var rest = words[2...]
        // The year comes before the time, but last after a month that comes first.
        var yearWord: String?
        if isMonthFirst, rest.first?.utf8.contains(UInt8(ascii: ":")) == true { yearWord = rest.popLast() }
        guard let word = yearWord ?? rest.popFirst(), let year = year(word),
            let date = CivilDate(year: year, month: month, day: day)
        else { return nil }
        guard let clock = rest.popFirst() else { return CivilTime(date: date, secondOfDay: 0).moment() }
        guard rest.count <= 1, let second = secondOfDay(clock), let offset = offset(rest.first ?? "utc") else {
            return nil
        }
        return CivilTime(date: date, secondOfDay: second).moment(offset: offset)
    }

    /// The words without comments, which stand in parentheses; `07-jan-26` is three.
    private static func words(of key: String) -> [String] {
        var depth = 0
        var bytes: [UInt8] = []
        for byte in key.utf8 {
            switch byte {
            case UInt8(ascii: "("): depth += 1
            case UInt8(ascii: ")"): depth = max(0, depth - 1)
            case _ where depth == 0: bytes.append(byte)
            default: break
            }
        }
        let words = bytes.split { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: ",") }
        return words.flatMap { word in
            let isDate =
                word.first.map(isDigit) == true && !word.contains(UInt8(ascii: ":")) && word.contains(where: isLetter)
            return isDate ? word.split(separator: UInt8(ascii: "-")) : [word]
        }.map { String(decoding: $0, as: UTF8.self) }
    }

    private static func month(_ word: String) -> Int? {
        let name = word.hasSuffix(".") ? String(word.dropLast()) : word
        if name == "sept" { return 9 }
        let index =
            monthAbbreviations.firstIndex { $0.lowercased() == name }
            ?? monthNames.firstIndex { $0.lowercased() == name }
        return index.map { $0 + 1 }
    }

    /// Two digits are a year from 1950 to 2049, three one after 1900 (RFC 5322 §4.3).
    private static func year(_ word: String) -> Int? {
        guard let number = number(word, digits: 2...4) else { return nil }
        switch word.utf8.count {
        case 2: return number < 50 ? 2_000 + number : 1_900 + number
        case 3: return 1_900 + number
        default: return number
        }
    }

    private static func secondOfDay(_ word: String) -> Int? {
        // A fraction of a second is in no standard of these, but in feeds.
        let whole = word.utf8.split(separator: UInt8(ascii: "."), maxSplits: 1).first ?? Substring(word).utf8
        let parts = whole.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
        let numbers = parts.compactMap { number(String(Substring($0)), digits: 1...2) }
        guard numbers.count == parts.count, (2...3).contains(numbers.count), numbers[0] < 24, numbers[1] < 60 else {
            return nil
        }
        let second = numbers.count == 3 ? numbers[2] : 0
        return second <= 60 ? numbers[0] * 3_600 + numbers[1] * 60 + min(second, 59) : nil
    }

    /// Seconds ahead of UTC; nil for what is no zone.
    ///
    /// An unknown name, and the letters of the military, which RFC 822 got wrong, count as UTC (RFC 5322 §4.3).
    private static func offset(_ zone: String) -> Int? {
        var zone = zone[...]
        for name in ["gmt", "utc", "ut"] where zone.hasPrefix(name) && zone != name {
            zone = zone.dropFirst(name.utf8.count)
            break
        }
        if zone.hasPrefix("+") || zone.hasPrefix("-") {
            let digits = zone.dropFirst().utf8.filter { $0 != UInt8(ascii: ":") }
            guard digits.count == 4, let number = number(String(decoding: digits, as: UTF8.self), digits: 4...4),
                number / 100 < 24, number % 100 < 60
            else { return nil }
            return (zone.hasPrefix("-") ? -1 : 1) * (number / 100 * 3_600 + number % 100 * 60)
        }
        guard isName(String(zone)), zone != "am", zone != "pm" else { return nil }
        return (hours[String(zone)] ?? 0) * 3_600
    }

    /// The names of RFC 822 §5.1, and others in use that mean one zone wherever they are.
    private static let hours = [
        "est": -5, "edt": -4, "cst": -6, "cdt": -5, "mst": -7, "mdt": -6, "pst": -8, "pdt": -7, "akst": -9, "akdt": -8,
        "hst": -10, "wet": 0, "west": 1, "bst": 1, "cet": 1, "cest": 2, "met": 1, "mest": 2, "eet": 2, "eest": 3,
        "msk": 3, "jst": 9, "aest": 10, "aedt": 11, "nzst": 12, "nzdt": 13,
    ]

    private static func number(_ word: String, digits: ClosedRange<Int>) -> Int? {
        guard digits.contains(word.utf8.count), word.utf8.allSatisfy(isDigit) else { return nil }
        return Int(word)
    }

    private static func isName(_ word: String) -> Bool {
        !word.isEmpty && word.utf8.allSatisfy { isLetter($0) || $0 == UInt8(ascii: ".") }
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

    private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte) }
}
