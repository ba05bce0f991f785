import Foundation
import GRDB
import Syndication

extension Holding {
    static let columns = """
        number, id, slug, path, title, titleKey, category, categorySlug, abstract, published, updated, firstSeen, \
        recency, details, digest, givenID
        """

    init(_ row: Row) throws {
        let place = row[0] as DatabaseValue
        var damage: LedgerDamage { LedgerDamage(table: "catalogue", row: place.description) }
        guard let id = PermanentID(stored: try row.value(1, or: damage) as Data),
            let digest = Digest(stored: try row.value(14, or: damage) as Data),
            let details = Details(try row.value(13, or: damage) as Data)
        else { throw damage }
        let name: String? = try row.optional(6, or: damage)
        let slug: String? = try row.optional(7, or: damage)
        self.init(
            number: try row.value(0, or: damage),
            id: id,
            givenID: try row.optional(15, or: damage),
            slug: Slug(stored: try row.value(2, or: damage)),
            path: try row.value(3, or: damage),
            title: try row.value(4, or: damage),
            category: name.flatMap { name in slug.map { Category(slug: Slug(stored: $0), name: name) } },
            abstract: try row.optional(8, or: damage),
            published: Timestamp(seconds: try row.value(9, or: damage)),
            updated: Timestamp(seconds: try row.value(10, or: damage)),
            firstSeen: Timestamp(seconds: try row.value(11, or: damage)),
            details: details,
            digest: digest
        )
    }

    /// Moves with every column; by chance alone two have the same.
    var stamp: Int64 {
        let texts = [id.uuid, givenID ?? "", slug.text, path, title, category?.name ?? "", category?.slug.text ?? ""]
        let moments = [published, updated, firstSeen].map { String($0.seconds) }
        let whole = Digest(texts + [abstract ?? ""] + moments + [Digest(bytes: Array(details.data)).hex, digest.hex])
        return Int64(bitPattern: whole.high)
    }

    var arguments: StatementArguments {
        [
            number, id.data, slug.text, path, title, Folding.folded(title), category?.name, category?.slug.text,
            abstract,
            published.seconds, updated.seconds, firstSeen.seconds, recency.seconds,
            details.data, digest.data, givenID,
        ]
    }
}
