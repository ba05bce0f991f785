import Syndication

extension Recognition {
    /// For a terminal: the fields, then the rules, then what was cut.
    var description: String {
        var lines = ["title:      \(article.title)"]
        if let date = article.date { lines.append("date:       \(date.text)") }
        if let updated = article.updated { lines.append("updated:    \(updated.text)") }
        if isDraft { lines.append("draft:      yes, so it is not published") }
        if let category = article.category {
            lines.append("category:   \(category) (\(Category(named: category).slug.text))")
        }
        if let id = article.explicitID { lines.append("id:         \(id)") }
        if !article.authors.isEmpty { lines.append("authors:    \(article.authors.joined(separator: ", "))") }
        if !article.tags.isEmpty { lines.append("tags:       \(article.tags.joined(separator: ", "))") }
        if let link = article.canonicalLink { lines.append("link:       \(link)") }
        if let slug = article.slug { lines.append("slug:       \(slug.text)") }
        if let language = article.language { lines.append("language:   \(language)") }
        if let image = article.image { lines.append("image:      \(image.address)") }
        if let standfirst = article.standfirst { lines.append("standfirst: \(standfirst.text)") }
        if let abstract = article.abstract, abstract != article.standfirst?.text {
            lines.append("abstract:   \(abstract)")
        }
        list("correction", article.corrections.map(\.text), &lines)
        list("summary", article.summary.map(\.text), &lines)
        list("key points", article.keyPoints.map(\.text), &lines)
        list("body", article.body.map(\.line), &lines)
        list("risks", article.risks.map(\.text), &lines)
        list("disclosure", article.disclosure.map(\.text), &lines)
        list(
            "related",
            article.related.map { [$0.title, $0.teaser].compactMap { $0 }.joined(separator: " | ") },
            &lines
        )
        list("found by", findings.map { "\($0.field): \($0.rule)\($0.lines.map(place) ?? "")" }, &lines)
        list("cut", cuts.map { "\($0.rule)\(place($0.lines))" }, &lines)
        list("notes", notes.map { "line \($0.line): \($0.severity == .warning ? "warning: " : "")\($0.text)" }, &lines)
        return lines.map { $0 + "\n" }.joined()
    }

    private func list(_ name: String, _ items: [String], _ lines: inout [String]) {
        guard !items.isEmpty else { return }
        lines.append("\(name): \(items.count)")
        lines += items.map { "  - \($0)" }
    }

    private func place(_ lines: ClosedRange<Int>) -> String {
        lines.count == 1 ? " (line \(lines.lowerBound))" : " (lines \(lines.lowerBound)–\(lines.upperBound))"
    }
}

extension Article.Block {
    fileprivate var line: String {
        switch self {
        case .paragraph(let passage): passage.text
        case .heading(let passage, let level): "\(String(repeating: "#", count: level)) \(passage.text)"
        case .list(let items): items.map { "• \($0.text)" }.joined(separator: " ")
        case .markup(let html, _): html
        }
    }
}

extension ArticleDate {
    fileprivate var text: String {
        switch self {
        case .day(let day): "\(monthNames[day.month - 1]) \(day.day), \(day.year)"
        case .moment(let moment): moment.rfc3339
        }
    }
}
