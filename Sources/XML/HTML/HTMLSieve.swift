/// Puts untrusted nodes into a flow, one after the other, as the allow-list says.
struct HTMLSieve {
    let address: HTMLAddress

    func add(_ nodes: [XMLTree.Node], to flow: inout HTMLFlow, _ place: HTMLPlace) {
        for node in nodes {
            switch node {
            case .text(let text): flow.append(XMLText.repaired(text), in: place)
            case .element(let element): add(element, to: &flow, place.at(element.line))
            }
        }
    }

    func add(_ element: XMLTree.Element, to flow: inout HTMLFlow, _ place: HTMLPlace) {
        let fate = HTMLAllowList.fate(of: element.name.local.lowercased())
        switch fate {
        case .dropped: return
        case .unwrapped: add(element.nodes, to: &flow, place)
        case .phrase(let name): add(element.nodes, to: &flow, marked(name, element, place))
        case .quotation:
            flow.append("“", in: place)
            add(element.nodes, to: &flow, place)
            flow.append("”", in: place)
        case .lineBreak: flow.appendLineBreak(in: place)
        case .image: addImage(element, to: &flow, place)
        default:
            if flow.isPreformatted || !addBlock(fate, element, to: &flow, place) {
                addParted(element, to: &flow, place)
            }
        }
    }

    /// The place inside a phrase; the same place when the phrase would say nothing.
    func marked(_ name: String, _ element: XMLTree.Element, _ place: HTMLPlace) -> HTMLPlace {
        var attributes: [XMLTree.Name: String] = [:]
        switch name {
        case "a":
            guard let href = element.attribute("href"),
                let target = address.absolute(href, schemes: ["http", "https", "mailto"])
            else { return place }
            attributes[XMLTree.Name("href")] = target
            attributes[XMLTree.Name("title")] = element.phrase("title")
        case "abbr":
            guard let title = element.phrase("title") else { return place }
            attributes[XMLTree.Name("title")] = title
        case "time":
            guard let moment = element.moment else { return place }
            attributes[XMLTree.Name("datetime")] = moment
        default: break
        }
        return place.marked(HTMLMark(name: name, line: element.line, attributes: attributes))
    }

    /// Adds an image, or else the text that stands for it.
    private func addImage(_ element: XMLTree.Element, to flow: inout HTMLFlow, _ place: HTMLPlace) {
        let (width, height) = (element.number("width", in: 0...10_000), element.number("height", in: 0...10_000))
        // Those of one dot are there to keep room, or to count who reads.
        if let width, let height, width <= 1, height <= 1 { return }
        let alternative = element.phrase("alt")
        // Where images come late, a script was to put the address in its place.
        let source = ["src", "data-src", "data-original"].lazy.compactMap { name in
            element.attribute(name).flatMap { address.absolute($0, schemes: ["http", "https"]) }
        }.first
        guard let source else { return flow.append(alternative ?? "", in: place) }
        var attributes = [XMLTree.Name("src"): source, XMLTree.Name("alt"): alternative ?? ""]
        attributes[XMLTree.Name("title")] = element.phrase("title")
        attributes[XMLTree.Name("width")] = width.flatMap { $0 > 0 ? String($0) : nil }
        attributes[XMLTree.Name("height")] = height.flatMap { $0 > 0 ? String($0) : nil }
        flow.append(image: XMLTree.Element("img", line: element.line, attributes: attributes), in: place)
    }

    /// Adds what an element holds, on lines of its own.
    func addParted(_ element: XMLTree.Element, to flow: inout HTMLFlow, _ place: HTMLPlace) {
        if flow.takesCaption, flow.caption == nil, element.name.local.lowercased() == "figcaption" {
            var caption = HTMLFlow()
            add(element.nodes, to: &caption, place)
            caption.part()
            if !caption.blocks.isEmpty { flow.setCaption(caption, line: element.line) }
            return
        }
        flow.part()
        add(element.nodes, to: &flow, place)
        flow.part()
    }
}

extension XMLTree.Element {
    /// Characters of an attribute that people read.
    private static let longestPhrase = 1_000

    /// An attribute that people read, on one line; nil when it says nothing.
    fileprivate func phrase(_ name: String) -> String? {
        guard let value = attribute(name) else { return nil }
        let text = HTMLText.collapsed(value)
        let bounded = HTMLText.collapsed(String(text.unicodeScalars.prefix(Self.longestPhrase)))
        return bounded.isEmpty ? nil : bounded
    }

    /// An attribute that is a whole number, in pixels or of none; nil when it is another or out of bounds.
    func number(_ name: String, in range: ClosedRange<Int>) -> Int? {
        guard var digits = attribute(name)?.utf8.drop(while: HTMLAtom.isSpace) else { return nil }
        while let last = digits.last, HTMLAtom.isSpace(last) { digits.removeLast() }
        if digits.count > 2, digits.suffix(2).elementsEqual("px".utf8) { digits.removeLast(2) }
        guard digits.count < 10, digits.allSatisfy({ (0x30...0x39).contains($0) }), let number = Int(Substring(digits)),
            range.contains(number)
        else { return nil }
        return number
    }

    /// What `datetime` says, if it may be a date or time; its form is left to readers.
    fileprivate var moment: String? {
        guard let text = attribute("datetime").map(HTMLText.collapsed), !text.isEmpty, text.utf8.count <= 40 else {
            return nil
        }
        let isPlain = text.utf8.allSatisfy { byte in
            (0x61...0x7A).contains(byte | 0x20) || (0x30...0x39).contains(byte) || " +-.:".utf8.contains(byte)
        }
        return isPlain ? text : nil
    }
}
