import XML

/// A feed that some other program made, read for what readers know its entries by.
package struct ImportedFeed: Sendable, Hashable {
    /// Plain text on one line; may be empty.
    package let title: String
    /// The `atom:id` as written, or the `rdf:about` of an RSS 1.0 channel; RSS 2.0 has none.
    package let id: String?
    /// In the feed's order; no two have one id.
    package let entries: [ImportedEntry]
    /// What was passed over, in the feed's order: entries that nothing identifies, repeated ids, unreadable dates.
    package let problems: [ImportProblem]

    /// Reads Atom 1.0 and 0.3, RSS 2.0 and 0.9x, RSS 1.0 and 0.90 (RDF); linear.
    ///
    /// Throws what is no such feed, with the line. Bounds and encodings: `XMLTree`.
    package init(reading document: [UInt8]) throws(ImportProblem) {
        let root: XMLTree.Element
        do throws(XMLError) {
            root = try XMLTree(reading: document).root
        } catch {
            throw ImportProblem(error)
        }
        switch (root.name.local, root.name.namespace) {
        case ("feed", FeedNamespace.atom), ("feed", FeedNamespace.atom03): self.init(atom: root)
        case ("feed", _): throw ImportProblem(line: root.line, reason: "an Atom feed without the namespace of Atom")
        case ("rss", _), ("RDF", FeedNamespace.rdf): try self.init(rss: root)
        case (let name, _):
            let shown = name.count > 40 ? "\(name.prefix(40))…" : name
            throw ImportProblem(line: root.line, reason: "the document is “\(shown)”, not an Atom or RSS feed")
        }
    }

    init(title: String, id: String?, _ entries: ImportedEntries) {
        (self.title, self.id) = (title, id)
        (self.entries, self.problems) = (entries.accepted, entries.problems)
    }
}
