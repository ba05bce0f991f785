/// A text seed on its way to an article: header, lead, sections, furniture, in one pass down the lines.
struct TextSeed {
    let settings: RecognitionSettings
    var recognition = Recognition()

    var article: Article {
        _read { yield recognition.article }
        _modify { yield &recognition.article }
    }

    static func recognise(
        _ text: SeedText,
        _ settings: RecognitionSettings,
        readsFurniture: Bool
    ) throws(SeedProblem) -> Recognition {
        var seed = TextSeed(settings: settings)
        // One for each field.
        seed.recognition.findings.reserveCapacity(16)
        if let warning = text.warning { seed.recognition.warn(1, warning) }
        let (content, furniture) = settings.furniture.cut(text.lines[...], &seed.recognition)
        let lines = content.drop(while: \.isBlank)
        guard !lines.isEmpty else {
            throw SeedProblem(
                line: seed.recognition.cuts.first?.lines.lowerBound,
                reason: "the file is page furniture alone"
            )
        }
        let rest = try seed.takeHeader(lines)
        try seed.takeSections(rest)
        if readsFurniture, let furniture { furniture.give(to: &seed.recognition) }
        guard seed.article.hasText else {
            let reason = seed.recognition.has("heading") ? "headings without any text" : "a title without any text"
            throw SeedProblem(line: seed.recognition.findings.first?.lines?.lowerBound, reason: reason)
        }
        return seed.recognition
    }

    mutating func found(_ field: String, by rule: String, _ lines: ArraySlice<SeedText.Line>) {
        guard let range = lines.range else { return }
        recognition.found(field, by: rule, range)
    }
}

extension ArraySlice<SeedText.Line> {
    /// From the first to the last line in the file; nil when there are none.
    var range: ClosedRange<Int>? {
        guard let first, let last else { return nil }
        return first.number...last.number
    }

    /// Without blank lines at either end.
    var trimmed: ArraySlice<SeedText.Line> {
        guard let first = firstIndex(where: { !$0.isBlank }), let last = lastIndex(where: { !$0.isBlank }) else {
            return []
        }
        return self[first...last]
    }
}
