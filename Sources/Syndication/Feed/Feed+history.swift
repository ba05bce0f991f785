import XML

extension Feed {
    /// Where a document stands between the others that hold the same feed's articles (RFC 5005 §4).
    package struct History: Sendable, Hashable {
        /// The folder of the archive documents with the next older articles, with a slash at its end.
        package var previous: String?
        /// The same of the next newer ones; an archive that has one is closed.
        package var next: String?
        /// Whether this is an archive document, and not the one to subscribe to.
        package var isArchive: Bool

        package init(previous: String? = nil, next: String? = nil, isArchive: Bool = false) {
            (self.previous, self.next, self.isArchive) = (previous, next, isArchive)
        }
    }

    /// A link from a feed to another document.
    struct Relation {
        var name: String
        /// Absolute.
        var address: String
        /// Whether the other document is of the same format.
        var isFeed = true
    }

    static let historyNamespace = XMLNamespace(prefix: "fh", uri: "http://purl.org/syndication/history/1.0")

    /// The links besides those to itself and to its page.
    ///
    /// - Parameter file: what documents of the format are called.
    func relations(file: String, in site: Site) -> [Relation] {
        var relations = hubs.map { Relation(name: "hub", address: $0, isFeed: false) }
        if history.isArchive {
            relations.append(Relation(name: "current", address: site.baseURL.appending("/" + file)))
        }
        for (name, folder) in [("prev-archive", history.previous), ("next-archive", history.next)] {
            if let folder { relations.append(Relation(name: name, address: site.baseURL.appending(folder + file))) }
        }
        return relations
    }

    /// What the generator's version is given as: an archive is not another one because a newer Sower wrote it.
    var generatorVersion: String? { history.isArchive ? nil : Generator.version }
}
