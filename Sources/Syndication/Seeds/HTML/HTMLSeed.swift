import XML

/// An HTML seed, a page or a fragment, on its way to an article.
enum HTMLSeed {
    static func recognise(_ bytes: [UInt8], _ settings: RecognitionSettings) throws(SeedProblem) -> Recognition {
        let source = try SeedBytes(bytes, declared: HTMLEncoding.declared(in: bytes))
        var recognition = Recognition()
        if let warning = source.warning { recognition.warn(1, warning) }
        let root: XMLTree.Element
        do {
            guard let read = try HTMLTree(reading: source.text).root else {
                throw SeedProblem(reason: "the file has no text")
            }
            root = read
        } catch let problem as SeedProblem {
            throw problem
        } catch let error as XMLError where error.code == .tooDeep {
            throw tooDeep(settings.bounds, line: error.line)
        } catch {
            throw SeedProblem(reason: "\(error)")
        }
        try checkNesting(of: root, settings.bounds)
        let metadata = HTMLMetadata(of: root)
        try metadata.put(into: &recognition, settings)
        let found = try ArticleElement(in: root)
        let base = base(of: root, recognition.article, settings)
        var cuts = recognition.cuts
        let content = PageFurniture.removed(from: found.element, &cuts)
        recognition.cuts = cuts
        try takeTitle(content, root, siteName: metadata.siteName, &recognition)
        recognition.found("article", by: found.rule, max(1, found.element.line)...max(1, found.element.line))
        let blocks = BlockReading.blocks(of: HTMLSanitiser.sanitised(content.nodes, base: base))
        AddressNotes.note(in: content.nodes, base: base, &recognition) { max(1, $0.line) }
        var seed = BlockSeed(settings: settings, recognition: recognition)
        return try seed.take(blocks)
    }

    /// What relative addresses are relative to: as the page says, else as its own address or the configuration does.
    private static func base(
        of root: XMLTree.Element,
        _ article: Article,
        _ settings: RecognitionSettings
    ) -> String? {
        let outer = article.canonicalLink ?? settings.base
        guard let own = root.first("base")?.attribute("href")?.collapsingSpace, !own.isEmpty else { return outer }
        let resolved = XMLTree.resolved(own, base: outer)
        return ["http://", "https://"].contains { resolved.lowercased().hasPrefix($0) } ? resolved : outer
    }

    /// The one heading of the first level in the article, else what the page says of itself, else a heading.
    private static func takeTitle(
        _ content: XMLTree.Element,
        _ root: XMLTree.Element,
        siteName: String?,
        _ recognition: inout Recognition
    ) throws(SeedProblem) {
        let headings = content.all("h1").map { ($0, $0.text.collapsingSpace) }.filter { !$0.1.isEmpty }
        if headings.count == 1 {
            recognition.findings.removeAll { $0.field == "title" }
            recognition.article.title = headings[0].1
            recognition.found("title", by: "the article's heading", headings[0].0.line...headings[0].0.line)
        }
        guard !recognition.has("title") else { return }
        let outside = root.all("h1").filter { !$0.text.collapsingSpace.isEmpty }
        if let title = root.first("title"), case let whole = title.text.collapsingSpace, !whole.isEmpty {
            let bare = SiteName.removed(siteName, from: whole)
            let text = outside.map(\.text.collapsingSpace).first { SiteName.isTitle($0, of: whole) } ?? bare
            let rule = text == whole ? "“title”" : "“title” without the site's name"
            recognition.article.title = text
            recognition.found("title", by: rule, title.line...title.line)
            return
        }
        let second = ["h2", "h3"].lazy.compactMap { content.first($0) }.first { !$0.text.collapsingSpace.isEmpty }
        if let heading = headings.first?.0 ?? (outside.count == 1 ? outside[0] : second) {
            recognition.article.title = heading.text.collapsingSpace
            recognition.found("title", by: "the first heading", heading.line...heading.line)
            return
        }
        throw SeedProblem(line: max(1, content.line), reason: "there is no title; add a heading “h1” or a “title”")
    }

    private static func tooDeep(_ bounds: SeedBounds, line: Int?) -> SeedProblem {
        SeedProblem(
            line: line,
            reason: "more than \(bounds.deepestNesting) elements inside one another; “max-nesting” allows no more"
        )
    }

    private static func checkNesting(of root: XMLTree.Element, _ bounds: SeedBounds) throws(SeedProblem) {
        var waiting: [(element: XMLTree.Element, depth: Int)] = [(root, 1)]
        while let (element, depth) = waiting.popLast() {
            guard depth <= bounds.deepestNesting else {
                throw tooDeep(bounds, line: element.line)
            }
            for inner in element.elements { waiting.append((inner, depth + 1)) }
        }
    }
}
