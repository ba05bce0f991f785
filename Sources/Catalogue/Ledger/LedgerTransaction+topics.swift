import GRDB
package import Syndication

extension LedgerTransaction {
    /// When an article last left a topic, and how the topic was called; nil when none ever has.
    package func leaving(_ kind: TopicKind, slug: String) throws -> (moment: Timestamp, name: String)? {
        guard let text = try fact(Self.key(kind, slug)), let space = text.firstIndex(of: " "),
            let seconds = Int64(text[..<space])
        else { return nil }
        return (Timestamp(seconds: seconds), String(text[text.index(after: space)...]))
    }

    /// Notes that an article has left a topic, so that its feed is known when it is empty; keeps the later of two moments.
    package func setLeaving(_ kind: TopicKind, _ category: Category, at moment: Timestamp) throws {
        if let last = try leaving(kind, slug: category.slug.text), last.moment >= moment { return }
        try setFact(Self.key(kind, category.slug.text), "\(moment.seconds) \(category.name)")
    }

    /// The slugs of all topics of a kind that an article has ever left, sorted; O(n) of them.
    package func leavings(_ kind: TopicKind) throws -> [String] {
        let prefix = Self.key(kind, "")
        // The range is that of all keys with the prefix, whose last byte is a slash.
        let sql = "SELECT key FROM fact WHERE key >= ?1 AND key < substr(?1, 1, length(?1) - 1) || '0' ORDER BY key"
        return try String.fetchAll(database.cachedStatement(sql: sql), arguments: [prefix])
            .map { String($0.dropFirst(prefix.count)) }
    }

    private static func key(_ kind: TopicKind, _ slug: String) -> String { "left \(kind.name)/\(slug)" }
}
