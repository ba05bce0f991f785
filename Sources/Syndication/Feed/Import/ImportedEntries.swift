import XML

/// The entries of a feed while it is read, and what was wrong with others.
struct ImportedEntries {
    private(set) var accepted: [ImportedEntry] = []
    private(set) var problems: [ImportProblem] = []
    /// The line of each id.
    private var lines: [String: Int] = [:]

    /// Takes an entry that has an id or a link, when no earlier one has the same id.
    mutating func add(
        id: String?,
        link: String?,
        title: String,
        published: Timestamp?,
        updated: Timestamp?,
        line: Int
    ) {
        guard let id = id ?? link else {
            return pass(line, "the entry has neither id nor link, so no reader can tell it from others")
        }
        guard id.utf8.count <= ImportedEntry.longestID else {
            return pass(line, "the entry's id is longer than \(ImportedEntry.longestID) bytes")
        }
        if let first = lines[id] { return pass(line, "the entry has the id of the one on line \(first)") }
        lines[id] = line
        accepted.append(
            ImportedEntry(id: id, link: link, title: title, published: published, updated: updated, line: line)
        )
    }

    /// The first date that can be read; one before it that can't is a problem.
    mutating func date(_ candidates: [XMLTree.Element]) -> Timestamp? {
        for element in candidates {
            guard let text = element.word else { continue }
            if let moment = FeedDate.read(text) { return moment }
            let shown =
                text.unicodeScalars.count > 60
                ? String(String.UnicodeScalarView(text.unicodeScalars.prefix(60))) + "…" : text
            pass(element.line, "“\(HTMLText.collapsed(shown))” is no date of a known form")
        }
        return nil
    }

    private mutating func pass(_ line: Int, _ reason: String) {
        problems.append(ImportProblem(line: line, reason: reason))
    }
}
