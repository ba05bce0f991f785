import GRDB
import Syndication

extension LedgerText {
    /// Reads what `export` wrote into a ledger: all of it in one transaction, or nothing.
    ///
    /// A ledger without articles becomes the one that was exported, row by row, with its site: close it and open it again.
    /// One that has some is refused unless `merging`; then it keeps its site and all that it says, and gets the articles
    /// it lacks, with slugs of their own where theirs are taken.
    ///
    /// Every line is read before the first is written; memory is that of the text. O(n log n). Throws `LedgerTextError`.
    @discardableResult
    package static func `import`(
        _ lines: some Sequence<String>,
        into ledger: Ledger,
        merging: Bool = false
    ) throws -> Report {
        let content = try LedgerTextContent(lines)
        let isEmpty = try ledger.read { try $0.isEmpty() }
        guard isEmpty || merging else {
            throw LedgerTextError(line: nil, reason: "the ledger has articles of its own; merging was not asked for")
        }
        // In an empty one the revision is a fact of the text, so it is not moved on.
        return try ledger.write(concernsArticles: !isEmpty) { transaction in
            var writing = LedgerTextWriting(transaction)
            return isEmpty ? try writing.fill(content) : try writing.merge(content)
        }
    }
}

/// The lines of a text, read and counted.
struct LedgerTextContent {
    private(set) var facts: [String: String] = [:]
    private(set) var articles: [(line: Int, value: LedgerLine.ArticleLine)] = []
    private(set) var imports: [(line: Int, value: LedgerLine.ImportedLine)] = []
    private(set) var documents: [(line: Int, value: LedgerLine.DocumentLine)] = []

    /// What the first line says that there are.
    private(set) var counts: (articles: Int, imports: Int, documents: Int) = (0, 0, 0)

    /// Throws at the first line that can't be read, or when there are fewer or more than the first line says, unless it is not
    /// all of them.
    init(_ lines: some Sequence<String>, isWhole: Bool = true) throws(LedgerTextError) {
        var counts: (articles: Int, imports: Int, documents: Int)?
        var number = 0
        for line in lines {
            number += 1
            do throws(LineFault) {
                if counts == nil {
                    counts = try readHeader(line)
                } else if !line.utf8.allSatisfy({ $0 == 0x20 || $0 == 0x0D }) {
                    switch try LedgerLine(line) {
                    case .article(let value): articles.append((number, value))
                    case .imported(let value): imports.append((number, value))
                    case .document(let value): documents.append((number, value))
                    }
                }
            } catch {
                throw LedgerTextError(line: number, reason: error.reason)
            }
        }
        guard let counts else { throw LedgerTextError(line: nil, reason: "the text is empty") }
        self.counts = counts
        articles.sort { $0.value.row.number < $1.value.row.number }
        imports.sort { $0.value.entry.number < $1.value.entry.number }
        guard isWhole else { return }
        for (name, expected, found) in [
            ("articles", counts.articles, articles.count), ("imported entries", counts.imports, imports.count),
            ("documents", counts.documents, documents.count),
        ] where expected != found {
            throw LedgerTextError(
                line: nil,
                reason: "the first line counts \(expected) \(name), and there are \(found)"
            )
        }
    }

    private mutating func readHeader(_ line: String) throws(LineFault) -> (Int, Int, Int) {
        var members = try LineMembers(line)
        guard members.has("format"), try members.string("format") == LedgerText.format else {
            throw LineFault("it is not the first line of a ledger's text")
        }
        guard try members.number("version") == LedgerText.version else {
            throw LineFault("the text was written by a newer version of sower")
        }
        facts = try members.table("facts")
        guard facts["site"].flatMap({ PermanentID($0) }) != nil, facts["created"].flatMap({ Int64($0) }) != nil else {
            throw LineFault("facts lack the site's id or its creation")
        }
        let counts = (try members.count("articles"), try members.count("imported"), try members.count("documents"))
        try members.finish()
        return counts
    }
}

extension LedgerTransaction {
    fileprivate func isEmpty() throws -> Bool {
        let tables = ["article", "alias", "formerSlug", "imported", "document"]
        let sql = tables.map { "EXISTS(SELECT 1 FROM \($0))" }.joined(separator: " OR ")
        return try Bool.fetchOne(database, sql: "SELECT \(sql)") == false
    }
}
