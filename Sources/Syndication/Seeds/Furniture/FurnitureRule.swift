/// One rule of what is cut from a seed's lines: `from Share this article`, `from Newsletter if Your email or Sign up`,
/// `line Advertisement`, `block Read more: *`.
struct FurnitureRule: Sendable, Hashable {
    enum Reach: Sendable, Hashable {
        /// From the last such line on, to the end.
        case from
        /// Each such line.
        case line
        /// Each such line and what follows it up to a blank one.
        case block
    }

    let reach: Reach
    let mark: Mark
    /// One of these must stand somewhere after the mark; empty when nothing needs to.
    let conditions: [Mark]

    /// A line's text, compared as headings are; with a star at its end, how a line begins.
    struct Mark: Sendable, Hashable {
        let key: String
        let isPrefix: Bool

        init?(_ text: some StringProtocol) {
            let isPrefix = text.hasSuffix("*")
            let key = Folding.heading(String(isPrefix ? text.dropLast() : text[...]))
            guard !key.isEmpty else { return nil }
            (self.key, self.isPrefix) = (key, isPrefix)
        }

        func matches(_ line: SeedText.Line) -> Bool {
            // Folding can shorten a text, but not to a fourth.
            guard !line.isBlank, isPrefix || line.text.utf8.count <= key.utf8.count * 4 + 16 else { return false }
            guard isPrefix else { return line.key == key }
            let start = line.text.unicodeScalars.prefix(key.utf8.count * 2 + 16)
            return Folding.folded(String(start)).hasPrefix(key)
        }
    }

    init(_ source: String) throws(FurnitureRules.InvalidRule) {
        let words = source.split(separator: " ", maxSplits: 1)
        let reach: Reach? = ["from": .from, "line": .line, "block": .block][words.first ?? ""]
        guard let reach, words.count == 2 else {
            throw FurnitureRules.InvalidRule(
                reason:
                    "“\(source)” must begin with “from”, “line” or “block” and name a line, or be “without built-in”"
            )
        }
        let (text, condition) = FurnitureRule.split(String(words[1]))
        let conditions = condition.map { FurnitureRule.alternatives($0).map(Mark.init) } ?? []
        guard let mark = Mark(text), !conditions.contains(nil) else {
            throw FurnitureRules.InvalidRule(reason: "“\(source)” names a line without any text")
        }
        guard conditions.isEmpty || reach == .from else {
            throw FurnitureRules.InvalidRule(reason: "“\(source)”: only “from” takes an “if”")
        }
        (self.reach, self.mark, self.conditions) = (reach, mark, conditions.compactMap(\.self))
    }

    private static func split(_ text: String) -> (mark: Substring, condition: Substring?) {
        guard let place = text.firstRange(of: " if ") else { return (text[...], nil) }
        return (text[..<place.lowerBound], text[place.upperBound...])
    }

    private static func alternatives(_ text: Substring) -> [Substring] {
        text.split(separator: " or ", omittingEmptySubsequences: false)
    }

    /// The lines that it cuts, as ranges of indices.
    func cuts(in lines: ArraySlice<SeedText.Line>) -> [Range<Int>] {
        switch reach {
        case .line:
            return lines.indices.filter { mark.matches(lines[$0]) }.map { $0..<$0 + 1 }
        case .block:
            var (ranges, end): ([Range<Int>], Int) = ([], lines.startIndex)
            for start in lines.indices where start >= end && mark.matches(lines[start]) {
                end = lines[start...].firstIndex(where: \.isBlank) ?? lines.endIndex
                ranges.append(start..<end)
            }
            return ranges
        case .from:
            var end = lines.endIndex
            if !conditions.isEmpty {
                guard let last = lines.lastIndex(where: { line in conditions.contains { $0.matches(line) } }) else {
                    return []
                }
                end = last
            }
            guard let start = lines[..<end].lastIndex(where: mark.matches) else { return [] }
            return [start..<lines.endIndex]
        }
    }
}
