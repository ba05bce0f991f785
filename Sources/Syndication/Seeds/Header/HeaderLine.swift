/// A line of the header, which may say several things between bars or dots: "By Ann Lee | January 7, 2026 · 5 min read".
enum HeaderLine {
    /// What it says; empty when that is only how long reading takes, nil when it is text.
    static func fields(in line: String, under title: String, _ settings: RecognitionSettings) -> [HeaderField]? {
        guard line.utf8.count <= 200 else { return nil }
        if let field = HeaderField.read(line, settings) { return [field] }
        if isReadingTime(line) { return [] }
        guard mayBeDivided(line) else { return nil }
        var parts = [line[...]]
        for separator in [" | ", " · ", " • "] { parts = parts.flatMap { $0.split(separator: separator) } }
        guard parts.count > 1 else { return nil }
        var fields: [HeaderField] = []
        var others: [String] = []
        for part in parts.map({ String($0).collapsingSpace }) where !isReadingTime(part) {
            if let field = HeaderField.read(part, settings) { fields.append(field) } else { others.append(part) }
        }
        guard !others.isEmpty else { return fields }
        // Beside a date, one short value is the category.
        let hasDate = fields.contains { if case .date = $0 { true } else { false } }
        guard hasDate, others.count == 1, SeedText.Line(number: 1, text: others[0]).isCategory(under: title) else {
            return nil
        }
        return fields + [.category(others[0])]
    }

    /// False for nearly every line: to look for separators as characters is slow.
    ///
    /// A dot in the middle may be one of two, of which one is written as the other when text is normalised.
    private static func mayBeDivided(_ line: String) -> Bool {
        line.utf8.span.contains { $0 == UInt8(ascii: "|") || $0 == 0xC2 || $0 == 0xCE || $0 == 0xA2 }
    }

    /// "5 min read", "Reading time: 5 minutes".
    private static func isReadingTime(_ text: String) -> Bool {
        // For most lines, the first letter says enough.
        guard text.utf8.count <= 40, let first = text.utf8.first,
            !(0x41..<0x7F ~= first) || first | 0x20 == UInt8(ascii: "r"), DateLine.mayHoldNumber(text)
        else { return false }
        var words = Folding.folded(text).split { " :-".contains($0) }.map(String.init)
        if words.starts(with: ["reading", "time"]) { words.removeFirst(2) }
        if words.last == "read" { words.removeLast() }
        guard words.count == 2, DateLine.number(words[0]) != nil else { return false }
        return ["min", "mins", "minute", "minutes"].contains(words[1])
    }
}
