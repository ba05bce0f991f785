import GRDB
package import Syndication

extension LedgerTransaction {
    /// Those that no article continues yet, in the order of the feed.
    package func pendingImports() throws -> [LedgerImport] {
        try imports("article IS NULL ORDER BY number", [])
    }

    /// Whether there are any.
    func hasPendingImports() throws -> Bool {
        let sql = "SELECT EXISTS(SELECT 1 FROM imported WHERE article IS NULL)"
        return try Bool.fetchOne(database.cachedStatement(sql: sql)) ?? false
    }

    func imports(id: String) throws -> LedgerImport? {
        try imports("id = ?", [id]).first
    }

    package func imports(link: String) throws -> [LedgerImport] {
        try imports("link = ? AND article IS NULL ORDER BY number", [link])
    }

    package func imports(slug: Slug) throws -> [LedgerImport] {
        try imports("slug = ? AND article IS NULL ORDER BY number", [slug.text])
    }

    package func imports(title: String) throws -> [LedgerImport] {
        try imports("titleKey = ? AND article IS NULL ORDER BY number", [Folding.folded(title)])
    }

    /// Stores a new one; one of the same id that is there already stays as it is, and false is returned.
    package func insert(_ entry: LedgerImport) throws -> Bool {
        let before = database.totalChangesCount
        try database.execute(
            sql: """
                INSERT OR IGNORE INTO imported (id, link, slug, title, titleKey, published, updated, article, checksum)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                entry.id, entry.link, entry.slug?.text, entry.title, Folding.folded(entry.title),
                entry.published?.seconds, entry.updated?.seconds, entry.article, entry.checksum,
            ]
        )
        return database.totalChangesCount != before
    }

    /// Notes which article continues an entry.
    package func settle(_ entry: LedgerImport, as row: LedgerRow) throws {
        var entry = entry
        entry.article = row.number
        try database.execute(
            sql: "UPDATE imported SET article = ?, checksum = ? WHERE number = ?",
            arguments: [entry.article, entry.checksum, entry.number]
        )
    }

    private func imports(_ condition: String, _ arguments: StatementArguments) throws -> [LedgerImport] {
        guard mayHaveImports else { return [] }
        let sql = "SELECT \(LedgerImport.columns) FROM imported WHERE \(condition)"
        return try Row.fetchAll(database.cachedStatement(sql: sql), arguments: arguments).map(LedgerImport.init)
    }
}
