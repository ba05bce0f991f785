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
        var titles: [SeedBlock] = []
        var place = start...start
        for node in document.nodes {
            let lines = lines(of: node, from: start, after: place, last: text.lines.count)
            place = lines
            var found = BlockReading.blocks(of: HTMLSanitiser.sanitised([node], base: base), lines: lines)
            if found.count == 1, case .element(let element) = node {
                // The sanitiser knows no line ends; what a rule or the header says of lines is about these.
                let sourceLines = BlockReading.sourceLines(of: element.nodes)
                if found[0].paragraph?.text == sourceLines.joined(separator: " ") { found[0].sourceLines = sourceLines }
            }
            if case .element(let element) = node, element.name.local == "h1" { titles += found.prefix(1) }
            blocks += found
        }
        if !recognition.has("title") {
            try takeTitle(titles, &blocks, start: start, &recognition, settings)
        }
        AddressNotes.note(in: document.nodes, base: base, &recognition) { element in
            MarkdownDocument.lines(of: element).map { min($0.lowerBound + start - 1, text.lines.count) }
        }
        var seed = BlockSeed(settings: settings, recognition: recognition)
        return try seed.take(blocks)
    }

    /// Raw HTML says nothing, or what it likes: it is placed where the element before it ends.
    private static func lines(
        of node: XMLTree.Node,
        from start: Int,
        after place: ClosedRange<Int>,
        last: Int
    ) -> ClosedRange<Int> {
        guard case .element(let element) = node, let lines = MarkdownDocument.lines(of: element),
            case let first = lines.lowerBound + start - 1, first >= place.lowerBound, first <= last
        else {
            let line = min(place.upperBound + (place == start...start ? 0 : 1), last)
            return line...line
        }
        return first...max(first, min(lines.upperBound + start - 1, last))
    }

    /// The only heading of the first level, or one that opens the text; else the first line.
    ///
    /// - Parameter titles: the headings of the first level.
    private static func takeTitle(
        _ titles: [SeedBlock],
        _ blocks: inout [SeedBlock],
        start: Int,
        _ recognition: inout Recognition,
        _ settings: RecognitionSettings
    ) throws(SeedProblem) {
        let opening = blocks.firstIndex { !isHeader($0, settings) }
        let only = titles.count == 1 ? blocks.firstIndex(where: { $0 == titles[0] }) : nil
        if let place = only ?? opening, case .heading(let text, _) = blocks[place].block,
            blocks[place].section == nil || titles.contains(blocks[place])
        {
            recognition.article.title = text.text
            recognition.found("title", by: "the heading that opens the text", blocks[place].lines)
            blocks.remove(at: place)
            return
        }
        guard let first = blocks.first, case .paragraph = first.block, let line = first.sourceLines.first,
            line.utf8.count <= 200, blocks.count > 1 || first.sourceLines.count > 1,
            first.sourceLines.dropFirst().allSatisfy({ HeaderField.read($0, settings) != nil })
                || first.sourceLines.count == 3 && HeaderField.read(first.sourceLines[1], settings) != nil
        else {
            throw SeedProblem(
                line: start,
                reason: "there is no title; begin with “# The title”, or name one above the text"
            )
        }
        recognition.article.title = line
        recognition.found("title", by: "first line", first.line(of: 0)...first.line(of: 0))
        blocks.removeFirst()
        // The layout of a text: date and category stand under the title without a blank line.
        let others = Array(first.sourceLines.dropFirst())
        guard !others.isEmpty else { return }
        let text = Passage(others.joined(separator: " "))
        let lines = first.line(of: 1)...max(first.line(of: 1), first.lines.upperBound)
        blocks.insert(SeedBlock(block: .paragraph(text), lines: lines, sourceLines: others), at: 0)
    }

    private static func isHeader(_ block: SeedBlock, _ settings: RecognitionSettings) -> Bool {
        block.paragraph != nil && !block.sourceLines.isEmpty
            && block.sourceLines.allSatisfy { HeaderLine.fields(in: $0, under: "", settings) != nil }
    }

    /// What only the program that the text was written for understands.
    private static func noteShortcodes(in lines: ArraySlice<SeedText.Line>, _ recognition: inout Recognition) {
        var isCode = false
        for line in lines {
            if line.text.hasPrefix("```") || line.text.hasPrefix("~~~") { isCode.toggle() }
            if isCode { continue }
            for (mark, name) in [("{{<", "Hugo shortcode"), ("{{%", "Hugo shortcode"), ("{% ", "Liquid tag")]
            where line.text.contains(mark) {
                recognition.warn(line.number, "a \(name) (“\(mark)”) is not run; it stands in the article as it is")
                return
            }
        }
    }
}
