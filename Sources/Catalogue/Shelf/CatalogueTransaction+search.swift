import GRDB
package import Syndication

extension CatalogueTransaction {
    /// Those that a query finds, the newest first; stops as soon as it has them.
    package func newest(_ query: SearchQuery, offset: Int = 0, limit: Int) throws -> [Holding] {
        guard !query.isEmpty else { return [] }
        return try holdings(
            """
            place IN (SELECT rowid FROM search WHERE search MATCH ? ORDER BY rowid DESC LIMIT ? OFFSET ?)
            ORDER BY published DESC, number DESC
            """,
            [query.expression, limit, offset]
        )
    }

    /// How many of the newest matches are ranked.
    package static let ranked = 1_000

    /// Those that a query finds, the fittest of the newest `ranked` first (Okapi BM25; titles weigh most).
    package func fittest(_ query: SearchQuery, offset: Int = 0, limit: Int) throws -> [Holding] {
        guard !query.isEmpty else { return [] }
        let sql = """
            WITH found AS MATERIALIZED (
                SELECT rowid AS place, bm25(search, 8.0, 4.0, 1.0) AS score FROM search WHERE search MATCH ?
                ORDER BY rowid DESC LIMIT ?
            )
            SELECT place FROM found ORDER BY score, place DESC LIMIT ? OFFSET ?
            """
        let places = try Int64.fetchAll(
            database.cachedStatement(sql: sql),
            arguments: [query.expression, CatalogueTransaction.ranked, limit, offset]
        )
        return try places.compactMap { try holdings("place = ?", [$0]).first }
    }

    /// How many a query finds, counted no further than `bound`.
    package func count(_ query: SearchQuery, upTo bound: Int) throws -> Int {
        guard !query.isEmpty else { return 0 }
        let sql = "SELECT count(*) FROM (SELECT 1 FROM search WHERE search MATCH ? LIMIT ?)"
        return try Int.fetchOne(database.cachedStatement(sql: sql), arguments: [query.expression, bound]) ?? 0
    }
}

extension SearchQuery {
    /// In the language of FTS5; every term in quotes, so that none is taken as an operator.
    fileprivate var expression: String {
        let wanted = wanted.map(\.expression).joined(separator: " AND ")
        guard !excluded.isEmpty else { return wanted }
        return "(\(wanted)) NOT (\(excluded.map(\.expression).joined(separator: " OR ")))"
    }
}

extension SearchQuery.Term {
    fileprivate var expression: String {
        "\"" + text.replacing("\"", with: "\"\"") + "\"" + (isPrefix ? " *" : "")
    }
}
