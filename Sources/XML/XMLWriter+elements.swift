import CLibXML2

extension XMLWriter {
    /// Writes an element around what `content` writes.
    ///
    /// One that mixes text and elements has to start with text, be it empty: text after an element that was put on a
    /// line of its own is misplaced.
    package mutating func element(
        _ name: String,
        namespaces: [XMLNamespace] = [],
        _ attributes: [XMLAttribute] = [],
        _ content: (inout XMLWriter) throws(XMLError) -> Void
    ) throws(XMLError) {
        try attempt { writer throws(XMLError) in
            try writer.start(name, namespaces, attributes)
            let depth = writer.scope.elements.count
            writer.closures += 1
            try content(&writer)
            writer.closures -= 1
            if let failure = writer.failure { throw failure }
            guard writer.scope.elements.count == depth else {
                throw writer.fail(.misplaced("another writer than \(name.debugDescription) began with"))
            }
            try writer.end()
        }
    }

    /// Writes an element that holds text and nothing else.
    package mutating func element(
        _ name: String,
        _ attributes: [XMLAttribute] = [],
        text: String
    ) throws(XMLError) {
        try element(name, attributes) { writer throws(XMLError) in try writer.text(text) }
    }

    /// Writes an element of text with hexadecimal references, for readers that take its content for HTML.
    package mutating func element(
        _ name: String,
        _ attributes: [XMLAttribute] = [],
        plainText: String
    ) throws(XMLError) {
        try element(name, attributes) { writer throws(XMLError) in
            try writer.text(plainText, in: .plainContent)
        }
    }

    /// Writes an empty element.
    package mutating func element(_ name: String, _ attributes: [XMLAttribute] = []) throws(XMLError) {
        try element(name, attributes) { _ throws(XMLError) in }
    }

    /// Writes text into the innermost open element; misplaced outside of one and after indented elements.
    package mutating func text(_ text: String) throws(XMLError) {
        try self.text(text, in: .content)
    }

    /// Opens an element and leaves it open: what follows is its content, until `finish` or `split`.
    ///
    /// May be repeated for the next one inside (`rss`, `channel`), but not within the content of `element`.
    package mutating func open(
        _ name: String,
        namespaces: [XMLNamespace] = [],
        _ attributes: [XMLAttribute] = []
    ) throws(XMLError) {
        try attempt { writer throws(XMLError) in
            guard writer.closures == 0 else {
                throw writer.fail(.misplaced("\(name.debugDescription), left open inside an element that ends"))
            }
            try writer.start(name, namespaces, attributes)
        }
    }

    /// Ends the innermost element.
    mutating func end() throws(XMLError) {
        if scope.content == .elements { try indent(depth: scope.elements.count - 1) }
        try wrote(unsafe xmlTextWriterEndElement(writer), by: "xmlTextWriterEndElement")
        scope.leave()
        textSize = 0
        if scope.content != .text { try raw([UInt8(ascii: "\n")]) }
    }

    private mutating func start(
        _ name: String,
        _ namespaces: [XMLNamespace],
        _ attributes: [XMLAttribute]
    ) throws(XMLError) {
        guard !(isDocument && hasRoot && scope.elements.isEmpty) else {
            throw fail(.misplaced("\(name.debugDescription) after the root"))
        }
        let (before, depth) = (scope.content, scope.elements.count)
        guard outerDepth + depth < XMLScope.deepest else { throw fail(.tooDeep) }
        if before == .nothing { scope.content = .elements }
        try scope.enter(name, namespaces: namespaces, attributes)
        if before == .nothing { try raw([UInt8(ascii: "\n")]) }
        if before != .text { try indent(depth: depth) }
        try wrote(unsafe xmlTextWriterStartElement(writer, name), by: "xmlTextWriterStartElement")
        for namespace in namespaces {
            try attribute(XMLAttribute(namespace.attributeName, namespace.uri))
        }
        for attribute in attributes {
            try self.attribute(attribute)
        }
        hasRoot = true
        textSize = 0
    }

    private mutating func attribute(_ attribute: XMLAttribute) throws(XMLError) {
        let value = XMLText.escaped(XMLText.repaired(attribute.value), in: .attribute)
        guard value.count <= XMLWriter.longestText else {
            throw fail(.tooLarge("attribute \(attribute.name.debugDescription)"))
        }
        try wrote(unsafe xmlTextWriterStartAttribute(writer, attribute.name), by: "xmlTextWriterStartAttribute")
        try raw(value)
        try wrote(unsafe xmlTextWriterEndAttribute(writer), by: "xmlTextWriterEndAttribute")
    }

    private mutating func text(_ text: String, in place: XMLText.Place) throws(XMLError) {
        try attempt { writer throws(XMLError) in
            guard let content = writer.scope.content else {
                throw writer.fail(.misplaced("text outside of an element"))
            }
            guard content != .elements else { throw writer.fail(.misplaced("text after indented elements")) }
            let bytes = XMLText.escaped(XMLText.repaired(text), in: place)
            writer.textSize += bytes.count
            guard writer.textSize <= XMLWriter.longestText else { throw writer.fail(.tooLarge("text")) }
            writer.scope.content = .text
            try writer.raw(bytes)
        }
    }

    private mutating func indent(depth: Int) throws(XMLError) {
        try raw([UInt8](repeating: UInt8(ascii: " "), count: 2 * (outerDepth + depth)))
    }
}
