extension TextSeed {
    /// Takes title, date, category and the title's repetition, and returns the lines after them.
    mutating func takeHeader(_ lines: ArraySlice<SeedText.Line>, zone: Zone) throws(SeedProblem) -> ArraySlice<
        SeedText.Line
    > {
        var rest = lines.dropFirst()
        let title = lines.prefix(1)
        article.title = title.first?.text.collapsingSpace ?? ""
        found("title", by: "first line", title)

        let candidate = rest.drop(while: \.isBlank)
        if let line = candidate.first {
            switch DateLine.read(line.text, zone: zone) {
            case .none: break
            case .impossible(let reason): throw SeedProblem(line: line.number, reason: reason)
            case .date(let date):
                article.date = date
                found("date", by: "second line", candidate.prefix(1))
                rest = candidate.dropFirst()
                if let category = rest.first, category.isCategory(under: article.title) {
                    article.category = category.text.collapsingSpace
                    found("category", by: "third line", rest.prefix(1))
                    rest = rest.dropFirst()
                }
            }
        }
        return takeRepeatedTitle(rest)
    }

    private mutating func takeRepeatedTitle(_ lines: ArraySlice<SeedText.Line>) -> ArraySlice<SeedText.Line> {
        let candidate = lines.drop(while: \.isBlank)
        guard let line = candidate.first else { return lines }
        let repeated = line.text.collapsingSpace
        let key = Folding.folded(repeated)
        if key == Folding.folded(article.title) {
            cuts.append(.init(rule: "the title again", lines: line.number...line.number))
            return candidate.dropFirst()
        }
        for separator in [" | ", " - "] {
            let title = Folding.folded(article.title)
            // "Summary - The Week" above a line "Summary" is a title above a heading.
            guard !key.isEmpty, Section(heading: line.key) == nil, title.hasPrefix(key + separator),
                title.utf8.count > key.utf8.count + 3
            else { continue }
            article.title = repeated
            findings.removeAll { $0.field == "title" }
            found("title", by: "the title again, without the site's name", candidate.prefix(1))
            return candidate.dropFirst()
        }
        return lines
    }
}

extension SeedText.Line {
    /// One short value that is no sentence, heading, list item or repetition of the title.
    fileprivate func isCategory(under title: String) -> Bool {
        guard !isBlank, text.utf8.count <= 80, Section(heading: key) == nil, Bullet.item(text) == nil else {
            return false
        }
        if key == Folding.heading(title) { return false }
        let words = text.split(whereSeparator: \.isWhitespace)
        if let last = text.unicodeScalars.last, [".", "!", "?", "…", ":", ";", ","].contains(last) {
            guard let word = words.last, isAbbreviation(word) else { return false }
        }
        return words.count <= 8
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
