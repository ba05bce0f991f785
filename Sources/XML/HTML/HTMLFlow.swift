/// Runs and blocks that follow one another, as they are gathered.
struct HTMLFlow {
    enum Block {
        /// Never empty, and trimmed.
        case run(HTMLRun)
        case element(XMLTree.Element)
    }

    /// How runs are written.
    enum Style {
        /// Each is a paragraph.
        case paragraphs
        /// When there is one and it comes first, it stands as it is.
        case line
    }

    private(set) var blocks: [Block] = []
    private(set) var run: HTMLRun
    let isPreformatted: Bool
    /// Whether a caption may be put into `caption`.
    let takesCaption: Bool
    private(set) var caption: (element: XMLTree.Element, blocks: [Block], isFirst: Bool)?

    init(isPreformatted: Bool = false, takesCaption: Bool = false) {
        (self.isPreformatted, self.takesCaption) = (isPreformatted, takesCaption)
        run = HTMLRun(isPreformatted: isPreformatted)
    }

    /// Whether an element of this name stands directly in it.
    func holds(_ name: String) -> Bool {
        blocks.contains { if case .element(let element) = $0 { element.name.local == name } else { false } }
    }

    mutating func append(_ text: String, in place: HTMLPlace) {
        if run.isEmpty { run.line = place.line }
        run.append(text, marks: place.marks)
    }

    mutating func append(image: XMLTree.Element, in place: HTMLPlace) {
        if run.isEmpty { run.line = image.line }
        run.append(image, marks: place.marks)
    }

    /// Adds a break; the second one in a row parts two paragraphs.
    mutating func appendLineBreak(in place: HTMLPlace) {
        if !run.appendLineBreak(marks: place.marks) { part() }
    }

    /// Ends the run, if there is one.
    mutating func part() {
        if isPreformatted { return run.startLine() }
        let ended = run.trimmed()
        if !ended.isEmpty { blocks.append(.run(ended)) }
        run = HTMLRun()
    }

    mutating func append(block element: XMLTree.Element) {
        part()
        blocks.append(.element(element))
    }

    mutating func append(_ others: some Sequence<Block>) {
        part()
        blocks += others
    }

    mutating func setCaption(_ flow: HTMLFlow, line: Int) {
        part()
        let element = XMLTree.Element("figcaption", line: line, flow.nodes(.line))
        caption = (element, flow.blocks, blocks.isEmpty)
    }

    /// What was gathered up to the last `part`.
    func nodes(_ style: Style) -> [XMLTree.Node] {
        let runs = blocks.count { block in
            if case .run = block { true } else { false }
        }
        if style == .line, runs == 1, case .run(let run) = blocks.first {
            return run.nodes() + blocks.dropFirst().flatMap(HTMLFlow.nodes(of:))
        }
        return blocks.flatMap(HTMLFlow.nodes(of:))
    }

    private static func nodes(of block: Block) -> [XMLTree.Node] {
        switch block {
        case .run(let run): [.element(XMLTree.Element("p", line: run.line, run.nodes()))]
        case .element(let element): [.element(element)]
        }
    }
}
