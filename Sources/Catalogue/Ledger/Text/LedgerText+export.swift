import GRDB
import Syndication

extension LedgerText {
    /// Writes the whole ledger, line by line and without line ends, as it stands at one moment.
    ///
    /// The same ledger gives the same lines. Linear, but for sorting former slugs; memory is that of the former slugs.
    /// Throws `LedgerDamage` at a row that does not fit its checksum.
    package static func export(_ ledger: Ledger, to write: (String) throws -> Void) throws {
        try ledger.read { ledger in
            try write(header(ledger))
            let formerSlugs = try ledger.formerSlugs()
            try ledger.eachArticle { row in
                let line = LedgerLine.ArticleLine(
                    row: row,
                    aliases: try ledger.checkedAliases(of: row),
                    formerSlugs: formerSlugs[row.number] ?? []
                )
                try write(LedgerLine.article(line).text)
            }
            try ledger.eachImport { entry, article in
                try write(LedgerLine.imported(.init(entry: entry, article: article)).text)
            }
            try ledger.eachDocument { try write(LedgerLine.document($0).text) }
        }
    }

    private static func header(_ ledger: LedgerTransaction) throws -> String {
        var members = LineMembers()
        members["format"] = .string(format)
        members["version"] = .integer(version)
        members["articles"] = .integer(try ledger.count("article"))
        members["imported"] = .integer(try ledger.count("imported"))
        members["documents"] = .integer(try ledger.count("document"))
        members["facts"] = .object(try ledger.facts().mapValues(JSONValue.string))
        return members.text
    }
}

extension LedgerTransaction {
    func count(_ table: String) throws -> Int64 {
        try Int64.fetchOne(database, sql: "SELECT count(*) FROM \(table)") ?? 0
    }

    fileprivate func facts() throws -> [String: String] {
        var facts: [String: String] = [:]
        for key in try String.fetchAll(database, sql: "SELECT key FROM fact") { facts[key] = try fact(key) }
        return facts
    }

    /// By the number of the article, sorted.
    fileprivate func formerSlugs() throws -> [Int64: [String]] {
        var slugs: [Int64: [String]] = [:]
        let cursor = try Row.fetchCursor(database, sql: "SELECT slug, article, checksum FROM formerSlug ORDER BY slug")
        while let row = try cursor.next() {
            let (slug, article) = try row.name(in: "formerSlug")
            slugs[article, default: []].append(slug)
        }
        return slugs
    }

    fileprivate func checkedAliases(of row: LedgerRow) throws -> [String] {
        let sql = "SELECT name, article, checksum FROM alias WHERE article = ? ORDER BY name"
        return try Row.fetchAll(database.cachedStatement(sql: sql), arguments: [row.number])
            .map { try $0.name(in: "alias").0 }
    }

    fileprivate func eachArticle(_ body: (LedgerRow) throws -> Void) throws {
        let cursor = try Row.fetchCursor(database, sql: "SELECT \(LedgerRow.columns) FROM article ORDER BY id")
        while let row = try cursor.next() { try body(LedgerRow(row)) }
    }

    fileprivate func eachImport(_ body: (LedgerImport, PermanentID?) throws -> Void) throws {
        let cursor = try Row.fetchCursor(database, sql: "SELECT \(LedgerImport.columns) FROM imported ORDER BY id")
        while let row = try cursor.next() {
            var entry = try LedgerImport(row)
            let article = try entry.article.flatMap { try self.article(number: $0)?.id }
            entry.article = nil
            try body(entry, article)
        }
    }

    fileprivate func eachDocument(_ body: (LedgerLine.DocumentLine) throws -> Void) throws {
        let sql = "SELECT path, digest, lastModified, checksum FROM document ORDER BY path"
        let cursor = try Row.fetchCursor(database, sql: sql)
        while let row = try cursor.next() { try body(row.document()) }
    }
}
