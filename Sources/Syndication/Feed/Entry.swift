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
    package var tags: [Category]
    package var authors: [String]
    /// A BCP 47 tag, when it is not the site's.
    package var language: String?
    /// The address that the publisher calls the article's own.
    package var canonicalLink: String?
    /// The address of a picture that stands for it.
    package var image: String?
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
        tags: [Category] = [],
        authors: [String] = [],
        language: String? = nil,
        canonicalLink: String? = nil,
        image: String? = nil,
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
        self.tags = tags
        self.authors = authors
        self.language = language
        self.canonicalLink = canonicalLink
        self.image = image
        self.abstract = abstract
        self.content = content
    }

    /// The id as feeds give it.
    package var idText: String { givenID ?? id.urn }

    /// Stands for everything that a fragment shows.
    package var digest: Digest {
        Digest(
            [
                "sower-entry-2", idText, title, link, String(published.seconds), String(updated.seconds),
                category?.slug.text ?? "", category?.name ?? "", abstract ?? "", content, language ?? "",
                canonicalLink ?? "",
                image ?? "", String(authors.count),
            ] + authors + tags.flatMap { [$0.slug.text, $0.name] }
        )
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
