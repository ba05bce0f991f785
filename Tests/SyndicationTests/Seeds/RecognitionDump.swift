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
        if let category = article.category { lines.append("category: \(category)") }
        if let id = article.explicitID { lines.append("id: \(id)") }
        if let standfirst = article.standfirst { lines.append("standfirst: \(standfirst)") }
        lines += block("summary", article.summary.map { "| \($0)" })
        lines += block("key points", article.keyPoints.map { "- \($0)" })
        lines += block("body", article.body.flatMap(text(of:)))
        lines += block("risks", article.risks.map { "- \($0)" })
        lines += block("disclosure", article.disclosure.map { "| \($0)" })
        lines += block(
            "related",
            article.related.flatMap { ["| \($0.title)"] + [$0.teaser.map { "  … \($0)" }].compactMap { $0 } }
        )
        lines += block("found", recognition.findings.map { "\($0.field)\(range($0.lines)): \($0.rule)" })
        lines += block("cut", recognition.cuts.map { "\($0.rule)\(range($0.lines))" })
        lines += block("notes", recognition.notes.map { "\($0.line): \($0.text)" })
        return lines.joined(separator: "\n") + "\n"
    }

    private static func block(_ name: String, _ lines: [String]) -> [String] {
        lines.isEmpty ? [] : ["\(name):"] + lines.map { "  \($0)" }
    }

    private static func text(of block: Article.Block) -> [String] {
        switch block {
        case .paragraph(let text): ["| \(text)"]
        case .heading(let text): ["# \(text)"]
        case .list(let items): ["list"] + items.map { "- \($0)" }
        }
    }

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
