extension HTMLSieve {
    /// Characters of a heading that is put together from several lines.
    private static let longestHeading = 300

    /// Adds a block; false when it may not stand here, and then nothing was added.
    func addBlock(
        _ fate: HTMLAllowList.Fate,
        _ element: XMLTree.Element,
        to flow: inout HTMLFlow,
        _ place: HTMLPlace
    ) -> Bool {
        switch fate {
        case .rule: flow.append(block: XMLTree.Element("hr", line: element.line))
        case .preformatted: addPreformatted(element, to: &flow, place)
        case .heading(let name):
            guard place.allowsHeadings else { return false }
            addHeading(name, element, to: &flow, place)
        case .blockquote:
            guard let inside = place.inside(1) else { return false }
            var inner = HTMLFlow()
            add(element.nodes, to: &inner, inside)
            inner.part()
            guard !inner.blocks.isEmpty else { break }
            flow.append(block: XMLTree.Element("blockquote", line: element.line, inner.nodes(.paragraphs)))
        case .figure:
            guard let inside = place.inside(2) else { return false }
            addFigure(element, to: &flow, inside)
        case .list(let name):
            guard let inside = place.inside(2) else { return false }
            addList(name, element, to: &flow, inside)
        case .definitions:
            guard let inside = place.inside(2) else { return false }
            addDefinitions(element, to: &flow, inside)
        case .table:
            guard let inside = place.inside(4) else { return false }
            addTable(element, to: &flow, place, inside: inside)
        default: return false
        }
        // What comes next is on a line of its own, even after a block that had nothing in it.
        flow.part()
        return true
    }

    private func addPreformatted(_ element: XMLTree.Element, to flow: inout HTMLFlow, _ place: HTMLPlace) {
        var inner = HTMLFlow(isPreformatted: true)
        add(element.nodes, to: &inner, place)
        let run = inner.run.trimmed()
        guard !run.isEmpty else { return flow.part() }
        flow.append(block: XMLTree.Element("pre", line: element.line, run.nodes()))
    }

    /// Adds a heading of the lines in it; what can't be part of it follows.
    private func addHeading(_ name: String, _ element: XMLTree.Element, to flow: inout HTMLFlow, _ place: HTMLPlace) {
        var inner = HTMLFlow()
        add(element.nodes, to: &inner, place)
        inner.part()
        var heading = HTMLRun()
        var rest = inner.blocks[...]
        var size = 0
        while case .run(let run) = rest.first, heading.isEmpty || size + run.textSize <= HTMLSieve.longestHeading {
            heading.append(run)
            size += run.textSize
            rest.removeFirst()
        }
        // A heading that was left open may have come to hold the article.
        if !rest.isEmpty, case .run(let run) = inner.blocks.first {
            heading = run
            rest = inner.blocks.dropFirst()
        }
        if !heading.isEmpty {
            flow.append(block: XMLTree.Element(name, line: element.line, heading.nodes()))
        }
        flow.append(rest)
    }

    private func addFigure(_ element: XMLTree.Element, to flow: inout HTMLFlow, _ place: HTMLPlace) {
        var inner = HTMLFlow(takesCaption: true)
        add(element.nodes, to: &inner, place)
        inner.part()
        guard !inner.blocks.isEmpty else { return flow.append(inner.caption?.blocks ?? []) }
        var nodes = inner.nodes(.line)
        if let caption = inner.caption {
            nodes.insert(.element(caption.element), at: caption.isFirst ? 0 : nodes.count)
        }
        flow.append(block: XMLTree.Element("figure", line: element.line, nodes))
    }
}
