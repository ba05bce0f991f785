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
        // A block stays when each of its lines does; one without lines, such as a picture, when what is around it does.
        let counts = kept.reduce(into: [Int: Int]()) { $0[$1.number, default: 0] += 1 }
        let rest = blocks.indices.filter { counts[$0 + 1] == blocks[$0].ruleLines.count + 1 }.map { blocks[$0] }
        return (rest, furniture?.placed(place))
    }

    // MARK: Header

    /// Takes the title's repetition and paragraphs that hold nothing but header lines.
    private mutating func takeHeader(_ blocks: ArraySlice<SeedBlock>) throws(SeedProblem) -> ArraySlice<SeedBlock> {
        var rest = blocks
        while let block = rest.first {
            if let text = block.headingText ?? block.paragraph?.text, isTitle(text) {
                recognition.cut("the title again", block.lines)
            } else if block.paragraph == nil {
                return rest
            } else if try !takeHeaderLines(of: block) {
                if let line = block.sourceLines.first, !recognition.has("date"), let fault = DateGuess.fault(in: line) {
                    recognition.warn(block.lines.lowerBound, fault)
                }
                return rest
            }
            rest = rest.dropFirst()
        }
        return rest
    }

    private func isTitle(_ text: String) -> Bool {
        Folding.folded(text) == Folding.folded(article.title) || SiteName.isTitle(article.title, of: text)
    }

    private mutating func takeHeaderLines(of block: SeedBlock) throws(SeedProblem) -> Bool {
        let lines = block.sourceLines
        let known = Set([article.category].compactMap { $0 }.map(Folding.folded))
        var fields: [HeaderField] = []
        for line in lines {
            if let field = HeaderField.read(line, settings) {
                fields.append(field)
            } else if known.contains(Folding.folded(line)) {
                continue
            } else if case .date = fields.last, line.utf8.count <= 80, line.last.map({ !".!?:;,".contains($0) }) == true
            {
                fields.append(.category(line))
            } else {
                return false
            }
        }
        guard !lines.isEmpty else { return false }
        let header = HeaderReading(settings: settings)
        var isNew = false
        for field in fields {
            if try header.put(field, at: block.lines.lowerBound, by: "a line of the header", into: &recognition) {
                isNew = true
            }
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
