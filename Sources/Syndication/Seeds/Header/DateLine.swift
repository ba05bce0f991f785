/// A line that holds a date and nothing else.
enum DateLine {
    enum Reading: Hashable {
        case none
        case date(ArticleDate)
        /// Read in one of two possible ways; the text says which.
        case doubtful(ArticleDate, String)
        /// Shaped like a date, but the calendar or the clock has no such moment.
        case impossible(String)
    }

    /// Reads a day or a moment, in English or by ISO 8601.
    ///
    /// Known are "January 7, 2026", "Jan. 7th, 2026", "7 January 2026", "2026-01-07" and numbers in the configured order, each
    /// with or without a weekday before and a time of day after it ("9:30 am", "at 14:05 GMT", "T09:30:00+01:00"); a time
    /// without a zone is in the configured one.
    static func read(_ line: String, _ settings: RecognitionSettings) -> Reading {
        guard line.utf8.count <= 64 else { return .none }
        let key = Folding.folded(line)
        guard key.utf8.contains(where: isDigit) else { return .none }
        var words = key.split(whereSeparator: { $0 == " " || $0 == "," }).map(String.init)
        if let first = words.first, words.count > 1, isWeekday(first) { words.removeFirst() }
        guard let first = words.first, words.count <= 10 else { return .none }
        if first.utf8.first.map(isDigit) == true, first.utf8.contains(UInt8(ascii: "-")) {
            let reading = ISODate.read(words.joined(separator: "t"), zone: settings.zone)
            if reading != .none || words.count == 1 { return reading }
            guard case .date(.day(let day)) = ISODate.read(first, zone: settings.zone) else { return .none }
            return moment(day, words.dropFirst(), settings)
        }
        if let numbers = NumberDate(first, order: settings.dateOrder) {
            return numbers.reading { moment($0, words.dropFirst(), settings) }
        }
        words.removeAll { $0 == "of" }
        guard words.count >= 3, let year = number(words[2]), words[2].utf8.count == 4 else { return .none }
        let (monthWord, dayWord) = month(words[0]) != nil ? (words[0], words[1]) : (words[1], words[0])
        guard let month = month(monthWord), let day = number(withoutOrdinal(dayWord)) else { return .none }
        guard let date = CivilDate(year: year, month: month, day: day) else {
            return words.count == 3 ? .impossible(impossibleDay(year: year, month: month, day: day)) : .none
        }
        return moment(date, words.dropFirst(3), settings)
    }

    /// A day with the words of a time of day after it.
    private static func moment(
        _ day: CivilDate,
        _ words: ArraySlice<String>,
        _ settings: RecognitionSettings
    ) -> Reading {
        guard !words.isEmpty else { return .date(.day(day)) }
        return ClockTime.read(words, on: day, zone: settings.zone)
    }

    static func impossibleDay(year: Int, month: Int, day: Int) -> String {
        guard (1...12).contains(month) else { return "looks like a date, but there is no month \(month)" }
        let name = monthNames[month - 1]
        guard (1...9999).contains(year) else { return "looks like a date, but there is no year \(year)" }
        let length = CivilDate.length(ofMonth: month, year: year)
        return "looks like a date, but \(name) \(year) has \(length) days, and no \(day)"
    }

    static func isWeekday(_ word: String) -> Bool {
        let word = word.hasSuffix(".") ? String(word.dropLast()) : word
        return ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
            .contains { $0 == word || (word.utf8.count >= 3 && word.utf8.count <= 5 && $0.hasPrefix(word)) }
    }

    static func month(_ word: String) -> Int? {
        let word = word.hasSuffix(".") ? String(word.dropLast()) : word
        if word == "sept" { return 9 }
        return monthNames.firstIndex {
            let name = $0.lowercased()
            return name == word || (word.utf8.count == 3 && name.hasPrefix(word))
        }.map { $0 + 1 }
    }

    static func withoutOrdinal(_ word: String) -> String {
        for suffix in ["st", "nd", "rd", "th"] where word.hasSuffix(suffix) { return String(word.dropLast(2)) }
        return word.hasSuffix(".") ? String(word.dropLast()) : word
    }

    /// A number of at most four digits.
    static func number(_ word: some StringProtocol) -> Int? {
        guard !word.isEmpty, word.utf8.count <= 4, word.utf8.allSatisfy(isDigit) else { return nil }
        return Int(word)
    }

    static func isDigit(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }
}

/// The English names, January first.
package let monthNames = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
]
