import GRDB
import Syndication

/// What search finds: an article comes into its index a moment after it is stored, behind whatever waits for it.
extension CatalogueTransaction {
    /// Takes up to so many articles into the index of search, in the order of their numbers; false when none is left.
    ///
    /// Linear in their text.
    package func indexNext(_ count: Int) throws -> Bool {
        let numbers = try Int64.fetchAll(
            database.cachedStatement(sql: "SELECT number FROM unindexed ORDER BY number LIMIT ?"),
            arguments: [count]
        )
        guard !numbers.isEmpty else { return false }
        for number in numbers {
            try database.cachedStatement(sql: "DELETE FROM unindexed WHERE number = ?").execute(arguments: [number])
            if let article = try indexed(number) { try index(article) }
        }
        return try hasUnindexed()
    }

    /// Merges some of what insertions have left in the index, which makes looks into it slower the more there is; false when
    /// nothing is left to be merged.
    ///
    /// - Parameter pages: about so many are written, of 4 kB, twenty a millisecond (sqlite.org/fts5.html, §6.8).
    package func mergeIndex(pages: Int) throws -> Bool {
        try ["search", "titleWord"].reduce(false) { isLoose, table in
            let before = database.totalChangesCount
            try database.cachedStatement(sql: "INSERT INTO \(table) (\(table), rank) VALUES ('merge', ?)")
                .execute(arguments: [pages])
            return database.totalChangesCount - before > 1 || isLoose
        }
    }

    /// Whether there are articles that search can't find yet.
    package func hasUnindexed() throws -> Bool {
        try Bool.fetchOne(database.cachedStatement(sql: "SELECT EXISTS(SELECT 1 FROM unindexed)")) ?? false
    }

    /// How many wait for it, counted no further than `bound`.
    func unindexedCount(upTo bound: Int) throws -> Int {
        try Int.fetchOne(
            database.cachedStatement(sql: "SELECT count(*) FROM (SELECT 1 FROM unindexed LIMIT ?)"),
            arguments: [bound]
        ) ?? 0
    }

    // MARK: Keeping

    /// What search keeps of an article, and where.
    struct Indexed: Equatable {
        var place: Int64
        var title: String
        var abstract: String?
        var content: String
    }

    /// Nil while it is not in the index, too.
    func indexed(_ number: Int64) throws -> Indexed? {
        let sql = """
            SELECT place, title, abstract, content FROM article JOIN body ON body.number = article.number
            WHERE article.number = ? AND NOT EXISTS (SELECT 1 FROM unindexed WHERE unindexed.number = article.number)
            """
        return try Row.fetchOne(database.cachedStatement(sql: sql), arguments: [number])
            .map { Indexed(place: $0[0], title: $0[1], abstract: $0[2], content: $0[3]) }
    }

    func awaitIndex(_ number: Int64) throws {
        try database.cachedStatement(sql: "INSERT OR IGNORE INTO unindexed (number) VALUES (?)")
            .execute(arguments: [number])
    }

    private func index(_ article: Indexed) throws {
        try database.cachedStatement(sql: "INSERT INTO search (rowid, title, abstract, body) VALUES (?, ?, ?, ?)")
            .execute(arguments: article.row)
        try database.cachedStatement(sql: "INSERT INTO titleWord (rowid, title) VALUES (?, ?)")
            .execute(arguments: [article.place, Folding.folded(article.title)])
    }

    /// A table without content is told what to forget.
    func unindex(_ article: Indexed, _ number: Int64) throws {
        try database.cachedStatement(
            sql: "INSERT INTO search (search, rowid, title, abstract, body) VALUES ('delete', ?, ?, ?, ?)"
        ).execute(arguments: article.row)
        try database.cachedStatement(sql: "INSERT INTO titleWord (titleWord, rowid, title) VALUES ('delete', ?, ?)")
            .execute(arguments: [article.place, Folding.folded(article.title)])
    }

    /// The place of an article in the order of publication: that of its own number within its second, where that is free.
    func place(of holding: Holding) throws -> Int64 {
        let second = holding.published.seconds << 20
        var place = second | (holding.number & 0xF_FFFF)
        let sql = "SELECT EXISTS(SELECT 1 FROM article WHERE place = ? AND number <> ?)"
        while try Bool.fetchOne(database.cachedStatement(sql: sql), arguments: [place, holding.number]) == true {
            place += 1
        }
        return place
    }
}

extension CatalogueTransaction.Indexed {
    fileprivate var row: StatementArguments {
        [place, Folding.folded(title), abstract.map(Folding.folded) ?? "", SearchText.folded(content: content)]
    }
}
