/// The namespaces that feeds use, by what they are for.
enum FeedNamespace {
    /// RFC 4287 §1.2.
    static let atom = "http://www.w3.org/2005/Atom"
    /// The draft that came before the RFC and was in wide use.
    static let atom03 = "http://purl.org/atom/ns#"
    static let rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
    /// Of RSS 1.0, and of 0.90 and its draft, whose elements have the same names.
    static let rss = [
        "http://purl.org/rss/1.0/", "http://my.netscape.com/rdf/simple/0.9/",
        "http://channel.netscape.com/rdf/simple/0.9/",
    ]
    static let dublinCore = "http://purl.org/dc/elements/1.1/"
    static let dublinCoreTerms = "http://purl.org/dc/terms/"
    /// Keeps the address that FeedBurner replaced by its own.
    static let feedBurner = "http://rssnamespace.org/feedburner/ext/1.0"
}
