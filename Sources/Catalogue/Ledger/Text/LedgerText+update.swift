import GRDB
import Syndication

extension LedgerText {
    /// Brings a ledger that says what an earlier text of the same ledger said in step with a later one, by what differs: all of it
    /// in one transaction, or nothing.
    ///
    /// Linear in the lines that are new. Throws `LedgerTextError` where the text is not told apart by that, because something has
    /// left it or it is not whole; then `replace` says what is wrong, or does it.
    ///
    /// - Parameters:
    ///   - lines: the first line, and those that the earlier text did not have.
    ///   - count: of all lines.
    /// - Returns: the numbers of the articles that the new lines are about.
    package static func update(_ ledger: Ledger, with lines: some Sequence<String>, of count: Int) throws -> [Int64] {
        let content = try LedgerTextContent(lines, isWhole: false)
        let counts = content.counts
        guard content.facts["site"].flatMap({ PermanentID($0) }) == ledger.site.id,
            1 + counts.articles + counts.imports + counts.documents == count
        else { throw LedgerTextError(line: 1, reason: "it is not all of the text, or that of another site") }
        return try ledger.write(concernsArticles: false) { transaction in
            var writing = LedgerTextWriting(transaction)
            try writing.update(content)
            for (table, expected) in [
                ("article", counts.articles), ("imported", counts.imports), ("document", counts.documents),
            ] where try transaction.count(table) != expected {
                throw LedgerTextError(line: nil, reason: "something has left the text")
            }
            return content.articles.map(\.value.row.number)
        }
    }
}

extension LedgerTransaction {
    /// Stores a row with its names in place of the one of that number, where there is one.
    ///
    /// A collision with another row is a constraint that fails.
    func overwrite(_ line: LedgerLine.ArticleLine) throws {
        let row = line.row
        if try article(number: row.number) == nil { try put(row) } else { try update(row) }
        for table in ["alias", "formerSlug"] {
            try database.execute(sql: "DELETE FROM \(table) WHERE article = ?", arguments: [row.number])
        }
        for name in line.aliases { try putAlias(name, row) }
        for slug in line.formerSlugs { try putFormerSlug(slug, row) }
    }

    /// Stores an entry of an imported feed in place of the one of that number.
    func overwrite(_ entry: LedgerImport) throws {
        try database.execute(sql: "DELETE FROM imported WHERE number = ?", arguments: [entry.number])
        try put(entry)
    }
}
