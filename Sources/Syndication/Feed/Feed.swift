/// What stands in a feed before its entries.
package struct Feed: Sendable, Hashable {
    package var id: PermanentID
    package var title: String
    /// The path of the page that shows the same articles to people.
    package var page: String
    /// The latest significant change or removal; never the time of building.
    package var updated: Timestamp
    /// Articles that have left it, the latest first.
    package var removals: [Removal]
    /// Whether any of its entries names an author.
    package var hasAuthors: Bool
    /// False for one without any entry, which then declares nothing that only entries use.
    package var hasEntries = true
    package var history = History()
    /// Addresses of the hubs that are told when it changes (WebSub).
    package var hubs: [String] = []
    /// Nil for one that is all there is.
    package var paging: FeedPaging?
    /// Nil for one that is no search.
    package var search: FeedSearch?

    package init(
        id: PermanentID,
        title: String,
        page: String,
        updated: Timestamp,
        removals: [Removal] = [],
        hasAuthors: Bool = false
    ) {
        (self.id, self.title, self.page, self.updated) = (id, title, page, updated)
        (self.removals, self.hasAuthors) = (removals, hasAuthors)
    }

    /// The site's main feed.
    package static func main(
        of site: Site,
        updated: Timestamp,
        removals: [Removal] = [],
        hasAuthors: Bool = false
    ) -> Feed {
        Feed(
            id: site.derivedID(kind: "main", key: ""),
            title: site.title,
            page: "/",
            updated: updated,
            removals: removals,
            hasAuthors: hasAuthors
        )
    }
}

/// An entry that is no longer there (RFC 6721).
package struct Removal: Sendable, Hashable {
    /// As the entry gave it.
    package var id: String
    package var moment: Timestamp

    package init(id: String, moment: Timestamp) {
        (self.id, self.moment) = (id, moment)
    }
}
