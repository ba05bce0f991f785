/// What an entry of somebody's feed says of itself.
package struct ImportedEntry: Sendable, Hashable {
    /// The `atom:id`, `guid` or `rdf:about` as written, but for white space around it; the link where there is none.
    package let id: String
    /// The address of the article for people.
    package let link: String?
    /// Plain text on one line; may be empty.
    package let title: String
    package let published: Timestamp?
    package let updated: Timestamp?
    /// Where the entry begins, counted from 1.
    package let line: Int

    /// In bytes, for an id; no feed in use has any near it.
    package static let longestID = 4_000

    package init(
        id: String,
        link: String?,
        title: String,
        published: Timestamp?,
        updated: Timestamp?,
        line: Int
    ) {
        self.id = id
        self.link = link
        self.title = title
        self.published = published
        self.updated = updated
        self.line = line
    }
}
