import XML

extension ImportedFeed {
    /// Reads `atom:feed` (RFC 4287 §4.1.1); the elements of Atom 0.3 that have other names stand for theirs.
    init(atom feed: XMLTree.Element) {
        let namespace = feed.name.namespace
        let base = feed.base(in: nil)
        var entries = ImportedEntries()
        for entry in feed.all("entry", in: namespace) { entries.add(atom: entry, base: base) }
        self.init(
            title: atomText(feed.first("title", in: namespace)),
            id: feed.first("id", in: namespace)?.word,
            entries
        )
    }
}

extension ImportedEntries {
    /// Reads `atom:entry` (RFC 4287 §4.1.2).
    fileprivate mutating func add(atom entry: XMLTree.Element, base: String?) {
        let namespace = entry.name.namespace
        func dates(_ names: String...) -> [XMLTree.Element] { names.flatMap { entry.all($0, in: namespace) } }
        add(
            id: entry.first("id", in: namespace)?.word,
            link: entry.first("origLink", in: FeedNamespace.feedBurner)?.word
                ?? entry.alternate(in: namespace, base: entry.base(in: base)),
            title: atomText(entry.first("title", in: namespace)),
            published: date(dates("published", "issued", "created")),
            updated: date(dates("updated", "modified")),
            line: entry.line
        )
    }
}

/// A text construct (RFC 4287 §3.1) as plain text.
private func atomText(_ element: XMLTree.Element?) -> String {
    guard let element else { return "" }
    switch (element.word(of: "type")?.lowercased(), element.word(of: "mode")) {
    case ("html", _), ("text/html", _), (_, "escaped"): return HTMLText.plain(element.text)
    default: return HTMLText.collapsed(element.text)
    }
}
