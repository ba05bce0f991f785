import Syndication

@testable import Catalogue

/// Made-up holdings.
enum Shelf {
    static func holding(
        _ number: Int64,
        published: Int64 = 0,
        updated: Int64? = nil,
        title: String? = nil,
        category: String? = "Travel"
    ) -> Holding {
        let article = Article(
            title: title ?? "Article \(number)",
            category: category,
            standfirst: number.isMultiple(of: 2) ? nil : "Abstract",
            related: [.init(title: "Other", teaser: "It be"), .init(title: "“Third” \\ \"")]
        )
        var row = LedgerRow(
            id: PermanentID(Digest([String(number)])),
            slug: Slug(stored: "article-\(number)"),
            path: "a/\(number).txt",
            article: article,
            source: Digest(["source"]),
            published: Timestamp(seconds: published),
            firstSeen: Timestamp(seconds: 7)
        )
        row.number = number
        row.updated = Timestamp(seconds: updated ?? published)
        return Holding(row, article, content: "")
    }
}
