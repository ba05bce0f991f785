import Foundation
import GRDB
import Syndication

extension Holding {
    static let columns = """
        number, id, slug, path, title, titleKey, category, categorySlug, abstract, published, updated, firstSeen, \
        recency, related, digest
        """

    init(_ row: Row) throws {
        let number: Int64 = row[0]
        guard let id = PermanentID(stored: row[1] as Data), let digest = Digest(stored: row[14] as Data) else {
            throw LedgerDamage(table: "catalogue", row: String(number))
        }
        let (name, slug): (String?, String?) = (row[6], row[7])
        self.init(
            number: number, id: id, slug: Slug(stored: row[2]), path: row[3], title: row[4],
            category: name.flatMap { name in slug.map { Category(slug: Slug(stored: $0), name: name) } },
            abstract: row[8], published: Timestamp(seconds: row[9]), updated: Timestamp(seconds: row[10]),
            firstSeen: Timestamp(seconds: row[11]),
            related: try JSONDecoder().decode([Article.Related].self, from: row[13] as Data), digest: digest
        )
    }

    func arguments() throws -> StatementArguments {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        return [
            number, id.data, slug.text, path, title, Folding.folded(title), category?.name, category?.slug.text, abstract,
            published.seconds, updated.seconds, firstSeen.seconds, max(published, updated).seconds,
            try encoder.encode(related), digest.data,
        ]
    }
}
