/// Builds a tree from start tags and text, each told with the depth at which the parser sees it.
///
/// The parser closes what HTML 4 has closed; where the head ends and the body begins, and which later elements are
/// empty, is decided here.
struct HTMLTreeBuilder {
    private struct Open {
        let name: String
        let line: Int
        let attributes: [XMLTree.Name: String]
        var nodes: [XMLTree.Node] = []
        /// Text that is not yet a node, for the parser tells it in pieces.
        var text: [UInt8] = []

        mutating func endText() {
            guard !text.isEmpty else { return }
            // A reference may stand for a character that XML forbids.
            let repaired = XMLText.repaired(String(decoding: text, as: UTF8.self))
            if !repaired.isEmpty { nodes.append(.text(repaired)) }
            text = []
        }

        consuming func ended() -> XMLTree.Element {
            endText()
            return XMLTree.Element(name: XMLTree.Name(name), line: line, attributes: attributes, nodes: nodes)
        }
    }

    /// The parser finds the element that an end tag ends by looking through all that are open.
    private static let deepestOfParser = 2_000

    /// The root, the head or the body, and what is open in it.
    private var open = [Open(name: "html", line: 1, attributes: [:])]
    /// For each element that the parser holds open, how many are open here when it has ended.
    private var levels: [Int] = []
    private var count = 1
    private var hasHead = false
    private var hasBody = false
    private var isBlank = true

    private static let headNames: Set = [
        "base", "basefont", "bgsound", "link", "meta", "noframes", "noscript", "script", "style", "template", "title",
    ]

    /// Have no content and no end tag; the parser knows those of HTML 4 only.
    private static let voids: Set = [
        "area", "base", "basefont", "bgsound", "br", "col", "command", "embed", "frame", "hr", "image", "img", "input",
        "isindex", "keygen", "link", "meta", "param", "source", "track", "wbr",
    ]

    mutating func start(
        _ name: String,
        _ attributes: [XMLTree.Name: String],
        line: Int,
        depth: Int
    ) throws(XMLError) {
        end(to: depth - 1)
        count += 1
        guard count <= XMLTree.mostElements else {
            throw XMLError(.tooLarge("document of more than \(XMLTree.mostElements) elements"))
        }
        guard depth <= HTMLTreeBuilder.deepestOfParser else { throw XMLError(.tooDeep, line: line) }
        isBlank = false
        switch name {
        case "html":
            if open.count == 1, open[0].attributes.isEmpty, open[0].nodes.isEmpty {
                open[0] = Open(name: name, line: line, attributes: attributes)
            }
            levels.append(open.count)
        case "head":
            levels.append(open.count)
            if !hasHead, open.count == 1 { push(name, line: line, attributes) }
            hasHead = true
        case "body":
            if !hasBody { enterBody(line: line, attributes) }
            levels.append(open.count)
        default:
            if !hasBody { makeRoom(for: name, line: line) }
            levels.append(open.count)
            push(name, line: line, attributes)
            if HTMLTreeBuilder.voids.contains(name) { pop(downTo: open.count - 1) }
            guard open.count <= HTMLTree.deepest else { throw XMLError(.tooDeep, line: line) }
        }
    }

    /// Notes an element of which only what it holds counts.
    mutating func passOver(depth: Int) {
        end(to: depth - 1)
        levels.append(open.count)
    }

    mutating func take(_ bytes: some Sequence<UInt8>, depth: Int) {
        end(to: depth)
        let isSpace = bytes.allSatisfy { $0 == 0x20 || $0 == 0x09 || $0 == 0x0A }
        let isInside = hasBody || open.count > 2
        if isSpace && !isInside { return }
        isBlank = isBlank && isSpace
        if !isInside { enterBody() }
        open[open.count - 1].text.append(contentsOf: bytes)
    }

    /// The root; nil when there was no tag and no text.
    consuming func finish() -> XMLTree.Element? {
        if isBlank { return nil }
        if !hasBody { enterBody() }
        pop(downTo: 1)
        return open[0].ended()
    }

    /// Ends what the parser no longer holds open, but never the body: what is written after its end tag stands in it.
    private mutating func end(to depth: Int) {
        while levels.count > max(0, depth), let place = levels.popLast() { pop(downTo: max(place, hasBody ? 2 : 1)) }
    }

    /// Before the body, sees that what belongs in the head gets there and all else in the body.
    private mutating func makeRoom(for name: String, line: Int) {
        // In something that stands in the head.
        if open.count > 2 { return }
        guard HTMLTreeBuilder.headNames.contains(name), !hasHead || open.count == 2 else { return enterBody() }
        if !hasHead { push("head", line: line, [:]) }
        hasHead = true
    }

    private mutating func enterBody(line: Int? = nil, _ attributes: [XMLTree.Name: String] = [:]) {
        pop(downTo: 1)
        (hasHead, hasBody) = (true, true)
        push("body", line: line ?? open[0].line, attributes)
    }

    private mutating func push(_ name: String, line: Int, _ attributes: [XMLTree.Name: String]) {
        open[open.count - 1].endText()
        open.append(Open(name: name, line: line, attributes: attributes))
    }

    private mutating func pop(downTo place: Int) {
        while open.count > place, let ended = open.popLast() {
            open[open.count - 1].nodes.append(.element(ended.ended()))
        }
    }
}
