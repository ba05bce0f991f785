import XML

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
        guard line.utf8.count <= 64, mayHoldNumber(line), mayBegin(line) else { return .none }
        let key = Folding.folded(line)
        guard key.utf8.span.contains(where: isDigit) else { return .none }
        var words = words(of: key)
        if let first = words.first, words.count > 1, isWeekday(first) { words.removeFirst() }
        guard let first = words.first, words.count <= 10 else { return .none }
        let firstMonth = month(first)
        // Whatever else a date begins with is a number.
        guard firstMonth != nil || first == "of" || first.utf8.first.map(isDigit) == true else { return .none }
        if first.utf8.first.map(isDigit) == true, first.utf8.contains(UInt8(ascii: "-")) {
            let reading = ISODate.read(words.joined(separator: "t"), zone: settings.zone)
            if reading != .none || words.count == 1 { return reading }
            guard case .date(.day(let day)) = ISODate.read(first, zone: settings.zone) else { return .none }
            return moment(day, words.dropFirst(), settings)
        }
        if first.utf8.first.map(isDigit) == true, let numbers = NumberDate(first, order: settings.dateOrder) {
            return numbers.reading { moment($0, words.dropFirst(), settings) }
        }
        words.removeAll { $0 == "of" }
        guard words.count >= 3, let year = number(words[2]), words[2].utf8.count == 4 else { return .none }
        let isMonthFirst = words[0] == first ? firstMonth != nil : month(words[0]) != nil
        let (monthWord, dayWord) = isMonthFirst ? (words[0], words[1]) : (words[1], words[0])
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

    /// False for most lines, without folding them: other digits than those of ASCII are no ASCII.
    static func mayHoldNumber(_ line: String) -> Bool { line.utf8.span.contains { isDigit($0) || $0 >= 0x80 } }

    /// False for most lines that hold a number: a date begins with one, or with the name of a month or a weekday.
    private static func mayBegin(_ line: String) -> Bool {
        var bytes = line.utf8.makeIterator()
        guard let first = bytes.next(), let second = bytes.next(), 0x21..<0x80 ~= first, 0x21..<0x80 ~= second else {
            return true
        }
        if isDigit(first) || first == UInt8(ascii: ",") { return true }
        return openings[opening(first, second)]
    }

    /// Whether such a name, or "of", begins with two letters.
    private static let openings = (weekdayNames + lowerMonthNames + ["of"])
        .reduce(into: [Bool](repeating: false, count: 1 << 10)) { openings, name in
            let letters = Array(name.utf8)
            openings[opening(letters[0], letters[1])] = true
        }

    /// Without case; letters have numbers of their own in their five lowest bits.
    private static func opening(_ first: UInt8, _ second: UInt8) -> Int { Int(first & 31) << 5 | Int(second & 31) }

    private static let weekdayNames = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]

    /// What stands between spaces and commas in a folded line.
    private static func words(of key: String) -> [String] {
        // In ASCII, each byte is a character.
        guard !key.utf8.span.contains(where: { $0 >= 0x80 }) else {
            return key.split(whereSeparator: { $0 == " " || $0 == "," }).map(String.init)
        }
        let bytes = key.utf8.span
        var (words, start) = ([String](), 0)
        words.reserveCapacity(10)
        for index in 0...bytes.count {
            guard index == bytes.count || bytes[index] == UInt8(ascii: " ") || bytes[index] == UInt8(ascii: ",") else {
                continue
            }
            if start < index { words.append(bytes.text(start..<index)) }
            start = index + 1
        }
        return words
    }

    static func isWeekday(_ word: String) -> Bool {
        // The shortest is "mon", the longest "wednesday.".
        guard 3...10 ~= word.utf8.count else { return false }
        let word = word.hasSuffix(".") ? String(word.dropLast()) : word
        return weekdayNames.contains { $0 == word || 3...5 ~= word.utf8.count && begins($0, with: word) }
    }

    static func month(_ word: String) -> Int? {
        let word = word.hasSuffix(".") ? String(word.dropLast()) : word
        if word == "sept" { return 9 }
        guard 3...9 ~= word.utf8.count else { return nil }
        let isShort = word.utf8.count == 3
        return lowerMonthNames.firstIndex { $0 == word || isShort && begins($0, with: word) }.map { $0 + 1 }
    }

    /// Of an ASCII name; as characters, much slower, it would come to the same.
    private static func begins(_ name: String, with word: String) -> Bool {
        name.utf8.first == word.utf8.first && name.utf8.starts(with: word.utf8)
    }

    private static let lowerMonthNames = monthNames.map { $0.lowercased() }

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
