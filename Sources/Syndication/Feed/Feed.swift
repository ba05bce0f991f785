/// What stands in a feed before its entries.
package struct Feed: Sendable, Hashable {
    package var id: PermanentID
    package var title: String
    /// The path of the page that shows the same articles to people.
    package var page: String
    /// The latest significant change or removal; never the time of building.
    package var updated: Timestamp

    package init(id: PermanentID, title: String, page: String, updated: Timestamp) {
        (self.id, self.title, self.page, self.updated) = (id, title, page, updated)
    }

    /// The site's main feed.
    package static func main(of site: Site, updated: Timestamp) -> Feed {
        Feed(id: site.derivedID(kind: "main", key: ""), title: site.title, page: "/", updated: updated)
    }
}
