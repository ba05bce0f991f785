/// The immutable set of hot documents served at one moment.
package struct Edition: Sendable {
    /// Counts editions within one run; 0 is the empty one.
    package let number: UInt64
    /// The path of the base URL, such as `/news`, without a slash at its end; empty at the root.
    ///
    /// Requests are answered alike with and without it, so that proxies may strip it or not.
    package let basePath: String
    /// The page behind a 404; nil for a plain line of text.
    package let notFound: Document?
    /// Counts what was published, an edition that is taken back included; 0 before.
    private(set) var turn: UInt64 = 0
    private let documents: [String: Document]

    /// Of two documents with one path the later counts.
    package init(number: UInt64, basePath: String = "", documents: [Document], notFound: Document? = nil) {
        self.number = number
        self.basePath = String(basePath.reversed().drop { $0 == "/" }.reversed())
        self.notFound = notFound
        self.documents = Dictionary(documents.map { ($0.path, $0) }, uniquingKeysWith: { _, later in later })
    }

    private init(_ edition: Edition, documents: [String: Document], notFound: Document?) {
        (number, basePath, turn) = (edition.number, edition.basePath, edition.turn)
        (self.documents, self.notFound) = (documents, notFound)
    }

    /// The same edition, published as the one of this turn.
    func published(in turn: UInt64) -> Edition {
        var edition = self
        edition.turn = turn
        return edition
    }

    /// The same edition with other documents at its paths.
    func mapping(_ transform: (Document) -> Document) -> Edition {
        Edition(self, documents: documents.mapValues(transform), notFound: notFound.map(transform))
    }

    /// What a server holds before the first edition is published; never served.
    package static let empty = Edition(number: 0, documents: [])

    /// The hot document at a path without the base path, or at one that is commonly guessed for it; O(1).
    package func document(at path: String) -> Document? {
        documents[path] ?? FeedAliases.paths[path].flatMap { documents[$0] }
    }

    /// The paths that are commonly guessed, each with the path of the document that is there.
    package var aliases: [String: String] { FeedAliases.paths.filter { documents[$0.value] != nil } }

    /// All of them, by path, without guessed ones.
    package var all: [Document] {
        documents.values.sorted { $0.path < $1.path }
    }
}
