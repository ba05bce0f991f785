package import Syndication

/// What the ledger remembers of one article: facts that can't be made again from the seeds.
package struct LedgerRow: Sendable, Hashable {
    /// The order of first sight; 0 until the row is stored, never used twice.
    package var number: Int64 = 0
    package var id: PermanentID
    /// The id that the article bore before it came to Sower, which feeds go on giving; nil for most.
    package var givenID: String?
    package var slug: Slug
    /// Where its seed was seen last, relative to the seeds folder.
    package var path: String
    /// As last seen; with `date` and `textKey` it tells whether a seed is still the same article.
    package var title: String
    package var date: ArticleDate?
    package var textKey: Digest
    package var sketch: Sketch
    package var published: Timestamp
    package var updated: Timestamp
    package var firstSeen: Timestamp
    package var digest: Digest
    /// 0 where no digest was made yet.
    package var digestVersion: Int
    /// The digest of the seed's bytes as last read: while it stays, any difference was made by Sower or its configuration.
    package var source: Digest
    package var state: State = .live
    /// When it left the feeds; nil while it is live.
    package var retracted: Timestamp?
    /// Since when no seed of it is there; nil while one is.
    package var missingSince: Timestamp?
    /// The brake holds it: it stays published although its seed is missing.
    package var isHeld = false

    /// Whether an article is published.
    package enum State: Int, Sendable {
        case live = 0
        /// Its seed stayed away for longer than the grace period.
        case retracted = 1
        /// Withdrawn by order; its seed may still be there.
        case withdrawn = 2
    }

    package init(
        id: PermanentID,
        slug: Slug,
        path: String,
        article: Article,
        marks: ArticleMarks? = nil,
        source: Digest,
        published: Timestamp,
        firstSeen: Timestamp
    ) {
        self.init(provisional: id, slug: slug, path: path, article: article, published: published, firstSeen: firstSeen)
        take(marks ?? ArticleMarks(article), source: source)
    }

    /// One whose seed must be read once more for its marks.
    init(
        provisional id: PermanentID,
        slug: Slug,
        path: String,
        article: Article,
        published: Timestamp,
        firstSeen: Timestamp
    ) {
        self.id = id
        self.slug = slug
        self.path = path
        self.title = article.title
        self.date = article.date
        self.textKey = .none
        self.sketch = .none
        self.published = published
        self.updated = published
        self.firstSeen = firstSeen
        self.digest = .none
        self.digestVersion = 0
        self.source = .none
    }

    mutating func take(_ marks: ArticleMarks, source: Digest) {
        (textKey, sketch, digest) = (marks.textKey, marks.sketch, marks.digest)
        digestVersion = Article.digestVersion
        self.source = source
    }

    /// Whether the marks are still to be made: it has its id, and what an edit or a copy would be known by is missing.
    package var isProvisional: Bool { digestVersion == 0 }

    /// The id as feeds give it.
    package var idText: String { givenID ?? id.urn }

    /// Guards the row against changes that SQLite would not notice.
    var checksum: Int64 {
        // Not as texts of them all: many rows are written and read at a time.
        var fields = DigestFields()
        fields.append(String(number))
        fields.append(id.uuid)
        for text in [givenID ?? "", slug.text, path, title, date.map(\.stored) ?? ""] { fields.append(text) }
        fields.append(textKey)
        fields.append(sketch)
        for moment in [published, updated, firstSeen] { fields.append(String(moment.seconds)) }
        fields.append(digest)
        fields.append(String(digestVersion))
        fields.append(source)
        fields.append(String(state.rawValue))
        for moment in [retracted, missingSince] { fields.append(moment.map { String($0.seconds) } ?? "") }
        fields.append(isHeld ? "1" : "0")
        return Int64(bitPattern: fields.finish().high)
    }
}

/// A checksum of a row's columns.
enum Checksum {
    static func of(_ columns: [String]) -> Int64 {
        Int64(bitPattern: Digest(columns).high)
    }
}
