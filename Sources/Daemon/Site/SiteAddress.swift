package import Syndication

/// One document of the site, by where it is.
package struct SiteAddress: Sendable, Hashable {
    package var path: String
    /// The last change of what it shows, where that is known.
    package var changed: Timestamp?
    /// Whether it is a page of this site that search engines should know.
    package var isPage: Bool

    package init(_ path: String, changed: Timestamp? = nil, isPage: Bool) {
        (self.path, self.changed, self.isPage) = (path, changed, isPage)
    }
}

extension SitePart {
    package func addresses(in site: Site) throws -> [SiteAddress] { [] }

    package func outlines(in site: Site) throws -> [OPML.Outline] { [] }
}
