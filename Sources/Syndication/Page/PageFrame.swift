/// What stands around the content of every page.
package struct PageFrame: Sendable, Hashable {
    /// The categories that the navigation names, in this order.
    package var navigation: [Topic]
    /// Of the whole site.
    package var feeds: [FeedLink]
    /// Whether there are a search, a description of it and a page about the feeds to lead to.
    package var isWhole: Bool

    package init(navigation: [Topic] = [], feeds: [FeedLink] = [], isWhole: Bool = true) {
        (self.navigation, self.feeds, self.isWhole) = (navigation, feeds, isWhole)
    }

    /// At most so many categories fit on a narrow screen.
    package static let navigationLimit = 8

    /// Everything that it shows, for a digest.
    package var shown: [String] {
        navigation.flatMap { [$0.slug.text, $0.name] } + [isWhole ? "whole" : "alone"]
            + feeds.flatMap { [$0.name, $0.title ?? "", $0.mediaType, $0.address] }
    }
}

/// A link to one format of a feed.
package struct FeedLink: Sendable, Hashable {
    package var name: String
    package var mediaType: String
    /// Absolute.
    package var address: String
    /// The feed's own; nil when it is the site's.
    package var title: String?

    package init(name: String, mediaType: String, address: String, title: String? = nil) {
        (self.name, self.mediaType, self.address, self.title) = (name, mediaType, address, title)
    }
}

/// A link to a page, with the words to show.
package struct PageLink: Sendable, Hashable {
    package var title: String
    /// Absolute.
    package var address: String

    package init(title: String, address: String) {
        (self.title, self.address) = (title, address)
    }
}

/// Where a page stands among those of a longer list.
package struct PagePosition: Sendable, Hashable {
    /// Counted from 1.
    package var number: Int
    /// Absolute; nil on the first.
    package var previous: String?
    /// Absolute; nil on the last.
    package var next: String?

    package init(number: Int, previous: String? = nil, next: String? = nil) {
        (self.number, self.previous, self.next) = (number, previous, next)
    }
}
