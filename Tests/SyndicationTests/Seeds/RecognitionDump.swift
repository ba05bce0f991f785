@testable import Syndication

/// A recognition, or its refusal, as text for people: what the golden files hold.
enum RecognitionDump {
    static func text(of bytes: [UInt8], by recogniser: Recogniser = Recogniser(), path: String = "seed.txt") -> String {
        do throws(SeedProblem) {
            return text(of: try recogniser.recognise(bytes, path: path))
        } catch {
            return "refused: \(error.described(at: path))\n"
        }
    }

    static func text(of recognition: Recognition) -> String {
        let article = recognition.article
        var lines = ["title: \(article.title)"]
        if let date = article.date { lines.append("date: \(text(of: date))") }
        if let updated = article.updated { lines.append("updated: \(text(of: updated))") }
        if recognition.isDraft { lines.append("draft: yes") }
        if let category = article.category { lines.append("category: \(category)") }
        if !article.authors.isEmpty { lines.append("authors: \(article.authors.joined(separator: " | "))") }
        if !article.tags.isEmpty { lines.append("tags: \(article.tags.joined(separator: " | "))") }
        if let language = article.language { lines.append("language: \(language)") }
        if let id = article.explicitID { lines.append("id: \(id)") }
        if let link = article.canonicalLink { lines.append("link: \(link)") }
        if let slug = article.slug { lines.append("slug: \(slug.text)") }
        if let image = article.image { lines.append("image: \(image.address) [\(image.alternative)]") }
        lines += block("corrections", article.corrections.map { "| \($0.markup)" })
        if let standfirst = article.standfirst { lines.append("standfirst: \(standfirst.markup)") }
        if let description = article.description { lines.append("description: \(description)") }
        lines += block("summary", article.summary.map { "| \(text(of: $0))" })
        lines += block("key points", article.keyPoints.map { "- \(text(of: $0))" })
        lines += block("body", article.body.flatMap(text(of:)))
        lines += block("risks", article.risks.map { "- \(text(of: $0))" })
        lines += block("disclosure", article.disclosure.map { "| \(text(of: $0))" })
        lines += block(
            "related",
            article.related.flatMap { ["| \($0.title)"] + [$0.teaser.map { "  … \($0)" }].compactMap { $0 } }
        )
        lines += block("found", recognition.findings.map { "\($0.field)\(range($0.lines)): \($0.rule)" })
        lines += block("cut", recognition.cuts.map { "\($0.rule)\(range($0.lines))" })
        lines += block(
            "notes",
            recognition.notes.map { "\($0.line): \($0.severity == .warning ? "warning: " : "")\($0.text)" }
        )
        return lines.joined(separator: "\n") + "\n"
    }

    private static func block(_ name: String, _ lines: [String]) -> [String] {
        lines.isEmpty ? [] : ["\(name):"] + lines.map { "  \($0)" }
    }

    private static func text(of block: Article.Block) -> [String] {
        switch block {
        case .paragraph(let passage): ["| \(text(of: passage))"]
        case .heading(let passage, let level): ["\(String(repeating: "#", count: level - 1)) \(text(of: passage))"]
        case .list(let items): ["list"] + items.map { "- \(text(of: $0))" }
        case .markup(let html, let texts):
            ["html"] + html.split(separator: "\n").map { "< \($0)" } + texts.map { "> \($0)" }
        }
    }

    /// With its markup, where there is any.
    private static func text(of passage: Passage) -> String { passage.html.map { "<> \($0)" } ?? passage.text }

    static func text(of date: ArticleDate) -> String {
        switch date {
        case .day(let day): String(CivilTime(date: day, secondOfDay: 0).moment().rfc3339.prefix(10))
        case .moment(let moment): moment.rfc3339
        }
    }

    private static func range(_ lines: ClosedRange<Int>?) -> String {
        guard let lines else { return "" }
        return lines.count == 1 ? " [\(lines.lowerBound)]" : " [\(lines.lowerBound)-\(lines.upperBound)]"
    }
}
