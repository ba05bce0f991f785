import XML

extension ImportedFeed {
    /// Reads `rss`, or the `rdf:RDF` of RSS 1.0 and 0.90, whose items stand beside the channel.
    init(rss root: XMLTree.Element) throws(ImportProblem) {
        let isRDF = root.name.local == "RDF"
        let channel = root.elements.first { element in
            element.name.local == "channel"
                && (!isRDF || element.name.namespace.map { FeedNamespace.rss.contains($0) } == true)
        }
        guard let channel else { throw ImportProblem(line: root.line, reason: "an RSS feed without a channel") }
        let namespace = channel.name.namespace
        let base = root.base(in: nil)
        var entries = ImportedEntries()
        for item in channel.all("item", in: namespace) { entries.add(rss: item, base: channel.base(in: base)) }
        for item in root.all("item", in: namespace) { entries.add(rss: item, base: base) }
        self.init(
            title: rssText(channel.first("title", in: namespace)),
            id: channel.word(of: "about", in: FeedNamespace.rdf),
            entries
        )
    }
}

extension ImportedEntries {
    fileprivate mutating func add(rss item: XMLTree.Element, base: String?) {
        let namespace = item.name.namespace
        let base = item.base(in: base)
        let guid = item.first("guid", in: namespace)
        // A guid is the address, too, unless it says that it isn't (RSS 2.0, “guid”).
        let isAddress = guid?.word(of: "isPermaLink")?.lowercased() != "false"
        let address = guid?.word.flatMap { isAddress && isWebAddress($0) ? $0 : nil }
        let link = item.all("link", in: namespace).lazy.compactMap(\.word).first
        add(
            id: guid?.word ?? item.word(of: "about", in: FeedNamespace.rdf),
            link: item.first("origLink", in: FeedNamespace.feedBurner)?.word
                ?? link.map { XMLTree.resolved($0, base: base) }
                ?? item.alternate(in: FeedNamespace.atom, base: base) ?? address,
            title: rssText(item.first("title", in: namespace)),
            published: date(
                item.all("pubDate", in: namespace) + item.all("date", in: FeedNamespace.dublinCore)
                    + item.all("issued", in: FeedNamespace.dublinCoreTerms)
                    + item.all("published", in: FeedNamespace.atom)
            ),
            updated: date(
                item.all("updated", in: FeedNamespace.atom) + item.all("modified", in: FeedNamespace.dublinCoreTerms)
            ),
            line: item.line
        )
    }
}

private func isWebAddress(_ text: String) -> Bool {
    let start = text.prefix(8).lowercased()
    return start.hasPrefix("http://") || start.hasPrefix("https://")
}

/// Plain text of a title that RSS does not say the type of.
///
/// It is taken for HTML when it has a character reference or an end tag, which no headline in plain text has; a `<`
/// alone may well be meant.
private func rssText(_ element: XMLTree.Element?) -> String {
    guard let text = element?.text else { return "" }
    return HTMLText.hasReference(text) || hasEndTag(text) ? HTMLText.plain(text) : HTMLText.collapsed(text)
}

private func hasEndTag(_ text: String) -> Bool {
    let bytes = text.utf8
    return zip(bytes, bytes.dropFirst()).contains { $0 == UInt8(ascii: "<") && $1 == UInt8(ascii: "/") }
}
