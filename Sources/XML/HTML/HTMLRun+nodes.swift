extension HTMLRun {
    private struct Open {
        let mark: HTMLMark?
        var nodes: [XMLTree.Node] = []
        var text = ""

        mutating func append(_ element: XMLTree.Element) {
            endText()
            nodes.append(.element(element))
        }

        mutating func endText() {
            if !text.isEmpty { nodes.append(.text(text)) }
            text = ""
        }
    }

    /// The phrase elements that the marks stand for, around the text; linear.
    func nodes() -> [XMLTree.Node] {
        var open = [Open(mark: nil)]
        func close(to depth: Int) {
            while open.count > depth + 1, var inner = open.popLast(), let mark = inner.mark {
                inner.endText()
                let name = XMLTree.Name(mark.name)
                open[open.count - 1].append(
                    XMLTree.Element(name: name, line: mark.line, attributes: mark.attributes, nodes: inner.nodes)
                )
            }
        }
        for atom in glued() {
            close(to: zip(open.dropFirst(), atom.marks).prefix { $0.mark == $1 }.count)
            for mark in atom.marks[(open.count - 1)...] {
                open[open.count - 1].endText()
                open.append(Open(mark: mark))
            }
            switch atom.content {
            case .text(let text): open[open.count - 1].text += text
            case .lineBreak: open[open.count - 1].append(XMLTree.Element("br", line: line))
            case .image(let image): open[open.count - 1].append(image)
            }
        }
        close(to: 0)
        open[0].endText()
        return open[0].nodes
    }

    /// The atoms, spaces and breaks among them only in the phrases that go on after them.
    ///
    /// So no phrase holds nothing else, and what is read again is the same.
    private func glued() -> [HTMLAtom] {
        var atoms = atoms
        var index = 0
        while index < atoms.count {
            guard atoms[index].isGlue else {
                index += 1
                continue
            }
            let end = atoms[index...].firstIndex { !$0.isGlue } ?? atoms.count
            let before = index > 0 ? atoms[index - 1].marks : []
            let after = end < atoms.count ? atoms[end].marks : []
            let common = Array(zip(before, after).prefix { $0 == $1 }.map(\.0))
            for glue in index..<end { atoms[glue].marks = common }
            index = end
        }
        return atoms
    }
}

extension XMLTree.Element {
    /// An element of sanitised HTML.
    init(_ name: String, line: Int, attributes: [XMLTree.Name: String] = [:], _ nodes: [XMLTree.Node] = []) {
        self.init(name: XMLTree.Name(name), line: line, attributes: attributes, nodes: nodes)
    }
}
