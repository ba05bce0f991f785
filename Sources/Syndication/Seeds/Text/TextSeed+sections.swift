extension TextSeed {
    /// Takes everything between header and furniture.
    mutating func takeSections(_ allLines: ArraySlice<SeedText.Line>) throws(SeedProblem) {
        let lines = takeCorrections(allLines)
        let headings = sectionHeadings(in: lines)
        let leadEnd = headings.first?.index ?? lines.endIndex
        takeLead(lines[lines.startIndex..<leadEnd], before: headings.first?.section)
        for (place, heading) in headings.enumerated() {
            let next = place + 1 < headings.count ? headings[place + 1] : nil
            let content = lines[heading.index + 1..<(next?.index ?? lines.endIndex)]
            found("heading", by: "a line “\(lines[heading.index].text)”", lines[heading.index...heading.index])
            switch heading.section {
            case .summary: takeSummary(content, keyPointsFollow: next?.section == .keyPoints)
            case .keyPoints: takeKeyPoints(content)
            case .risks: takeRisks(content)
            case .disclosure: takeDisclosure(content)
            }
        }
        try settings.bounds.check(sections: headings.count + article.subheadings)
    }

    /// Takes every block that begins with “Correction:”, wherever it stands, and returns the lines without them.
    private mutating func takeCorrections(_ lines: ArraySlice<SeedText.Line>) -> ArraySlice<SeedText.Line> {
        guard var index = lines.indices.first(where: { lines[$0].mayBeCorrection && lines[$0].isCorrection }) else {
            return lines
        }
        var rest = Array(lines[..<index])
        while index < lines.endIndex {
            guard lines[index].isCorrection else {
                rest.append(lines[index])
                index += 1
                continue
            }
            let end = lines[(index + 1)...].firstIndex { $0.isBlank || $0.endsBlock } ?? lines.endIndex
            article.corrections.append(Passage(BodyText.joined(lines[index..<end])))
            found("correction", by: "a line that begins with “Correction:”", lines[index..<end])
            index = end
        }
        return rest[...]
    }

    /// The first line of each kind; "Risks" only with a bullet after it.
    private mutating func sectionHeadings(in lines: ArraySlice<SeedText.Line>) -> [(index: Int, section: Section)] {
        var headings: [(index: Int, section: Section)] = []
        headings.reserveCapacity(Section.allCases.count)
        for index in lines.indices {
            // No heading is longer, and folding every line of a body would cost more than reading it.
            guard lines[index].mayBeHeading, let key = lines[index].headingKey else { continue }
            guard let section = lines[index].section else {
                noteNearMiss(key, at: lines[index].number)
                continue
            }
            if let first = headings.first(where: { $0.section == section }) {
                recognition.note(
                    lines[index].number,
                    "“\(lines[index].text)” stands on line \(lines[first.index].number) too; this one is a sub-heading of the body"
                )
                continue
            }
            if section == .risks {
                let following = lines[(index + 1)...].drop(while: \.isBlank).first
                guard let following, Bullet.item(following.text) != nil else { continue }
            }
            headings.append((index, section))
        }
        return headings
    }

    /// A line alone that is a section's heading but for a letter or two.
    private mutating func noteNearMiss(_ key: String, at line: Int) {
        guard let section = Section.nearest(to: key) else { return }
        recognition.note(line, "looks like “\(section.heading)”, but is not written so; it is read as text")
    }

    /// One block before "Summary" or "Key Points" is the standfirst; any other text before a heading is body.
    private mutating func takeLead(_ lines: ArraySlice<SeedText.Line>, before section: Section?) {
        let blocks = BodyText.blocks(of: lines)
        guard section == .summary || section == .keyPoints, let first = blocks.first else {
            takeBody(lines, by: "text after the header")
            return
        }
        article.standfirst = Passage(BodyText.joined(first))
        found("standfirst", by: "the block before “\(section == .summary ? "Summary" : "Key Points")”", first)
        let others = lines[first.endIndex...]
        if let line = others.first(where: { !$0.isBlank }) {
            recognition.note(line.number, "only the first block before the heading is the standfirst; this one is body")
            takeBody(others, by: "text between standfirst and first heading")
        }
    }

    private mutating func takeSummary(_ lines: ArraySlice<SeedText.Line>, keyPointsFollow: Bool) {
        // A heading that stands there again begins a part of the body.
        let blocks = BodyText.blocks(of: lines).prefix { !BodyText.isSectionHeading($0) }
        guard let first = blocks.first, let last = blocks.last else {
            return takeBody(lines, by: "text after the summary")
        }
        if keyPointsFollow {
            article.summary = blocks.map { Passage(BodyText.joined($0)) }
            found("summary", by: "between “Summary” and “Key Points”", lines[first.startIndex..<last.endIndex])
            takeBody(lines[last.endIndex...], by: "text after the summary")
        } else {
            article.summary = [Passage(BodyText.joined(first))]
            found("summary", by: "the first block after “Summary”, as no “Key Points” follow", first)
            takeBody(lines[first.endIndex...], by: "text after the summary")
        }
    }

    private mutating func takeKeyPoints(_ lines: ArraySlice<SeedText.Line>) {
        let (items, rest) = ItemList.take(lines.drop(while: \.isBlank), unmarkedLinesAreItems: true)
        article.keyPoints = items.map { Passage($0) }
        found("key points", by: "lines after “Key Points”", lines[lines.startIndex..<rest.startIndex].trimmed)
        if items.count == 1, let only = lines.first(where: { !$0.isBlank }), Bullet.item(only.text) == nil,
            rest.contains(where: { !$0.isBlank })
        {
            recognition.note(only.number, "a blank line ends the key points, so there is only this one")
        }
        takeBody(rest, by: "text after the key points")
    }

    private mutating func takeRisks(_ lines: ArraySlice<SeedText.Line>) {
        let (items, rest) = ItemList.take(lines.drop(while: \.isBlank), unmarkedLinesAreItems: false)
        article.risks = items.map { Passage($0) }
        found("risks", by: "bullets after “Risks”", lines[lines.startIndex..<rest.startIndex].trimmed)
        if let line = rest.first(where: { !$0.isBlank }) {
            recognition.note(line.number, "text after the risks' bullets belongs to the body")
            takeBody(rest, by: "text after the risks")
        }
    }

    private mutating func takeDisclosure(_ lines: ArraySlice<SeedText.Line>) {
        let blocks = BodyText.blocks(of: lines).prefix { !BodyText.isSectionHeading($0) }
        let end = blocks.last?.endIndex ?? lines.startIndex
        article.disclosure = blocks.map { Passage(BodyText.joined($0)) }
        found("disclosure", by: "text after “Disclosure”", lines[..<end].trimmed)
        takeBody(lines[end...], by: "text after the disclosure")
    }

    private mutating func takeBody(_ lines: ArraySlice<SeedText.Line>, by rule: String) {
        let blocks = BodyText.read(lines)
        guard !blocks.isEmpty else { return }
        if article.body.isEmpty { article.body = blocks } else { article.body += blocks }
        found("body", by: rule, lines.trimmed)
    }
}

extension SeedText.Line {
    var isCorrection: Bool {
        if !mayBeCorrection || !beginsAsCorrection { return false }
        let start = Folding.folded(String(text.prefix(16)))
        return start.hasPrefix("correction:") || start.hasPrefix("corrections:")
    }

    /// False for nearly every line, by what its first letters fold to: to fold sixteen of them is slow.
    private var beginsAsCorrection: Bool {
        guard let byte = text.utf8.first else { return false }
        guard byte < 0x80 else {
            guard let first = text.unicodeScalars.first else { return false }
            let key = Folding.folded(String(first))
            return key.isEmpty || key.hasPrefix("c")
        }
        for (byte, letter) in zip(text.utf8, "correction".utf8) {
            if byte <= 0x20 || byte >= 0x80 { return true }
            if byte | 0x20 != letter { return false }
        }
        return true
    }

    /// What can't continue a paragraph: a section's heading, or another correction.
    fileprivate var endsBlock: Bool {
        isCorrection || section != nil
    }
}
