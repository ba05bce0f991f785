import XML

/// One block of a Markdown or HTML seed, with where it stands.
struct SeedBlock {
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
