/// What articles are gathered by.
package enum TopicKind: Int, Sendable, Hashable, CaseIterable {
    case category = 0
    case tag = 1
    case author = 2

    /// Stands in addresses and in the ids of feeds.
    package var name: String {
        switch self {
        case .category: "category"
        case .tag: "tag"
        case .author: "author"
        }
    }
}

/// One category, tag or author: all spellings that make one slug.
package struct Topic: Sendable, Hashable {
    package var kind: TopicKind
    package var slug: Slug
    /// As the earliest of its articles spells it.
    package var name: String
    /// How many articles it has.
    package var count: Int

    package init(kind: TopicKind, slug: Slug, name: String, count: Int) {
        (self.kind, self.slug, self.name, self.count) = (kind, slug, name, count)
    }

    /// The path of its page; its feeds stand under it.
    package var path: String { Topic.path(kind, slug) }

    package static func path(_ kind: TopicKind, _ slug: Slug) -> String { "/\(kind.name)/\(slug.text)/" }

    /// The id of its feeds.
    package func feedID(in site: Site) -> PermanentID { site.derivedID(kind: kind.name, key: slug.text) }
}
