/// Builds a tree from tags and text, and nests it as the tags ask for, or nearly.
struct HTMLTreeBuilder {
    private struct Open {
        let name: String
        let line: Int
        let attributes: [XMLTree.Name: String]
        var nodes: [XMLTree.Node] = []
        var text = ""

        mutating func endText() {
            guard !text.isEmpty else { return }
            nodes.append(.text(text))
            text = ""
        }

        consuming func ended() -> XMLTree.Element {
            endText()
            return XMLTree.Element(name: XMLTree.Name(name), line: line, attributes: attributes, nodes: nodes)
        }
    }

    /// The elements that are open and told of, the root first.
    private var open = [Open(name: "html", line: 1, attributes: [:])]
    /// All that are open, those too that lie too deep to be told of.
    private(set) var names = HTMLNesting()
    private var count = 1
    private var hasHead = false
    private var isBlank = true

    mutating func take(_ token: HTMLTokeniser.Token) throws(XMLError) {
        switch token {
        case .text(let text): take(text)
        case .end(let name): end(name)
        case .start(let tag): try start(tag)
        }
    }

    /// The root; nil when there was no tag and no text.
    consuming func finish() -> XMLTree.Element? {
        if isBlank { return nil }
        if !names.contains("body") { enterBody() }
        pop(downTo: 0)
        return open[0].ended()
    }

    private mutating func take(_ text: String) {
        let isSpace = text.utf8.allSatisfy { $0 == 0x20 || $0 == 0x09 || $0 == 0x0A }
        let isInside = names.contains("body") || names.last.map { $0 != "head" } ?? false
        if isSpace && !isInside { return }
        isBlank = isBlank && isSpace
        if !isInside { enterBody() }
        open[open.count - 1].text += text
    }

    private mutating func end(_ name: String) {
        // Written so, it is a line break (§13.2.6.4.7).
        if name == "br" { return take(voidElement: name) }
        if name == "body" || name == "html" { return }
        if let place = names.place(endedBy: name) { pop(downTo: place) }
    }

    private mutating func take(voidElement name: String) {
        isBlank = false
        if !names.contains("body") { enterBody() }
        push(name, line: open[open.count - 1].line, [:])
        pop(downTo: names.count - 1)
    }

    private mutating func start(_ tag: HTMLTokeniser.Tag) throws(XMLError) {
        count += 1
        guard count <= XMLTree.mostElements else {
            throw XMLError(.tooLarge("document of more than \(XMLTree.mostElements) elements"))
        }
        isBlank = false
        switch tag.name {
        case "html":
            if names.isEmpty, open[0].attributes.isEmpty, open[0].nodes.isEmpty {
                open[0] = Open(name: tag.name, line: tag.line, attributes: tag.attributes)
            }
            return
        case "head":
            if !hasHead, names.isEmpty { push("head", line: tag.line, tag.attributes) }
            hasHead = true
            return
        case "body":
            if !names.contains("body") { enterBody(line: tag.line, tag.attributes) }
            return
        default: break
        }
        if !names.contains("body") { makeRoom(for: tag) }
        while let place = names.place(endedByStartOf: tag.name) { pop(downTo: place) }
        push(tag.name, line: tag.line, tag.attributes)
        let isEmpty = tag.isSelfClosing && names.isForeign || HTMLNesting.voids.contains(tag.name)
        if isEmpty { pop(downTo: names.count - 1) }
    }

    /// Before the body, sees that what belongs in the head gets there and all else in the body.
    private mutating func makeRoom(for tag: HTMLTokeniser.Tag) {
        if names.contains("head") {
            // Of what stands in the head, only these two hold elements.
            if names.contains("noscript") || names.contains("template") || HTMLNesting.headNames.contains(tag.name) {
                return
            }
        } else if !hasHead, HTMLNesting.headNames.contains(tag.name) {
            push("head", line: tag.line, [:])
            hasHead = true
            return
        }
        enterBody()
    }

    private mutating func enterBody(line: Int? = nil, _ attributes: [XMLTree.Name: String] = [:]) {
        pop(downTo: 0)
        hasHead = true
        push("body", line: line ?? open[0].line, attributes)
    }

    private mutating func push(_ name: String, line: Int, _ attributes: [XMLTree.Name: String]) {
        let isTold = open.count < HTMLTree.deepest
        names.push(name, isTold: isTold)
        guard isTold else { return }
        open[open.count - 1].endText()
        open.append(Open(name: name, line: line, attributes: attributes))
    }

    private mutating func pop(downTo place: Int) {
        while names.count > place, let isTold = names.pop() {
            guard isTold, let ended = open.popLast() else { continue }
            open[open.count - 1].nodes.append(.element(ended.ended()))
        }
    }
}
