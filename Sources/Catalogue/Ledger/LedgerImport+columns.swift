import GRDB
import Syndication

extension LedgerImport {
    static let columns = "number, id, link, slug, title, published, updated, article, checksum"

    /// Throws `LedgerDamage` when the checksum does not fit the columns.
    init(_ row: Row) throws {
        let place = row[0] as DatabaseValue
        var damage: LedgerDamage { LedgerDamage(table: "imported", row: place.description) }
        self.init(
            id: try row.value(1, or: damage),
            link: try row.optional(2, or: damage),
            slug: (try row.optional(3, or: damage) as String?).map(Slug.init(stored:)),
            title: try row.value(4, or: damage),
            published: (try row.optional(5, or: damage) as Int64?).map(Timestamp.init(seconds:)),
            updated: (try row.optional(6, or: damage) as Int64?).map(Timestamp.init(seconds:))
        )
        number = try row.value(0, or: damage)
        article = try row.optional(7, or: damage)
        guard checksum == (try row.value(8, or: damage) as Int64) else { throw damage }
    }
}
