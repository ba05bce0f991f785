import XML

/// Tells of links and pictures that could not be made absolute.
enum AddressNotes {
    /// One warning for all of them, at the first; nothing when a base makes them absolute.
    ///
    /// - Parameter line: where an element stands in the file; nil when that is only known of one around it.
    static func note(
        in nodes: [XMLTree.Node],
        base: String?,
        _ recognition: inout Recognition,
        line: (XMLTree.Element) -> Int?
    ) {
        guard base == nil else { return }
        var (count, first, example) = (0, 1, "")
        func look(_ node: XMLTree.Node, _ place: Int) {
            guard case .element(let element) = node else { return }
            let place = line(element) ?? place
            for name in ["href", "src"] {
                guard ["a", "img"].contains(element.name.local), let address = element.attribute(name)?.collapsingSpace,
                    isRelative(address)
                else { continue }
                if count == 0 { (first, example) = (place, address) }
                count += 1
            }
            for inner in element.nodes { look(inner, place) }
        }
        for node in nodes { look(node, 1) }
        guard count > 0 else { return }
        let others = count == 1 ? "" : " (and \(count - 1) more)"
        recognition.warn(
            first,
            """
            “\(example)”\(others) is relative, and nothing says to what: the words stay, the link or picture is left out; name \
            the article's own address (“canonical_url”), or “links” in the configuration
            """
        )
    }

    private static func isRelative(_ address: String) -> Bool {
        guard let first = address.utf8.first, first != UInt8(ascii: "#") else { return false }
        guard let colon = address.utf8.firstIndex(of: UInt8(ascii: ":")) else { return true }
        let scheme = address.utf8[..<colon]
        return !scheme.allSatisfy {
            (0x61...0x7A).contains($0 | 0x20) || (0x30...0x39).contains($0) || "+-.".utf8.contains($0)
        }
    }
}
