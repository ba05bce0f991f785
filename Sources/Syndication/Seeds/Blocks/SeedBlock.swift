import XML

/// One block of a Markdown or HTML seed, with where it stands.
struct SeedBlock: Hashable {
    var block: Article.Block
    /// In the file, counted from 1.
    let lines: ClosedRange<Int>
    /// The lines of a paragraph or heading as they were broken in the source, plain; empty for other blocks.
    var sourceLines: [String] = []

    /// Its text as lines to compare with rules: a list's items are a line each.
    var ruleLines: [SeedText.Line] {
        let texts = sourceLines.isEmpty ? block.texts : sourceLines
        return texts.map { SeedText.Line(number: lines.lowerBound, text: $0) }
    }

    /// Where one of its source lines stands in the file, as nearly as is known.
    func line(of index: Int) -> Int {
        sourceLines.count == lines.count ? lines.lowerBound + index : lines.lowerBound
    }

    /// It without the lines that were cut: of a plain paragraph or list, those alone; anything else stays whole as long as a
    /// line of it does.
    ///
    /// Nil when nothing is left.
    ///
    /// - Parameter kept: what is left of `ruleLines`, and the blank line behind them.
    func keeping(_ kept: [SeedText.Line]) -> SeedBlock? {
        guard !ruleLines.isEmpty else { return kept.isEmpty ? nil : self }
        var texts = kept.map(\.text).filter { !$0.isEmpty }[...]
        guard texts.count < ruleLines.count else { return self }
        guard !texts.isEmpty else { return nil }
        switch block {
        case .paragraph(let passage) where passage.html == nil:
            let text = texts.joined(separator: " ")
            return SeedBlock(block: .paragraph(Passage(text)), lines: lines, sourceLines: Array(texts))
        case .list(let items):
            let left = items.filter { item in
                guard item.text == texts.first else { return false }
                texts = texts.dropFirst()
                return true
            }
            return SeedBlock(block: .list(left), lines: lines)
        case .paragraph, .heading, .markup:
            return self
        }
    }

    /// The items when it is a list of any kind.
    var items: [Passage]? {
        switch block {
        case .list(let items): items
        case .markup(let html, let texts) where html.hasPrefix("<ol") || html.hasPrefix("<ul"):
            texts.map { Passage($0) }
        default: nil
        }
    }

    var paragraph: Passage? {
        if case .paragraph(let passage) = block { passage } else { nil }
    }

    /// The text when it is a heading, or a paragraph that holds nothing else in bold and so looks like one.
    var headingText: String? {
        switch block {
        case .heading(let passage, _): return passage.text
        case .paragraph(let passage):
            guard passage.text.utf8.count <= 64, let html = passage.html else { return nil }
            let isBold = ["strong", "b"].contains { html == "<\($0)>\(XMLText.escaped(passage.text))</\($0)>" }
            return isBold ? passage.text : nil
        case .list, .markup: return nil
        }
    }

    /// The section that it begins.
    var section: Section? {
        if let text = headingText, text.utf8.count <= 64 { return Section(heading: Folding.heading(text)) }
        guard let text = paragraph?.text, text.utf8.count <= 64 else { return nil }
        return Section(heading: Folding.heading(text))
    }
}
