/// Where a feed's document stands among those that follow each other (RFC 5005 §3); addresses are absolute.
package struct FeedPaging: Sendable, Hashable {
    package var first: String
    /// Nil in the first.
    package var previous: String?
    /// Nil in the last.
    package var next: String?
    /// Nil when it isn't known.
    package var last: String?

    package init(first: String, previous: String? = nil, next: String? = nil, last: String? = nil) {
        (self.first, self.previous, self.next, self.last) = (first, previous, next, last)
    }

    /// Each with its relation.
    package var links: [(relation: String, address: String)] {
        [("first", first), ("previous", previous), ("next", next), ("last", last)]
            .compactMap { relation, address in address.map { (relation, $0) } }
    }
}

/// What a feed of search results says of the search (OpenSearch 1.1, “response elements”).
package struct FeedSearch: Sendable, Hashable {
    package var query: String
    /// Nil when they were not counted to the end.
    package var total: Int?
    /// That of the first entry, counted from 1.
    package var start: Int
    package var perPage: Int
    /// Where the search is described; absolute.
    package var description: String

    package init(query: String, total: Int?, start: Int, perPage: Int, description: String) {
        (self.query, self.total, self.start, self.perPage) = (query, total, start, perPage)
        self.description = description
    }
}
