import GRDB
import Syndication

extension LedgerText {
    /// Makes a ledger the one that was exported, whatever it said before: all of it in one transaction, or nothing.
    ///
    /// Every line is read before the first is written; memory is that of the text. O(n log n). Throws `LedgerTextError`, also
    /// for the ledger of another site unless it `mayChangeSite`; then close it and open it again.
    ///
    /// - Returns: whether the site is another one now.
    package static func replace(_ ledger: Ledger, with lines: some Sequence<String>, mayChangeSite: Bool) throws -> Bool
    {
        let content = try LedgerTextContent(lines)
        let isOther = content.facts["site"].flatMap { PermanentID($0) } != ledger.site.id
        guard !isOther || mayChangeSite else {
            throw LedgerTextError(line: 1, reason: "it is the ledger of another site; restart to follow that one")
        }
        // The revision is a fact of the text, so it is not moved on.
        try ledger.write(concernsArticles: false) { transaction in
            try transaction.removeRows()
            var writing = LedgerTextWriting(transaction)
            _ = try writing.fill(content)
        }
        return isOther
    }
}

extension LedgerTransaction {
    /// Whether an article was ever seen.
    package func hasArticles() throws -> Bool {
        try Bool.fetchOne(database, sql: "SELECT EXISTS(SELECT 1 FROM article)") ?? false
    }

    /// All but the facts, what refers to others first.
    fileprivate func removeRows() throws {
        for table in ["alias", "formerSlug", "imported", "document", "article"] {
            try database.execute(sql: "DELETE FROM \(table)")
        }
    }
}
