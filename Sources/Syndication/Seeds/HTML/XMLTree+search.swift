import XML

extension XMLTree.Element {
    /// The elements inside that pass, itself first, in their order; does not look into those to skip.
    func descendants(
        skipping skip: (XMLTree.Element) -> Bool = { _ in false },
        where passes: (XMLTree.Element) -> Bool
    ) -> [XMLTree.Element] {
        var found: [XMLTree.Element] = []
        gather(&found, skip, passes)
        return found
    }

    private func gather(
        _ found: inout [XMLTree.Element],
        _ skip: (XMLTree.Element) -> Bool,
        _ passes: (XMLTree.Element) -> Bool
    ) {
        if passes(self) { found.append(self) }
        for inner in elements where !skip(inner) { inner.gather(&found, skip, passes) }
    }

    func all(_ name: String) -> [XMLTree.Element] { descendants { $0.name.local == name } }

    func first(_ name: String) -> XMLTree.Element? { firstDescendant { $0.name.local == name } }

    /// The first that passes, itself or inside.
    func firstDescendant(where passes: (XMLTree.Element) -> Bool) -> XMLTree.Element? {
        if passes(self) { return self }
        for inner in elements {
            if let found = inner.firstDescendant(where: passes) { return found }
        }
        return nil
    }

    /// The words of an attribute that holds several, in lower case.
    func words(of attribute: String) -> [String] {
        self.attribute(attribute)?.lowercased().split(whereSeparator: \.isWhitespace).map(String.init) ?? []
    }
}
