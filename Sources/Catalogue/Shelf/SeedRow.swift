package import Syndication

/// What became of one seed when it was last read.
package struct SeedRow: Sendable, Hashable {
    /// Relative to the seeds folder.
    package var path: String
    /// Nil when the file could not be taken at all, so that it is looked at again each time.
    package var stamp: FileStamp?
    /// Of the bytes; nil when they were not read.
    package var hash: Digest?
    /// The rules under which it was read.
    package var fingerprint: Digest?
    package var outcome: Outcome
    /// The number of the article it is the seed of: also when it was refused later, and its last good article is kept.
    package var article: Int64?

    package enum Outcome: Sendable, Hashable {
        case accepted
        case refused(SeedProblem)
        /// Held back until the moment.
        case scheduled(Timestamp)
        /// Another seed, which was there first, is the same article.
        case duplicate(of: String)
        /// Its publisher says that it is not to be published yet.
        case draft
        /// Its article was withdrawn by order.
        case withdrawn
        /// Held back, since the ledger is kept elsewhere and does not name it; with the reason.
        case unnamed(String)
    }

    package init(
        path: String,
        stamp: FileStamp?,
        hash: Digest?,
        fingerprint: Digest?,
        outcome: Outcome,
        article: Int64? = nil
    ) {
        self.path = path
        self.stamp = stamp
        self.hash = hash
        self.fingerprint = fingerprint
        self.outcome = outcome
        self.article = article
    }
}
