import GRDB
import Syndication

extension CatalogueTransaction {
    /// Of each thing that articles may share, so many of the newest are weighed.
    private static let weighed = 30
    private static let mostWords = 10

    /// The articles most like one: what they share counts the more the fewer have it, be it a tag, an author, the category or
    /// a word of the title.
    ///
    /// Repeatable; about fifteen look-ups of bounded cost. Without those of the numbers to leave out.
    package func alike(_ holding: Holding, leavingOut others: Set<Int64>, limit: Int) throws -> [Holding] {
        guard limit > 0 else { return [] }
        var scores: [Int64: Int] = [:]
        for (kind, category) in holding.topics.prefix(CatalogueTransaction.mostWords) {
            guard let topic = try topic(kind, slug: category.slug.text) else { continue }
            let weight = kind == .tag ? 96 : kind == .category ? 48 : 24
            for number in try newest(in: topic) { scores[number, default: 0] += weight / topic.count.magnitudeOfTwo }
        }
        for word in CatalogueTransaction.words(of: holding.title) {
            let numbers = try numbers(titled: word)
            for number in numbers { scores[number, default: 0] += 96 / numbers.count.magnitudeOfTwo }
        }
        scores[holding.number] = nil
        for number in others { scores[number] = nil }
        let best = scores.sorted { ($1.value, $1.key) < ($0.value, $0.key) }.prefix(limit)
        return try best.compactMap { try self.holding(number: $0.key) }
    }

    /// Words long enough to say something, each once.
    private static func words(of title: String) -> [String] {
        var seen = Set<String>()
        return SearchQuery(title.replacing("\"", with: " ").replacing("*", with: " ").replacing("-", with: " ")).wanted
            .flatMap { $0.text.split(separator: " ").map(String.init) }
            .filter { $0.utf8.count > 3 && seen.insert($0).inserted }.prefix(mostWords).map { $0 }
    }

    private func newest(in topic: Topic) throws -> [Int64] {
        let sql = """
            SELECT number FROM membership WHERE kind = ? AND slug = ? ORDER BY published DESC, number DESC LIMIT ?
            """
        return try Int64.fetchAll(
            database.cachedStatement(sql: sql),
            arguments: [topic.kind.rawValue, topic.slug.text, CatalogueTransaction.weighed]
        )
    }

    private func numbers(titled word: String) throws -> [Int64] {
        let sql = """
            SELECT number FROM article WHERE place IN (
                SELECT rowid FROM titleWord WHERE titleWord MATCH ? ORDER BY rowid DESC LIMIT ?
            )
            """
        return try Int64.fetchAll(
            database.cachedStatement(sql: sql),
            arguments: ["\"\(word)\"", CatalogueTransaction.weighed]
        )
    }
}

extension Int {
    /// 1 for 1, 2 for 2 and 3, 3 for 4 to 7, and so on.
    fileprivate var magnitudeOfTwo: Int { Swift.max(1, bitWidth - leadingZeroBitCount) }
}
