/// What crawlers may read (RFC 9309): everything; and where the sitemap is.
package enum Robots {
    package static func text(of site: Site) -> String {
        """
        User-agent: *
        Disallow:

        Sitemap: \(site.baseURL.appending("/sitemap.xml"))

        """
    }
}
