import GRDB
import Syndication

/// Rows as they stood in another ledger. A collision is a constraint that fails.
extension LedgerTransaction {
    /// Stores a row under the number that it has.
    func put(_ row: LedgerRow) throws {
        let marks = Array(repeating: "?", count: LedgerRow.columnCount).joined(separator: ", ")
        try database.cachedStatement(sql: "INSERT INTO article (\(LedgerRow.columns)) VALUES (\(marks))")
            .execute(arguments: row.arguments)
    }

    func putAlias(_ name: String, _ row: LedgerRow) throws {
        try database.cachedStatement(sql: "INSERT INTO alias (name, article, checksum) VALUES (?, ?, ?)")
            .execute(arguments: [name, row.number, Checksum.of([name, String(row.number)])])
    }

    func putFormerSlug(_ slug: String, _ row: LedgerRow) throws {
        try database.cachedStatement(sql: "INSERT INTO formerSlug (slug, article, checksum) VALUES (?, ?, ?)")
            .execute(arguments: [slug, row.number, Checksum.of([slug, String(row.number)])])
    }

    /// Stores an entry of an imported feed under the number that it has.
    func put(_ entry: LedgerImport) throws {
        try database.cachedStatement(
            sql: """
                INSERT INTO imported (number, id, link, slug, title, titleKey, published, updated, article, checksum)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """
        ).execute(arguments: [
            entry.number, entry.id, entry.link, entry.slug?.text, entry.title, Folding.folded(entry.title),
            entry.published?.seconds, entry.updated?.seconds, entry.article, entry.checksum,
        ])
    }

    func removeFacts() throws {
        try database.execute(sql: "DELETE FROM fact")
    }
}
