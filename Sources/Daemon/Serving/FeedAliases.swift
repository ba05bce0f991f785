/// Addresses that people and reading programs guess, each with the feed that is there.
///
/// They are answered like the feed itself, without a redirect, as readers that probe for feeds follow none (O-2); the
/// feed's link to itself and its tag stay those of its own address.
enum FeedAliases {
    static let paths: [String: String] = [
        "/atom": "/atom.xml", "/atom/": "/atom.xml", "/feed": "/atom.xml", "/feed/": "/atom.xml",
        "/feed.atom": "/atom.xml", "/feed.xml": "/atom.xml", "/feed/atom": "/atom.xml", "/feed/atom/": "/atom.xml",
        "/index.atom": "/atom.xml", "/index.xml": "/atom.xml",
        "/feed.rss": "/rss.xml", "/feed/rss": "/rss.xml", "/feed/rss/": "/rss.xml", "/index.rss": "/rss.xml",
        "/rss": "/rss.xml", "/rss/": "/rss.xml",
        "/feed/json": "/feed.json", "/feed/json/": "/feed.json", "/index.json": "/feed.json",
    ]
}
