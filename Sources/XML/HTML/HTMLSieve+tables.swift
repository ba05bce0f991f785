/// A table as its parts are found.
private struct Table {
    struct Cell {
        let name: String
        let line: Int
        let attributes: [XMLTree.Name: String]
        var flow = HTMLFlow()
    }

    struct Row {
        let line: Int
        var cells: [Cell] = []
    }

    struct Section {
        let name: String
        let line: Int
        var rows: [Row] = []
    }

    private(set) var sections: [Section] = []
    private var isInSection = false
    private var isInRow = false

    var cells: [Cell] { sections.flatMap(\.rows).flatMap(\.cells) }

    mutating func startSection(_ name: String, line: Int) {
        // Readers know one head, and it comes first.
        let isHead = name == "thead" && sections.allSatisfy(\.rows.isEmpty)
        sections.append(Section(name: isHead ? "thead" : "tbody", line: line))
        (isInSection, isInRow) = (true, false)
    }

    mutating func endSection() { (isInSection, isInRow) = (false, false) }

    mutating func startRow(line: Int) {
        if !isInSection { startSection("tbody", line: line) }
        sections[sections.count - 1].rows.append(Row(line: line))
        isInRow = true
    }

    mutating func endRow() { isInRow = false }

    mutating func append(_ cell: Cell) {
        if !isInRow { startRow(line: cell.line) }
        let row = sections[sections.count - 1].rows.count - 1
        sections[sections.count - 1].rows[row].cells.append(cell)
    }

    /// With the parts that hold something.
    func element(line: Int) -> XMLTree.Element {
        let nodes = sections.compactMap { section -> XMLTree.Node? in
            let rows = section.rows.compactMap { row -> XMLTree.Node? in
                let cells = row.cells.map { cell in
                    let nodes = cell.flow.nodes(.line)
                    return XMLTree.Node.element(
                        XMLTree.Element(cell.name, line: cell.line, attributes: cell.attributes, nodes)
                    )
                }
                return cells.isEmpty ? nil : .element(XMLTree.Element("tr", line: row.line, cells))
            }
            return rows.isEmpty ? nil : .element(XMLTree.Element(section.name, line: section.line, rows))
        }
        return XMLTree.Element("table", line: line, nodes)
    }
}

extension HTMLSieve {
    /// Adds a table, and before it what stood in it but in no cell.
    func addTable(_ element: XMLTree.Element, to flow: inout HTMLFlow, _ place: HTMLPlace, inside: HTMLPlace) {
        var table = Table()
        flow.part()
        addParts(element.nodes, to: &table, around: &flow, place, inside: inside)
        flow.part()
        let cells = table.cells
        // One of a single cell only lays out the page.
        if cells.count == 1 {
            flow.append(cells[0].flow.blocks)
        } else if cells.contains(where: { !$0.flow.blocks.isEmpty }) {
            flow.append(block: table.element(line: element.line))
        }
    }

    private func addParts(
        _ nodes: [XMLTree.Node],
        to table: inout Table,
        around flow: inout HTMLFlow,
        _ place: HTMLPlace,
        inside: HTMLPlace
    ) {
        for node in nodes {
            switch node {
            case .text(let text):
                if !(flow.run.isEmpty && text.utf8.allSatisfy(HTMLAtom.isSpace)) {
                    flow.append(XMLText.repaired(text), in: place)
                }
            case .element(let element):
                addPart(element, to: &table, around: &flow, place.at(element.line), inside: inside.at(element.line))
            }
        }
    }

    private func addPart(
        _ element: XMLTree.Element,
        to table: inout Table,
        around flow: inout HTMLFlow,
        _ place: HTMLPlace,
        inside: HTMLPlace
    ) {
        let name = element.name.local.lowercased()
        switch name {
        case "thead", "tbody", "tfoot":
            table.startSection(name, line: element.line)
            addParts(element.nodes, to: &table, around: &flow, place, inside: inside)
            return table.endSection()
        case "tr":
            table.startRow(line: element.line)
            addParts(element.nodes, to: &table, around: &flow, place, inside: inside)
            return table.endRow()
        case "td", "th": return table.append(cell(name, element, inside))
        default: break
        }
        switch HTMLAllowList.fate(of: name) {
        case .dropped: return
        case .unwrapped: addParts(element.nodes, to: &table, around: &flow, place, inside: inside)
        case .phrase(let phrase):
            let marked = (marked(phrase, element, place), marked(phrase, element, inside))
            addParts(element.nodes, to: &table, around: &flow, marked.0, inside: marked.1)
        case .parted:
            flow.part()
            addParts(element.nodes, to: &table, around: &flow, place, inside: inside)
            flow.part()
        default: add(element, to: &flow, place)
        }
    }

    private func cell(_ name: String, _ element: XMLTree.Element, _ place: HTMLPlace) -> Table.Cell {
        var attributes: [XMLTree.Name: String] = [:]
        for span in ["colspan", "rowspan"] {
            attributes[XMLTree.Name(span)] = element.number(span, in: 2...100).map(String.init)
        }
        var cell = Table.Cell(name: name, line: element.line, attributes: attributes)
        add(element.nodes, to: &cell.flow, name == "th" ? place.withoutHeadings() : place)
        cell.flow.part()
        return cell
    }
}
