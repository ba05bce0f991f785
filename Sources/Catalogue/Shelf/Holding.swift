package import Syndication

/// One published article as the catalogue keeps it, all but its content.
package struct Holding: Sendable, Hashable {
    /// The ledger's number.
    package var number: Int64
    package var id: PermanentID
    package var givenID: String?
    package var slug: Slug
    package var path: String
    package var title: String
    package var category: Category?
    package var abstract: String?
    package var published: Timestamp
    package var updated: Timestamp
    package var firstSeen: Timestamp
    package var related: [Article.Related]
    /// Stands for everything that is shown of the article.
    package var digest: Digest

    package init(_ row: LedgerRow, _ article: Article, content: String) {
        number = row.number
        id = row.id
        givenID = row.givenID
        slug = row.slug
        path = row.path
        title = article.title
        category = article.category.map(Category.init(named:))
        abstract = article.abstract
        published = row.published
        updated = row.updated
        firstSeen = row.firstSeen
        related = article.related
        digest = Digest([title, category?.name ?? "", abstract ?? "", content])
    }

    init(
        number: Int64,
        id: PermanentID,
        givenID: String?,
        slug: Slug,
        path: String,
        title: String,
        category: Category?,
        abstract: String?,
        published: Timestamp,
        updated: Timestamp,
        firstSeen: Timestamp,
        related: [Article.Related],
        digest: Digest
    ) {
        self.number = number
        self.id = id
        self.givenID = givenID
        self.slug = slug
        self.path = path
        self.title = title
        self.category = category
        self.abstract = abstract
        self.published = published
        self.updated = updated
        self.firstSeen = firstSeen
        self.related = related
        self.digest = digest
    }

    /// The same under another path.
    package func moved(to path: String) -> Holding {
        var holding = self
        holding.path = path
        return holding
    }

    /// The article as feeds show it.
    package func entry(content: String, in site: Site) -> Entry {
        let day = site.zone.civil(at: published).date
        return Entry(
            id: id,
            givenID: givenID,
            title: title,
            link: site.links?.address(slug: slug, path: path, day: day)
                ?? site.baseURL.appending("/articles/\(slug.text)"),
            published: published,
            updated: updated,
            category: category,
            abstract: abstract,
            content: content
        )
    }
}
