/// Sanitised HTML as text.
package enum HTMLFragment {
    /// Writes nodes that `HTMLSanitiser` made, in HTML that every parser reads as the same nodes; linear.
    ///
    /// Text and attributes are escaped as in XML, attributes come in a fixed order, and elements without content have no
    /// end tag. Blocks at the top stand one a line.
    package static func text(of nodes: [XMLTree.Node]) -> String {
        var output: [UInt8] = []
        var isAfterBlock = false
        for node in nodes {
            var isBlock = false
            if case .element(let element) = node { isBlock = HTMLAllowList.blocks.contains(element.name.local) }
            if isAfterBlock && isBlock { output.append(UInt8(ascii: "\n")) }
            write(node, to: &output)
            isAfterBlock = isBlock
        }
        return String(decoding: output, as: UTF8.self)
    }

    private static func write(_ node: XMLTree.Node, to output: inout [UInt8]) {
        switch node {
        case .text(let text): output += XMLText.escaped(XMLText.repaired(text), in: .content)
        case .element(let element):
            let name = element.name.local
            output += Array("<\(name)".utf8)
            for attribute in HTMLAllowList.attributes(of: name) {
                guard let value = element.attribute(attribute) else { continue }
                output += Array(" \(attribute)=\"".utf8)
                output += XMLText.escaped(XMLText.repaired(value), in: .attribute)
                output.append(UInt8(ascii: "\""))
            }
            output.append(UInt8(ascii: ">"))
            if HTMLAllowList.voids.contains(name) { return }
            for node in element.nodes { write(node, to: &output) }
            output += Array("</\(name)>".utf8)
        }
    }
}
