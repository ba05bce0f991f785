import CLibXML2

/// The elements open at one place, and the namespaces in scope there.
struct XMLScope {
    struct Element {
        let name: String
        /// How many namespaces were in scope outside of it.
        let outerNamespaces: Int
        var content = Content.nothing
    }

    enum Content {
        case nothing, elements, text
    }

    /// How many elements may be inside one another; libxml2, and the readers built on it, stop at 256.
    static let deepest = 200

    private(set) var elements: [Element] = []
    private var namespaces: [XMLNamespace] = []

    init(namespaces: [XMLNamespace]) throws(XMLError) {
        try checkDeclarations(namespaces)
        self.namespaces = namespaces
    }

    var place: String { elements.map(\.name).joined(separator: "/") }

    /// What the innermost element holds so far; nil outside all elements.
    var content: Content? {
        get { elements.last?.content }
        set {
            guard let newValue, let last = elements.indices.last else { return }
            elements[last].content = newValue
        }
    }

    /// Enters an element after making sure that its start tag is one that parses.
    mutating func enter(
        _ name: String,
        namespaces declared: [XMLNamespace],
        _ attributes: [XMLAttribute]
    ) throws(XMLError) {
        try checkDeclarations(declared)
        var element = Element(name: name, outerNamespaces: namespaces.count)
        // What stands inside text is part of it, so nothing inside may be indented either.
        if content == .text { element.content = .text }
        namespaces.append(contentsOf: declared)
        let qualified = try parse(name)
        if qualified.prefix != nil { _ = try namespace(of: qualified, written: name) }
        try checkAttributes(attributes)
        elements.append(element)
    }

    mutating func leave() {
        guard let element = elements.popLast() else { return }
        namespaces.removeSubrange(element.outerNamespaces...)
    }

    /// Namespaces in XML 1.0 §2.1.
    private struct ExpandedName: Hashable {
        let uri: String
        let local: String
    }

    private func checkAttributes(_ attributes: [XMLAttribute]) throws(XMLError) {
        var seen: Set<ExpandedName> = []
        for attribute in attributes {
            let name = try parse(attribute.name)
            guard name.prefix != nil || name.local != "xmlns" else {
                throw XMLError(.badName(attribute.name), place: place)
            }
            // Unprefixed attributes are in no namespace, whatever the default one is.
            let uri = name.prefix == nil ? "" : try namespace(of: name, written: attribute.name)
            guard attributes.count == 1 || seen.insert(ExpandedName(uri: uri, local: name.local)).inserted else {
                throw XMLError(.duplicateAttribute(attribute.name), place: place)
            }
        }
    }

    private func parse(_ text: String) throws(XMLError) -> XMLName {
        guard let name = XMLName(text), name.prefix != XMLNamespace.declarations.prefix else {
            throw XMLError(.badName(text), place: place)
        }
        return name
    }

    private func namespace(of name: XMLName, written: String) throws(XMLError) -> String {
        if name.prefix == XMLNamespace.xml.prefix { return XMLNamespace.xml.uri }
        guard let found = namespaces.last(where: { $0.prefix == name.prefix }) else {
            throw XMLError(.undeclaredPrefix(written), place: place)
        }
        return found.uri
    }

    private func checkDeclarations(_ declared: [XMLNamespace]) throws(XMLError) {
        for (index, namespace) in declared.enumerated() {
            guard !declared[..<index].contains(where: { $0.prefix == namespace.prefix }) else {
                throw XMLError(.duplicateAttribute(namespace.attributeName), place: place)
            }
            if let prefix = namespace.prefix {
                guard prefix.utf8.count <= XMLName.longest, XMLName.isColonless(Substring(prefix)) else {
                    throw XMLError(.badName(namespace.attributeName), place: place)
                }
            }
            guard XMLScope.isDeclarable(namespace) else {
                throw XMLError(.badNamespace("\(namespace.attributeName)=\(namespace.uri)"), place: place)
            }
        }
    }

    private static func isDeclarable(_ namespace: XMLNamespace) -> Bool {
        let reserved = [XMLNamespace.xml, .declarations]
        guard !reserved.contains(where: { $0.prefix == namespace.prefix || $0.uri == namespace.uri }) else {
            return false
        }
        if namespace.uri.isEmpty { return namespace.prefix == nil }
        // The parser's own idea of a URI, as it calls a namespace with any other an error.
        guard !namespace.uri.utf8.contains(0), let uri = unsafe xmlParseURI(namespace.uri) else { return false }
        unsafe xmlFreeURI(uri)
        return true
    }
}
