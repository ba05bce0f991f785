import XML

extension XMLTree.Element {
    /// The elements of a name directly inside.
    func all(_ local: String, in namespace: String?) -> [XMLTree.Element] {
        let name = XMLTree.Name(local, in: namespace)
        return elements.filter { $0.name == name }
    }

    /// The first of them.
    func first(_ local: String, in namespace: String?) -> XMLTree.Element? {
        let name = XMLTree.Name(local, in: namespace)
        return elements.first { $0.name == name }
    }

    /// Its text without the white space around it; nil when nothing is left.
    var word: String? { trimmed(text) }

    /// An attribute's value without the white space around it; nil when nothing is left.
    func word(of local: String, in namespace: String? = nil) -> String? {
        attribute(local, in: namespace).flatMap(trimmed)
    }

    /// The `href` of the first `atom:link` that leads to the article, a web page first of all (RFC 4287 §4.2.7).
    func alternate(in namespace: String?, base: String?) -> String? {
        let links = all("link", in: namespace).filter { link in
            ["alternate", "http://www.iana.org/assignments/relation/alternate"].contains(
                link.word(of: "rel") ?? "alternate"
            )
                && link.word(of: "href") != nil
        }
        let page = links.first { link in
            guard let type = link.word(of: "type")?.lowercased() else { return true }
            return type.hasPrefix("text/html") || type.hasPrefix("application/xhtml+xml")
        }
        guard let link = page ?? links.first, let address = link.word(of: "href") else { return nil }
        return XMLTree.resolved(address, base: link.base(in: base))
    }
}

/// White space as XML knows it (XML 1.0 §2.3), so that any other stays part of an id.
private func trimmed(_ text: String) -> String? {
    let isSpace: (UInt8) -> Bool = { $0 == 0x20 || $0 == 0x09 || $0 == 0x0A || $0 == 0x0D }
    let bytes = text.utf8
    guard let first = bytes.firstIndex(where: { !isSpace($0) }), let last = bytes.lastIndex(where: { !isSpace($0) })
    else {
        return nil
    }
    return String(text[first...last])
}
