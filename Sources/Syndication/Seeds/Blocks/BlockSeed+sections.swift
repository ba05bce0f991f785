extension BlockSeed {
    /// Takes everything between header and furniture, by the same rules as in a text.
    mutating func takeSections(_ blocks: ArraySlice<SeedBlock>) {
        let headings = sectionHeadings(in: blocks)
        let leadEnd = headings.first?.index ?? blocks.endIndex
        takeLead(blocks[..<leadEnd], before: headings.first?.section)
        for (place, heading) in headings.enumerated() {
            let next = place + 1 < headings.count ? headings[place + 1] : nil
            let content = blocks[heading.index + 1..<(next?.index ?? blocks.endIndex)]
            found("heading", by: "a heading “\(heading.section.heading)”", blocks[heading.index...heading.index])
            switch heading.section {
            case .summary: takeSummary(content, keyPointsFollow: next?.section == .keyPoints)
            case .keyPoints: takeKeyPoints(content)
            case .risks: takeRisks(content)
            case .disclosure: takeDisclosure(content)
            }
        }
    }

    /// The first of each kind; "Risks" only with a list after it.
    private mutating func sectionHeadings(in blocks: ArraySlice<SeedBlock>) -> [(index: Int, section: Section)] {
        var headings: [(index: Int, section: Section)] = []
        for index in blocks.indices {
            guard let section = blocks[index].section else {
                noteNearMiss(blocks[index])
                continue
            }
            if let first = headings.first(where: { $0.section == section }) {
                recognition.note(
                    blocks[index].lines.lowerBound,
                    "“\(section.heading)” stands on line \(blocks[first.index].lines.lowerBound) too; this one is a sub-heading of the body"
                )
                continue
            }
            if section == .risks {
                guard index + 1 < blocks.endIndex, blocks[index + 1].items != nil else { continue }
            }
            headings.append((index, section))
        }
        return headings
    }

    private mutating func noteNearMiss(_ block: SeedBlock) {
        guard let text = block.headingText, let section = Section.nearest(to: Folding.heading(text)) else { return }
        let line = block.lines.lowerBound
        recognition.note(line, "looks like “\(section.heading)”, but is not written so; it is read as a sub-heading")
    }

    /// One paragraph before "Summary" or "Key Points" is the standfirst; any other block before a heading is body.
    private mutating func takeLead(_ blocks: ArraySlice<SeedBlock>, before section: Section?) {
        guard section == .summary || section == .keyPoints, let first = blocks.first, let passage = first.paragraph
        else {
            takeBody(blocks, by: "what follows the header")
            return
        }
        article.standfirst = passage
        found(
            "standfirst",
            by: "the paragraph before “\(section == .summary ? "Summary" : "Key Points")”",
            blocks.prefix(1)
        )
        let others = blocks.dropFirst()
        if let other = others.first {
            recognition.note(
                other.lines.lowerBound,
                "only the first block before the heading is the standfirst; this one is body"
            )
            takeBody(others, by: "between standfirst and first heading")
        }
    }

    private mutating func takeSummary(_ blocks: ArraySlice<SeedBlock>, keyPointsFollow: Bool) {
        // A heading that stands there again begins a part of the body.
        let paragraphs = blocks.prefix { $0.paragraph != nil && $0.section == nil }
        let taken = keyPointsFollow ? paragraphs : paragraphs.prefix(1)
        article.summary = taken.compactMap(\.paragraph)
        let rule = keyPointsFollow ? "between “Summary” and “Key Points”" : "the first paragraph after “Summary”"
        found("summary", by: rule, taken)
        takeBody(blocks[taken.endIndex...], by: "what follows the summary")
    }

    private mutating func takeKeyPoints(_ blocks: ArraySlice<SeedBlock>) {
        guard let first = blocks.first else { return }
        if let items = first.items {
            article.keyPoints = items
        } else if let passage = first.paragraph {
            // Lines without bullets are items, as in a text; markup would be lost with them.
            let lines = first.sourceLines
            let isPlain = passage.html.map { !$0.replacing("<br>", with: "").contains("<") } ?? true
            article.keyPoints = isPlain && lines.count > 1 ? lines.map { Passage($0) } : [passage]
        } else {
            return takeBody(blocks, by: "what follows the key points")
        }
        found("key points", by: "what follows “Key Points”", blocks.prefix(1))
        takeBody(blocks.dropFirst(), by: "what follows the key points")
    }

    private mutating func takeRisks(_ blocks: ArraySlice<SeedBlock>) {
        guard let first = blocks.first, let items = first.items else { return }
        article.risks = items
        found("risks", by: "the list after “Risks”", blocks.prefix(1))
        let rest = blocks.dropFirst()
        if let next = rest.first {
            recognition.note(next.lines.lowerBound, "what follows the risks' list belongs to the body")
            takeBody(rest, by: "what follows the risks")
        }
    }

    private mutating func takeDisclosure(_ blocks: ArraySlice<SeedBlock>) {
        let paragraphs = blocks.prefix { $0.paragraph != nil && $0.section == nil }
        article.disclosure = paragraphs.compactMap(\.paragraph)
        found("disclosure", by: "what follows “Disclosure”", paragraphs)
        takeBody(blocks[paragraphs.endIndex...], by: "what follows the disclosure")
    }

    private mutating func takeBody(_ blocks: ArraySlice<SeedBlock>, by rule: String) {
        guard !blocks.isEmpty else { return }
        let last = blocks.index(before: blocks.endIndex)
        article.body += blocks.indices.map { index in
            let block = blocks[index]
            guard let passage = block.paragraph, block.section != nil || index < last && block.headingText != nil
            else { return block.block }
            return .heading(Passage(passage.text))
        }
        found("body", by: rule, blocks)
    }
}
