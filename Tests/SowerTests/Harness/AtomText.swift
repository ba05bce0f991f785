/// What stands in an Atom feed that Sower wrote, taken by its tags: the judges read it properly.
struct AtomText: Equatable {
    struct Entry: Equatable {
        var id: String
        var title: String
        var link: String
        var published: String
        var updated: String
    }

    var id: String
    var updated: String
    var entries: [Entry]

    init(_ text: String) {
        let parts = text.pieces(between: "<entry>", and: "</entry>")
        let head = text.split(separator: "<entry>", maxSplits: 1).first.map(String.init) ?? ""
        id = head.piece("<id>", "</id>")
        updated = head.piece("<updated>", "</updated>")
        entries = parts.map { entry in
            Entry(
                id: entry.piece("<id>", "</id>"),
                title: entry.piece("<title type=\"text\">", "</title>").unescaped,
                link: entry.piece("<link ", ">").piece("href=\"", "\"").unescaped,
                published: entry.piece("<published>", "</published>"),
                updated: entry.piece("<updated>", "</updated>")
            )
        }
    }

    subscript(title: String) -> Entry? { entries.first { $0.title == title } }
    var titles: [String] { entries.map(\.title) }
}

extension String {
    /// What stands between each of the first mark and the next of the second.
    func pieces(between open: String, and close: String) -> [String] {
        components(open).dropFirst().compactMap { $0.components(close).first }
    }

    func piece(_ open: String, _ close: String) -> String { pieces(between: open, and: close).first ?? "" }

    /// The five entities of XML as characters.
    var unescaped: String {
        [
            ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&apos;", "'"), ("&#13;", "\r"),
            ("&amp;", "&"),
        ]
        .reduce(self) { $0.components($1.0).joined(separator: $1.1) }
    }

    private func components(_ separator: String) -> [String] {
        split(separator: separator, omittingEmptySubsequences: false).map(String.init)
    }
}
