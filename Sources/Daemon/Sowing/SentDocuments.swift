import Catalogue
import Syndication

/// What the ledger remembers of the documents that were sent: a digest of the bytes, and since when they are those.
struct SentDocuments {
    private let ledger: Ledger
    /// The ledger is kept elsewhere, and says when its documents changed.
    private let isFollowing: Bool
    /// By path, as far as they were asked for: nobody else writes it where it is kept here.
    private var known: [String: (digest: String, lastModified: Timestamp)] = [:]
    /// What is going to be sent for the first time.
    private var next: [(path: String, digest: String, lastModified: Timestamp)] = []
    private var isPreliminary = false

    init(_ ledger: Ledger, isFollowing: Bool) {
        (self.ledger, self.isFollowing) = (ledger, isFollowing)
    }

    /// The paths of those whose bytes are others in the edition that was begun last than were ever sent before.
    var altered: [String] { next.map(\.path) }

    /// Begins an edition.
    ///
    /// - Parameter isPreliminary: its documents are not to be remembered.
    mutating func begin(isPreliminary: Bool) {
        (next, self.isPreliminary) = ([], isPreliminary)
    }

    /// The ledger's time of the last change that these bytes show.
    ///
    /// A second past what was sent with other bytes when it would not be later. Nil where the ledger is kept elsewhere and says
    /// nothing of these bytes, or not yet.
    mutating func lastModified(of path: String, digest: String, moved: Timestamp) throws -> Timestamp? {
        let before = try known[path] ?? ledger.readAsWriter { try $0.document(path) }
        if !isFollowing { known[path] = before }
        if let before, before.digest == digest { return before.lastModified }
        guard !isFollowing, !isPreliminary else { return nil }
        let moment = before.map { max(moved, $0.lastModified + 1) } ?? moved
        next.append((path, digest, moment))
        return moment
    }

    /// Remembers what is going to be sent, in one transaction, before it is.
    mutating func write(_ durability: Durability) throws {
        guard !next.isEmpty else { return }
        try ledger.write(concernsArticles: false, durability: durability) { ledger in
            for (path, digest, lastModified) in next {
                try ledger.setDocument(path, digest: digest, lastModified: lastModified)
            }
        }
        for (path, digest, lastModified) in next { known[path] = (digest, lastModified) }
    }
}
