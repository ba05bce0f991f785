/// A Markdown or HTML seed on its way to an article, once it is blocks: header, lead, sections, furniture.
struct BlockSeed {
    let settings: RecognitionSettings
    var recognition: Recognition

    var article: Article {
        get { recognition.article }
        _modify { yield &recognition.article }
    }

    /// - Parameter blocks: everything under the title, or with it when the record has one that stands there again.
    mutating func take(_ blocks: [SeedBlock]) throws(SeedProblem) -> Recognition {
        let headings = blocks.count { if case .heading = $0.block { true } else { false } }
        try settings.bounds.check(sections: headings)
        let (content, furniture) = cutFurniture(blocks)
        let rest = try takeHeader(content[...])
        takeSections(takeCorrections(rest))
        furniture?.give(to: &recognition)
        guard article.hasText else {
            let reason = recognition.has("heading") ? "headings without any text" : "a title without any text"
            throw SeedProblem(line: recognition.findings.first?.lines?.lowerBound, reason: reason)
        }
        return recognition
    }

    mutating func found(_ field: String, by rule: String, _ blocks: ArraySlice<SeedBlock>) {
        guard let first = blocks.first, let last = blocks.last else { return }
        recognition.found(field, by: rule, first.lines.lowerBound...max(first.lines.upperBound, last.lines.upperBound))
    }

    /// Applies the rules for lines to blocks, each of which they see as lines of its own between blank ones.
    private mutating func cutFurniture(_ blocks: [SeedBlock]) -> ([SeedBlock], Furniture?) {
        var lines: [SeedText.Line] = []
        for (index, block) in blocks.enumerated() {
            // The number stands for the block until it is known what stays.
            lines += block.ruleLines.map { SeedText.Line(number: index + 1, text: $0.text) }
            lines.append(SeedText.Line(number: index + 1, text: ""))
        }
        var cutting = Recognition()
        let (kept, furniture) = settings.furniture.cut(lines[...], &cutting)
        guard !cutting.cuts.isEmpty else { return (blocks, nil) }
        func place(_ range: ClosedRange<Int>) -> ClosedRange<Int> {
            let first = blocks[range.lowerBound - 1].lines.lowerBound
            return first...max(first, blocks[range.upperBound - 1].lines.upperBound)
        }
        recognition.cuts += cutting.cuts.map { .init(rule: $0.rule, lines: place($0.lines)) }
        let keptLines = Dictionary(grouping: kept, by: \.number)
        let rest = blocks.indices.compactMap { blocks[$0].keeping(keptLines[$0 + 1] ?? []) }
        return (rest, furniture?.placed(place))
    }

    // MARK: Header

    /// Takes the title's repetition and paragraphs that hold nothing but header lines.
    private mutating func takeHeader(_ blocks: ArraySlice<SeedBlock>) throws(SeedProblem) -> ArraySlice<SeedBlock> {
        let (above, blocks) = try takeAboveTitle(blocks)
        var rest = blocks
        while let block = rest.first {
            if let text = block.headingText ?? block.paragraph?.text, isTitle(text) {
                recognition.cut("the title again", block.lines)
            } else if block.paragraph == nil {
                break
            } else if try !takeHeaderLines(of: block) {
                if let line = block.sourceLines.first, !recognition.has("date"), let fault = DateGuess.fault(in: line) {
                    recognition.warn(block.lines.lowerBound, fault)
                }
                break
            }
            rest = rest.dropFirst()
        }
        return above.isEmpty ? rest : (above + rest)[...]
    }

    /// Takes what a page may show above its title: header lines, and a rubric.
    ///
    /// What is neither is returned first.
    private mutating func takeAboveTitle(
        _ blocks: ArraySlice<SeedBlock>
    ) throws(SeedProblem) -> (others: [SeedBlock], rest: ArraySlice<SeedBlock>) {
        let first = blocks.prefix(8).firstIndex { if case .heading = $0.block { true } else { false } }
        guard let first, first > blocks.startIndex, blocks[first].headingText.map(isTitle) == true else {
            return ([], blocks)
        }
        var others: [SeedBlock] = []
        for block in blocks[..<first] {
            let isHeader = block.paragraph == nil ? false : try takeHeaderLines(of: block)
            if isHeader { continue }
            if let text = block.paragraph?.text, article.category == nil, others.isEmpty, block.sourceLines.count == 1,
                SeedText.Line(number: 1, text: text).isCategory(under: article.title)
            {
                article.category = text
                recognition.found("category", by: "the line above the title", block.lines)
            } else {
                others.append(block)
            }
        }
        recognition.cut("the title again", blocks[first].lines)
        return (others, blocks[(first + 1)...])
    }

    private func isTitle(_ text: String) -> Bool {
        Folding.folded(text) == Folding.folded(article.title) || SiteName.isTitle(article.title, of: text)
    }

    private mutating func takeHeaderLines(of block: SeedBlock) throws(SeedProblem) -> Bool {
        let header = HeaderReading(settings: settings)
        let known = article.category.map(Folding.folded)
        var fields: [(line: Int, fields: [HeaderField])] = []
        var isUnderDate = false
        for (index, line) in block.sourceLines.enumerated() {
            let number = block.line(of: index)
            if let found = HeaderLine.fields(in: line, under: article.title, settings) {
                fields.append((number, found))
                isUnderDate = if case .date? = found.last { true } else { false }
            } else if known == Folding.folded(line) {
                continue
            } else if isUnderDate, SeedText.Line(number: number, text: line).isCategory(under: article.title) {
                fields.append((number, [.category(line)]))
                isUnderDate = false
            } else {
                return false
            }
        }
        guard !block.sourceLines.isEmpty else { return false }
        var isNew = false
        for (line, fields) in fields {
            if try header.putAll(fields, at: line, by: "a line of the header", into: &recognition) { isNew = true }
        }
        if !isNew { recognition.cut("a line of the header that says what is known", block.lines) }
        return true
    }

    private mutating func takeCorrections(_ blocks: ArraySlice<SeedBlock>) -> ArraySlice<SeedBlock> {
        var rest: [SeedBlock] = []
        for block in blocks {
            if let passage = block.paragraph, SeedText.Line(number: 1, text: passage.text).isCorrection {
                article.corrections.append(passage)
                recognition.found("correction", by: "a paragraph that begins with “Correction:”", block.lines)
            } else {
                rest.append(block)
            }
        }
        return rest[...]
    }
}
