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
    package var details: Details
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
        details = Details(article)
        digest = Digest([title, category?.name ?? "", abstract ?? "", content] + details.shown)
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
        details: Details,
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
        self.details = details
        self.digest = digest
    }

    /// The same under another path.
    package func moved(to path: String) -> Holding {
        var holding = self
        holding.path = path
        return holding
    }

    /// Its last publication or update.
    package var recency: Timestamp { max(published, updated) }

    /// What it is found by, each once; at most so many tags and authors as anybody would give it.
    package var topics: [(kind: TopicKind, category: Category)] {
        let named =
            [category.map { (TopicKind.category, $0) }].compactMap { $0 }
            + details.tags.prefix(Holding.mostTopics).map { (TopicKind.tag, Category(named: $0)) }
            + details.authors.prefix(Holding.mostTopics).map { (TopicKind.author, Category(named: $0)) }
        var seen = Set<String>()
        return named.filter { seen.insert(Topic.path($0.0, $0.1.slug)).inserted }
    }

    private static let mostTopics = 40

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
            tags: details.tags.map(Category.init(named:)),
            authors: details.authors,
            language: details.language == site.language ? nil : details.language,
            canonicalLink: details.canonicalLink,
            image: details.image,
            abstract: abstract,
            content: content
        )
    }
}

extension Holding {
    /// What is kept of an article but not looked up by.
    package struct Details: Sendable, Hashable {
        package var related: [Article.Related] = []
        package var authors: [String] = []
        package var tags: [String] = []
        package var language: String?
        package var canonicalLink: String?
        package var image: String?

        package init() {}

        init(_ article: Article) {
            related = article.related
            authors = article.authors
            tags = article.tags
            language = article.language
            canonicalLink = article.canonicalLink
            image = article.image?.address
        }

        /// Everything that entries show, for a digest; nothing when there is nothing.
        fileprivate var shown: [String] {
            let named = [("language", language), ("link", canonicalLink), ("image", image)]
            return named.flatMap { name, value in value.map { [name, $0] } ?? [] }
                + (authors.isEmpty ? [] : ["authors"] + authors) + (tags.isEmpty ? [] : ["tags"] + tags)
        }
    }
}
