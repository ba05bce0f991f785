import XML

/// A Markdown seed on its way to an article.
enum MarkdownSeed {
    static func recognise(_ text: SeedText, _ settings: RecognitionSettings) throws(SeedProblem) -> Recognition {
        var recognition = Recognition()
        if let warning = text.warning { recognition.warn(1, warning) }
        let matter = try FrontMatter(text, bounds: settings.bounds)
        try FrontMatterReading(settings: settings).put(matter.fields, into: &recognition)
        let start = matter.contentStart
        let source = text.source(of: start..<text.lines.count + 1)
        noteShortcodes(in: text.lines.dropFirst(start - 1), &recognition)
        let document = try MarkdownDocument(Array(source), bounds: settings.bounds, firstLine: start)
        let base = recognition.article.canonicalLink ?? settings.base
        var blocks: [SeedBlock] = []
        var title: SeedBlock?
        for node in document.nodes {
            let lines = lines(of: node, from: start, last: text.lines.count)
            let found = BlockReading.blocks(of: HTMLSanitiser.sanitised([node], base: base), lines: lines)
            if title == nil, case .element(let element) = node, element.name.local == "h1" { title = found.first }
            blocks += found
        }
        if !recognition.has("title") { try takeTitle(title, &blocks, start: start, &recognition) }
        AddressNotes.note(in: document.nodes, base: base, line: start, &recognition)
        var seed = BlockSeed(settings: settings, recognition: recognition)
        return try seed.take(blocks)
    }

    private static func lines(of node: XMLTree.Node, from start: Int, last: Int) -> ClosedRange<Int> {
        guard case .element(let element) = node, let lines = MarkdownDocument.lines(of: element) else {
            return start...start
        }
        let first = min(lines.lowerBound + start - 1, last)
        return first...max(first, min(lines.upperBound + start - 1, last))
    }

    /// The first heading of the first level, else the first heading, else a first paragraph of one line.
    private static func takeTitle(
        _ title: SeedBlock?,
        _ blocks: inout [SeedBlock],
        start: Int,
        _ recognition: inout Recognition
    ) throws(SeedProblem) {
        let firstHeading = blocks.first { if case .heading = $0.block { true } else { false } }
        if let heading = title ?? firstHeading, let text = heading.headingText, heading.section == nil || title != nil {
            recognition.article.title = text
            recognition.found("title", by: title == nil ? "the first heading" : "the first heading “#”", heading.lines)
            if let place = blocks.firstIndex(where: { $0.lines == heading.lines && $0.block == heading.block }) {
                blocks.remove(at: place)
            }
        } else if let first = blocks.first, let text = first.paragraph?.text, first.sourceLines.count == 1,
            text.utf8.count <= 200, blocks.count > 1
        {
            recognition.article.title = text
            recognition.found("title", by: "first line", first.lines)
            blocks.removeFirst()
        } else {
            throw SeedProblem(
                line: start,
                reason: "there is no title; begin with “# The title”, or name one above the text"
            )
        }
    }

    /// What only the program that the text was written for understands.
    private static func noteShortcodes(in lines: ArraySlice<SeedText.Line>, _ recognition: inout Recognition) {
        for line in lines {
            for (mark, name) in [("{{<", "Hugo shortcode"), ("{{%", "Hugo shortcode"), ("{% ", "Liquid tag")]
            where line.text.contains(mark) {
                recognition.warn(line.number, "a \(name) (“\(mark)”) is not run; it stands in the article as it is")
                return
            }
        }
    }
}
