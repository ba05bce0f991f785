extension TextSeed {
    /// Takes title, date, category and the other header lines, in whatever order, with the title's repetition, and returns the
    /// lines after them.
    mutating func takeHeader(_ lines: ArraySlice<SeedText.Line>) throws(SeedProblem) -> ArraySlice<SeedText.Line> {
        var rest = try takeTitle(lines)
        rest = try takeHeaderLines(rest, mayNameCategory: true)
        let repeated = takeRepeatedTitle(rest)
        guard repeated.startIndex != rest.startIndex else { return repeated }
        return try takeHeaderLines(repeated, mayNameCategory: false)
    }

    /// The title, and header lines above it.
    private mutating func takeTitle(_ lines: ArraySlice<SeedText.Line>) throws(SeedProblem) -> ArraySlice<SeedText.Line>
    {
        var rest = lines
        let header = HeaderReading(settings: settings)
        while let line = rest.first, let field = HeaderField.read(line.text, settings) {
            let after = rest.dropFirst().drop(while: \.isBlank)
            if case .title = field {
                _ = try header.put(field, at: line.number, by: "a line “Title:”", into: &recognition)
                return rest.dropFirst()
            }
            // A date above text alone is its title.
            guard let next = after.first, HeaderField.read(next.text, settings) != nil || next.mayBeTitle(above: after),
                try header.put(field, at: line.number, by: "a line above the title", into: &recognition)
            else { break }
            rest = after
        }
        article.title = rest.first?.collapsed ?? ""
        found("title", by: recognition.findings.isEmpty ? "first line" : "first line under the header", rest.prefix(1))
        return rest.dropFirst()
    }

    private mutating func takeHeaderLines(
        _ lines: ArraySlice<SeedText.Line>,
        mayNameCategory: Bool
    ) throws(SeedProblem) -> ArraySlice<SeedText.Line> {
        let header = HeaderReading(settings: settings)
        var rest = lines
        while true {
            let candidate = rest.drop(while: \.isBlank)
            guard let line = candidate.first else { return rest }
            let isNear = candidate.startIndex == rest.startIndex
            if try header.take(line, by: headerRule(line, after: lines), into: &recognition) {
                rest = candidate.dropFirst()
            } else if mayNameCategory, isNear, !recognition.has("category"), line.isCategory(under: article.title),
                isCategory(line, before: candidate.dropFirst().first)
            {
                article.category = line.collapsed
                found(
                    "category",
                    by: recognition.has("date") ? "third line" : "the line before the date",
                    candidate.prefix(1)
                )
                rest = candidate.dropFirst()
            } else {
                if !recognition.has("date"), rest.startIndex == lines.startIndex || isNear,
                    let fault = DateGuess.fault(in: line.text)
                {
                    recognition.warn(line.number, fault)
                }
                return rest
            }
        }
    }

    private func headerRule(_ line: SeedText.Line, after lines: ArraySlice<SeedText.Line>) -> String {
        let isFirst = lines.first(where: { !$0.isBlank })?.number == line.number
        return isFirst && !recognition.has("date") ? "second line" : "a line of the header"
    }

    /// The line after the date; or one right above a date or another header line.
    private func isCategory(_ line: SeedText.Line, before next: SeedText.Line?) -> Bool {
        if let date = recognition.findings.first(where: { $0.field == "date" })?.lines?.upperBound, date < line.number {
            return true
        }
        guard let next, !next.isBlank else { return false }
        return HeaderField.read(next.text, settings) != nil
    }

    private mutating func takeRepeatedTitle(_ lines: ArraySlice<SeedText.Line>) -> ArraySlice<SeedText.Line> {
        let candidate = lines.drop(while: \.isBlank)
        guard let line = candidate.first else { return lines }
        let repeated = line.collapsed
        // As it mostly is.
        let isSame = repeated.utf8.elementsEqual(article.title.utf8)
        if isSame || Folding.folded(repeated) == Folding.folded(article.title) {
            recognition.cut("the title again", line.number...line.number)
            return candidate.dropFirst()
        }
        // "Summary - The Week" above a line "Summary" is a title above a heading.
        guard Section(heading: line.key) == nil, SiteName.isTitle(repeated, of: article.title) else { return lines }
        article.title = repeated
        recognition.findings.removeAll { $0.field == "title" }
        found("title", by: "the title again, without the site's name", candidate.prefix(1))
        return candidate.dropFirst()
    }
}

extension SeedText.Line {
    /// Short, no sentence, and above more text.
    fileprivate func mayBeTitle(above lines: ArraySlice<SeedText.Line>) -> Bool {
        text.utf8.count <= 200 && !text.hasSuffix(".") && lines.dropFirst().contains { !$0.isBlank }
    }

    /// One short value that is no sentence, heading, list item or repetition of the title.
    func isCategory(under title: String) -> Bool {
        guard !isBlank, text.utf8.count <= 80, Bullet.item(text) == nil else { return false }
        let key = key
        if Section(heading: key) != nil || key == Folding.heading(title) { return false }
        let isMarked =
            switch text.unicodeScalars.last {
            case ".", "!", "?", "…", ":", ";", ",": true
            default: false
            }
        if !isMarked, hasFewSpaces { return true }
        let words = text.wordsBetweenSpace
        if isMarked {
            guard let word = words.last, isAbbreviation(word) else { return false }
        }
        return words.count <= 8
    }

    /// Whether it is ASCII with too few spaces for more than eight words: to part them is slow.
    private var hasFewSpaces: Bool {
        var spaces = 0
        let bytes = text.utf8.span
        return !bytes.contains { byte in
            if byte <= 0x20 { spaces += 1 }
            return byte >= 0x80 || spaces > 7
        }
    }

    /// Single letters, at least two, each with a full stop: "U.S.".
    private func isAbbreviation(_ word: Substring) -> Bool {
        let scalars = Array(word.unicodeScalars)
        return scalars.count >= 4 && scalars.count.isMultiple(of: 2)
            && scalars.indices.allSatisfy {
                $0.isMultiple(of: 2) ? scalars[$0].properties.isAlphabetic : scalars[$0] == "."
            }
    }
}
