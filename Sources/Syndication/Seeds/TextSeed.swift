/// A text seed on its way to an article: header, lead, sections, furniture, in one pass down the lines.
struct TextSeed {
    var article = Article(title: "")
    var findings: [Recognition.Finding] = []
    var cuts: [Recognition.Cut] = []
    var notes: [Recognition.Note] = []

    static func recognise(_ text: SeedText, zone: Zone) throws(SeedProblem) -> Recognition {
        var seed = TextSeed()
        var lines = text.lines[...]
        let furniture = Furniture(in: lines)
        if let furniture { lines = lines[..<furniture.start] }
        lines = lines.drop(while: \.isBlank)
        guard !lines.isEmpty else {
            throw SeedProblem(line: furniture?.lines.lowerBound, reason: "the file is page furniture alone")
        }
        let content = try seed.takeHeader(lines, zone: zone)
        seed.takeSections(content)
        if let furniture { seed.take(furniture) }
        guard seed.article.hasText else {
            let reason = seed.sawSection ? "headings without any text" : "a title without any text"
            throw SeedProblem(line: seed.findings.first?.lines?.lowerBound, reason: reason)
        }
        return Recognition(article: seed.article, findings: seed.findings, cuts: seed.cuts, notes: seed.notes)
    }

    mutating func found(_ field: String, by rule: String, _ lines: ArraySlice<SeedText.Line>) {
        guard let first = lines.first, let last = lines.last else { return }
        findings.append(.init(field: field, rule: rule, lines: first.number...last.number))
    }

    mutating func note(_ line: Int, _ text: String) {
        notes.append(.init(line: line, text: text))
    }

    private var sawSection: Bool { findings.contains { $0.field == "heading" } }

    private mutating func take(_ furniture: Furniture) {
        cuts.append(.init(rule: "furniture from “Search Articles” on", lines: furniture.lines))
        article.related = furniture.related
        if !furniture.related.isEmpty {
            findings.append(
                .init(field: "related", rule: "“Related Articles” in the furniture", lines: furniture.lines)
            )
        }
        if article.category == nil, let category = furniture.category {
            article.category = category.text.collapsingSpace
            findings.append(
                .init(
                    field: "category",
                    rule: "the one value in the furniture",
                    lines: category.number...category.number
                )
            )
        }
    }
}

extension Article {
    fileprivate var hasText: Bool {
        standfirst != nil || !summary.isEmpty || !keyPoints.isEmpty || !risks.isEmpty || !disclosure.isEmpty
            || body.contains {
                switch $0 {
                case .paragraph, .list: true
                case .heading: false
                }
            }
    }
}
