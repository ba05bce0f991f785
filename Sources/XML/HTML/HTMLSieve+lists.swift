extension HTMLSieve {
    /// An item of a list, a term, or what is said of one.
    private struct Entry {
        var name: String
        let line: Int
        /// Whether it was made up, for something that stood between entries.
        let isStray: Bool
        var flow = HTMLFlow()

        var element: XMLTree.Element? {
            flow.blocks.isEmpty ? nil : XMLTree.Element(name, line: line, flow.nodes(.line))
        }
    }

    func addList(_ name: String, _ element: XMLTree.Element, to flow: inout HTMLFlow, _ place: HTMLPlace) {
        var entries: [Entry] = []
        addEntries(element.nodes, ["li"], to: &entries, place)
        part(&entries)
        let items = entries.compactMap { entry in entry.element.map(XMLTree.Node.element) }
        guard !items.isEmpty else { return }
        var attributes: [XMLTree.Name: String] = [:]
        if name == "ol", let start = element.number("start", in: 0...1_000_000), start != 1 {
            attributes[XMLTree.Name("start")] = String(start)
        }
        flow.append(block: XMLTree.Element(name, line: element.line, attributes: attributes, items))
    }

    func addDefinitions(_ element: XMLTree.Element, to flow: inout HTMLFlow, _ place: HTMLPlace) {
        var entries: [Entry] = []
        addEntries(element.nodes, ["dd", "dt"], to: &entries, place)
        part(&entries)
        entries.removeAll(where: \.flow.blocks.isEmpty)
        // In HTML 4 a list of terms ends the term that it stands in, and some parsers still have it so.
        for index in entries.indices where entries[index].flow.holds("dl") { entries[index].name = "dd" }
        // Used to indent, it defines nothing.
        guard Set(entries.map(\.name)).count == 2 else {
            for entry in entries { flow.append(entry.flow.blocks) }
            return
        }
        let nodes = entries.compactMap { entry in entry.element.map(XMLTree.Node.element) }
        flow.append(block: XMLTree.Element("dl", line: element.line, nodes))
    }

    /// Adds entries of these names; what stands between them is put into one of the first name.
    private func addEntries(
        _ nodes: [XMLTree.Node],
        _ names: [String],
        to entries: inout [Entry],
        _ place: HTMLPlace
    ) {
        for node in nodes {
            switch node {
            case .text(let text):
                let isSpace = text.utf8.allSatisfy(HTMLAtom.isSpace)
                if isSpace && !(entries.last?.isStray ?? false) { continue }
                addStray(named: names[0], to: &entries, place) { $0.append(XMLText.repaired(text), in: place) }
            case .element(let element): addEntry(element, names, to: &entries, place.at(element.line))
            }
        }
    }

    private func addEntry(
        _ element: XMLTree.Element,
        _ names: [String],
        to entries: inout [Entry],
        _ place: HTMLPlace
    ) {
        let name = element.name.local.lowercased()
        if names.contains(name) {
            part(&entries)
            entries.append(Entry(name: name, line: element.line, isStray: false))
            let last = entries.count - 1
            add(element.nodes, to: &entries[last].flow, name == "dt" ? place.withoutHeadings() : place)
            return entries[last].flow.part()
        }
        let fate = HTMLAllowList.fate(of: name)
        switch fate {
        case .dropped: return
        case .unwrapped: addEntries(element.nodes, names, to: &entries, place)
        case .phrase(let phrase): addEntries(element.nodes, names, to: &entries, marked(phrase, element, place))
        case .parted:
            part(&entries)
            addEntries(element.nodes, names, to: &entries, place)
            part(&entries)
        case .list where !entries.isEmpty:
            // Written between items, it belongs to the one before.
            add(element, to: &entries[entries.count - 1].flow, place)
            part(&entries)
        default: addStray(named: names[0], to: &entries, place) { add(element, to: &$0, place) }
        }
    }

    private func part(_ entries: inout [Entry]) {
        if let last = entries.indices.last { entries[last].flow.part() }
    }

    private func addStray(
        named name: String,
        to entries: inout [Entry],
        _ place: HTMLPlace,
        _ add: (inout HTMLFlow) -> Void
    ) {
        if !(entries.last?.isStray ?? false) {
            entries.append(Entry(name: name, line: place.line, isStray: true))
        }
        add(&entries[entries.count - 1].flow)
    }
}
