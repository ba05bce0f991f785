import Syndication

@testable import Catalogue

/// Made-up holdings.
enum Shelf {
    static func holding(
        _ number: Int64, published: Int64 = 0, updated: Int64? = nil, title: String? = nil, category: String? = "Travel"
    ) -> Holding {
        let published = Timestamp(seconds: published)
        return Holding(
            number: number, id: PermanentID(Digest([String(number)])), slug: Slug(stored: "article-\(number)"),
            path: "a/\(number).txt", title: title ?? "Article \(number)", category: category.map(Category.init(named:)),
            abstract: number.isMultiple(of: 2) ? nil : "Abstract", published: published,
            updated: updated.map(Timestamp.init(seconds:)) ?? published, firstSeen: Timestamp(seconds: 7),
            related: [.init(title: "Other", teaser: "It be"), .init(title: "“Third” \\ \"")], digest: Digest(["d", String(number)])
        )
    }
}
