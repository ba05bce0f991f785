/// A line that holds a date and nothing else.
enum DateLine {
    enum Reading: Hashable {
        case none
        case date(ArticleDate)
        /// Shaped like a date, but the calendar or the clock has no such moment.
        case impossible(String)
    }

    /// Reads a day or a moment, in English or by ISO 8601.
    ///
    /// Known are "January 7, 2026", "Jan. 7th, 2026", "7 January 2026", each with or without a weekday, and days and
    /// times ("2026-01-07", "2026-01-07T09:30:00+01:00"); a time without a zone is in `zone`.
    static func read(_ line: String, zone: Zone) -> Reading {
        guard line.utf8.count <= 64 else { return .none }
        let key = Folding.folded(line)
        var words = key.split(whereSeparator: { $0 == " " || $0 == "," }).map(String.init)
        if let first = words.first, words.count > 1, isWeekday(first) { words.removeFirst() }
        if let first = words.first, first.utf8.first.map(isDigit) == true, first.utf8.contains(UInt8(ascii: "-")) {
            return ISODate.read(words.joined(separator: "t"), zone: zone)
        }
        guard words.count == 3, let year = number(words[2]), words[2].utf8.count == 4 else { return .none }
        let (monthWord, dayWord) = month(words[0]) != nil ? (words[0], words[1]) : (words[1], words[0])
        guard let month = month(monthWord), let day = number(withoutOrdinal(dayWord)) else { return .none }
        guard let date = CivilDate(year: year, month: month, day: day) else {
            return .impossible(impossibleDay(year: year, month: month, day: day))
        }
        return .date(.day(date))
    }

    static func impossibleDay(year: Int, month: Int, day: Int) -> String {
        guard (1...12).contains(month) else { return "looks like a date, but there is no month \(month)" }
        let name = monthNames[month - 1]
        guard (1...9999).contains(year) else { return "looks like a date, but there is no year \(year)" }
        let length = CivilDate.length(ofMonth: month, year: year)
        return "looks like a date, but \(name) \(year) has \(length) days, and no \(day)"
    }

    private static func isWeekday(_ word: String) -> Bool {
        let word = word.hasSuffix(".") ? String(word.dropLast()) : word
        return ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
            .contains { $0 == word || (word.utf8.count >= 3 && word.utf8.count <= 5 && $0.hasPrefix(word)) }
    }

    private static func month(_ word: String) -> Int? {
        let word = word.hasSuffix(".") ? String(word.dropLast()) : word
        if word == "sept" { return 9 }
        return monthNames.firstIndex {
            let name = $0.lowercased()
            return name == word || (word.utf8.count == 3 && name.hasPrefix(word))
        }.map { $0 + 1 }
    }

    private static func withoutOrdinal(_ word: String) -> String {
        for suffix in ["st", "nd", "rd", "th"] where word.hasSuffix(suffix) { return String(word.dropLast(2)) }
        return word.hasSuffix(".") ? String(word.dropLast()) : word
    }

    private static func number(_ word: String) -> Int? {
        guard !word.isEmpty, word.utf8.count <= 4, word.utf8.allSatisfy(isDigit) else { return nil }
        return Int(word)
    }

    private static func isDigit(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }
}

/// The English names, January first.
package let monthNames = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
]
