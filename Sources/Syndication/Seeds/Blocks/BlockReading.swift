import XML

/// Sanitised HTML as the blocks of a body.
enum BlockReading {
    /// The blocks in order; what has neither text nor picture is none.
    ///
    /// - Parameter lines: where all of it stands; nil when each element's own line is known.
    static func blocks(of nodes: [XMLTree.Node], lines: ClosedRange<Int>? = nil) -> [SeedBlock] {
        nodes.compactMap { node in
            switch node {
            case .text(let text):
                let plain = text.collapsingSpace
                guard !plain.isEmpty else { return nil }
                return SeedBlock(block: .paragraph(Passage(plain)), lines: lines ?? 1...1, sourceLines: [plain])
            case .element(let element):
                let place = lines ?? max(1, element.line)...max(1, element.line)
                return block(of: element, lines: place)
            }
        }
    }

    private static func block(of element: XMLTree.Element, lines: ClosedRange<Int>) -> SeedBlock? {
        switch element.name.local {
        case "p":
            let passage = passage(of: element.nodes)
            guard !passage.text.isEmpty else { return markup(element, lines) }
            return SeedBlock(block: .paragraph(passage), lines: lines, sourceLines: sourceLines(of: element.nodes))
        case "h2", "h3", "h4":
            let passage = passage(of: element.nodes)
            guard !passage.text.isEmpty else { return markup(element, lines) }
            let level = element.name.local == "h2" ? 2 : element.name.local == "h3" ? 3 : 4
            return SeedBlock(block: .heading(passage, level: level), lines: lines, sourceLines: [passage.text])
        case "ul":
            let items = element.elements.map { item in
                item.elements.contains { isBlock($0) } ? nil : passage(of: item.nodes)
            }
            let isSimple = items.allSatisfy { $0.map { !$0.text.isEmpty } ?? false } && !items.isEmpty
            return isSimple ? SeedBlock(block: .list(items.compactMap(\.self)), lines: lines) : markup(element, lines)
        default:
            return markup(element, lines)
        }
    }

    private static func markup(_ element: XMLTree.Element, _ lines: ClosedRange<Int>) -> SeedBlock? {
        var texts: [String] = []
        let hasPicture = gather(element, into: &texts)
        let isRule = element.name.local == "hr"
        guard !texts.isEmpty || hasPicture || isRule else { return nil }
        return SeedBlock(
            block: .markup(html: HTMLFragment.text(of: [.element(element)]), texts: texts),
            lines: lines
        )
    }

    /// Gathers the text of each innermost block; true when a picture is among them.
    private static func gather(_ element: XMLTree.Element, into texts: inout [String]) -> Bool {
        var hasPicture = element.name.local == "img"
        var inline: [XMLTree.Node] = []
        func close() {
            let text = passage(of: inline).text
            if !text.isEmpty { texts.append(text) }
            inline = []
        }
        for node in element.nodes {
            guard case .element(let inner) = node, isBlock(inner) || inner.name.local == "img" else {
                inline.append(node)
                if case .element(let inner) = node, inner.elements.contains(where: { $0.name.local == "img" }) {
                    hasPicture = true
                }
                continue
            }
            close()
            if gather(inner, into: &texts) { hasPicture = true }
        }
        close()
        return hasPicture
    }

    private static let blockNames: Set = [
        "p", "h2", "h3", "h4", "ul", "ol", "li", "blockquote", "hr", "pre", "table", "thead", "tbody", "tr", "th", "td",
        "figure", "figcaption", "dl", "dt", "dd",
    ]

    private static func isBlock(_ element: XMLTree.Element) -> Bool { blockNames.contains(element.name.local) }

    /// Inline nodes as words, with the markup where there is any.
    static func passage(of nodes: [XMLTree.Node]) -> Passage {
        let text = plain(nodes).collapsingSpace
        let isPlain = nodes.allSatisfy { if case .text = $0 { true } else { false } }
        return Passage(text, html: isPlain || text.isEmpty ? nil : HTMLFragment.text(of: nodes))
    }

    static func sourceLines(of nodes: [XMLTree.Node]) -> [String] {
        plain(nodes).split(separator: "\n").map { String($0).collapsingSpace }.filter { !$0.isEmpty }
    }

    /// Line breaks are kept as such; of pictures, nothing is.
    private static func plain(_ nodes: [XMLTree.Node]) -> String {
        var text = ""
        for node in nodes {
            switch node {
            case .text(let run): text += run
            case .element(let element):
                text += element.name.local == "br" ? "\n" : plain(element.nodes)
            }
        }
        return text
    }
}
