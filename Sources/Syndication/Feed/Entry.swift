/// One article as feeds show it: the record with what the ledger remembers of it.
package struct Entry: Sendable, Hashable {
    package var id: PermanentID
    /// The id that the article bore before it came to Sower; it stands instead of the other.
    package var givenID: String?
    package var title: String
    /// Absolute.
    package var link: String
    package var published: Timestamp
    package var updated: Timestamp
    package var category: Category?
    /// Plain text.
    package var abstract: String?
    /// An HTML fragment.
    package var content: String

    package init(
        id: PermanentID,
        givenID: String? = nil,
        title: String,
        link: String,
        published: Timestamp,
        updated: Timestamp,
        category: Category? = nil,
        abstract: String? = nil,
        content: String
    ) {
        self.id = id
        self.givenID = givenID
        self.title = title
        self.link = link
        self.published = published
        self.updated = updated
        self.category = category
        self.abstract = abstract
        self.content = content
    }

    /// The id as feeds give it.
    package var idText: String { givenID ?? id.urn }

    /// Stands for everything that a fragment shows.
    package var digest: Digest {
        Digest([
            "sower-entry-1", idText, title, link, String(published.seconds), String(updated.seconds),
            category?.slug.text ?? "", category?.name ?? "", abstract ?? "", content,
        ])
    }
}

/// A category, by its stable name in addresses and the one shown.
package struct Category: Sendable, Hashable, Codable {
    package var slug: Slug
    package var name: String

    package init(slug: Slug, name: String) {
        (self.slug, self.name) = (slug, name)
    }

    /// A category's slug comes from its name; one without an ASCII form is named by its digest.
    package init(named name: String) {
        self.init(slug: Slug(name) ?? Slug(stored: String(Digest([Folding.folded(name)]).hex.prefix(12))), name: name)
    }
}
