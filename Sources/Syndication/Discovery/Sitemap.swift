package import XML

/// The list of a site's pages for search engines (sitemaps.org, protocol 0.9).
package enum Sitemap {
    package static let mediaType = "application/xml"
    /// The most addresses that one file may hold.
    package static let limit = 50_000

    private static let namespace = XMLNamespace(prefix: nil, uri: "http://www.sitemaps.org/schemas/sitemap/0.9")

    /// One page, or one file of an index.
    package struct Location: Sendable, Hashable {
        package var path: String
        package var changed: Timestamp?

        package init(path: String, changed: Timestamp?) {
            (self.path, self.changed) = (path, changed)
        }
    }

    /// At most `limit` pages.
    package static func document(of pages: some Sequence<Location>, in site: Site) throws(XMLError) -> [UInt8] {
        try document("urlset", "url", pages, site)
    }

    /// The files that hold the pages of a site with more than `limit`.
    package static func index(of files: some Sequence<Location>, in site: Site) throws(XMLError) -> [UInt8] {
        try document("sitemapindex", "sitemap", files, site)
    }

    private static func document(
        _ root: String,
        _ item: String,
        _ locations: some Sequence<Location>,
        _ site: Site
    ) throws(XMLError) -> [UInt8] {
        var xml = try XMLWriter(.document)
        try xml.element(root, namespaces: [namespace]) { xml throws(XMLError) in
            for location in locations {
                try xml.element(item) { xml throws(XMLError) in
                    try xml.element("loc", text: site.baseURL.appending(location.path))
                    if let changed = location.changed { try xml.element("lastmod", text: changed.rfc3339) }
                }
            }
        }
        return try xml.finish()
    }
}
