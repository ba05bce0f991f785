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
        self.id = id
        self.slug = slug
        self.path = path
        self.title = article.title
        self.date = article.date
        let marks = marks ?? ArticleMarks(article)
        self.textKey = marks.textKey
        self.sketch = marks.sketch
        self.published = published
        self.updated = published
        self.firstSeen = firstSeen
        self.digest = marks.digest
        self.digestVersion = Article.digestVersion
        self.source = source
    }

    /// The id as feeds give it.
    package var idText: String { givenID ?? id.urn }

    /// Guards the row against changes that SQLite would not notice.
    var checksum: Int64 {
        Checksum.of([
            String(number), id.uuid, givenID ?? "", slug.text, path, title, date.map(\.stored) ?? "", textKey.hex,
            sketch.letters,
            String(published.seconds), String(updated.seconds), String(firstSeen.seconds), digest.hex,
            String(digestVersion), source.hex, String(state.rawValue), retracted.map { String($0.seconds) } ?? "",
            missingSince.map { String($0.seconds) } ?? "", isHeld ? "1" : "0",
        ])
    }
}

extension Sketch {
    /// Two letters a byte.
    fileprivate var letters: String {
        let bytes = bytes
        return String(unsafeUninitializedCapacity: 2 * bytes.count) { letters in
            for (index, byte) in bytes.enumerated() {
                letters[2 * index] = 0x61 + byte >> 4
                letters[2 * index + 1] = 0x61 + byte & 15
            }
            return 2 * bytes.count
        }
    }
}

/// A checksum of a row's columns.
enum Checksum {
    static func of(_ columns: [String]) -> Int64 {
        Int64(bitPattern: Digest(columns).high)
    }
}
