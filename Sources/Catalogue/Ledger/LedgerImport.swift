package import Syndication

/// An entry of a feed that was served before Sower, kept until the article it belongs to is seen.
package struct LedgerImport: Sendable, Hashable {
    package var number: Int64 = 0
    /// As the old feed gave it.
    package var id: String
    package var link: String?
    package var slug: Slug?
    package var title: String
    package var published: Timestamp?
    package var updated: Timestamp?
    /// The ledger's number of the article that continues it; nil while there is none.
    package var article: Int64?

    package init(
        id: String,
        link: String?,
        slug: Slug?,
        title: String,
        published: Timestamp?,
        updated: Timestamp?
    ) {
        (self.id, self.link, self.slug, self.title) = (id, link, slug, title)
        (self.published, self.updated) = (published, updated)
    }

    var checksum: Int64 {
        Checksum.of([
            id, link ?? "", slug?.text ?? "", title, published.map { String($0.seconds) } ?? "",
            updated.map { String($0.seconds) } ?? "", article.map(String.init) ?? "",
        ])
    }
}
