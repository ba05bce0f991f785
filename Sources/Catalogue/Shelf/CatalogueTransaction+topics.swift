import GRDB
package import Syndication

extension CatalogueTransaction {
    /// Those with the most articles, ordered by name.
    package func topics(_ kind: TopicKind, limit: Int) throws -> [Topic] {
        let sql = "SELECT slug, name, count FROM topic WHERE kind = ? ORDER BY count DESC, slug LIMIT ?"
        return try Row.fetchAll(database.cachedStatement(sql: sql), arguments: [kind.rawValue, limit])
            .map { Topic(kind: kind, slug: Slug(stored: $0[0]), name: $0[1], count: $0[2]) }
            .sorted { ($0.slug.text) < ($1.slug.text) }
    }

    /// All of a kind that have articles, by slug, each with the last publication or update of one; O(n) of their articles.
    package func topics(_ kind: TopicKind) throws -> [(topic: Topic, changed: Timestamp)] {
        let sql = """
            SELECT t.slug, t.name, t.count,
                (SELECT max(m.recency) FROM membership m WHERE m.kind = t.kind AND m.slug = t.slug)
            FROM topic t WHERE t.kind = ? ORDER BY t.slug
            """
        return try Row.fetchAll(database.cachedStatement(sql: sql), arguments: [kind.rawValue]).map { row in
            let topic = Topic(kind: kind, slug: Slug(stored: row[0]), name: row[1], count: row[2])
            return (topic, Timestamp(seconds: row[3] ?? 0))
        }
    }

    /// Nil when no article is in it.
    package func topic(_ kind: TopicKind, slug: String) throws -> Topic? {
        let sql = "SELECT name, count FROM topic WHERE kind = ? AND slug = ?"
        return try Row.fetchOne(database.cachedStatement(sql: sql), arguments: [kind.rawValue, slug])
            .map { Topic(kind: kind, slug: Slug(stored: slug), name: $0[0], count: $0[1]) }
    }

    /// The `count` latest of a topic by publication or update, ordered by publication, the newest first; O(count).
    package func latest(_ count: Int, in kind: TopicKind, slug: String) throws -> [Holding] {
        let numbers = """
            SELECT number FROM membership WHERE kind = ? AND slug = ? ORDER BY recency DESC, number DESC LIMIT ?
            """
        return try holdings(
            "number IN (\(numbers)) ORDER BY published DESC, number DESC",
            [kind.rawValue, slug, count]
        )
    }

    /// Some of a topic, the newest first; O(offset + limit).
    package func holdings(in kind: TopicKind, slug: String, offset: Int, limit: Int) throws -> [Holding] {
        let numbers = """
            SELECT number FROM membership WHERE kind = ? AND slug = ? ORDER BY published DESC, number DESC
            LIMIT ? OFFSET ?
            """
        return try holdings(
            "number IN (\(numbers)) ORDER BY published DESC, number DESC",
            [kind.rawValue, slug, limit, offset]
        )
    }

    // MARK: Keeping

    func join(_ holding: Holding) throws {
        for (kind, category) in holding.topics {
            let slug = category.slug.text
            try database.cachedStatement(
                sql: "INSERT INTO membership (kind, slug, published, number, recency, name) VALUES (?, ?, ?, ?, ?, ?)"
            ).execute(
                arguments: [
                    kind.rawValue, slug, holding.published.seconds, holding.number, holding.recency.seconds,
                    category.name,
                ]
            )
            try database.cachedStatement(
                sql: """
                    INSERT INTO topic (kind, slug, name, count) VALUES (?, ?, ?, 1)
                    ON CONFLICT DO UPDATE SET count = count + 1
                    """
            ).execute(arguments: [kind.rawValue, slug, category.name])
            try rename(kind, slug)
        }
    }

    func leave(_ number: Int64) throws {
        let sql = "SELECT kind, slug FROM membership WHERE number = ?"
        let left = try Row.fetchAll(database.cachedStatement(sql: sql), arguments: [number])
        guard !left.isEmpty else { return }
        try database.cachedStatement(sql: "DELETE FROM membership WHERE number = ?").execute(arguments: [number])
        for row in left {
            let (kind, slug): (Int, String) = (row[0], row[1])
            try database.cachedStatement(sql: "UPDATE topic SET count = count - 1 WHERE kind = ? AND slug = ?")
                .execute(arguments: [kind, slug])
            try database.cachedStatement(sql: "DELETE FROM topic WHERE kind = ? AND slug = ? AND count < 1")
                .execute(arguments: [kind, slug])
            if let kind = TopicKind(rawValue: kind) { try rename(kind, slug) }
        }
    }

    private func rename(_ kind: TopicKind, _ slug: String) throws {
        try database.cachedStatement(
            sql: """
                UPDATE topic SET name = coalesce((
                    SELECT m.name FROM membership m WHERE m.kind = ?1 AND m.slug = ?2 ORDER BY m.published, m.number LIMIT 1
                ), name) WHERE kind = ?1 AND slug = ?2
                """
        ).execute(arguments: [kind.rawValue, slug])
    }
}
