package import XML

/// The list of a site's feeds that readers import at once (OPML 2.0).
package enum OPML {
    package static let mediaType = "text/x-opml"

    /// One outline for each feed: reading programs subscribe to every address they find, so one format is named of each.
    ///
    /// - Parameter changed: the last change of the list; nil leaves it out.
    package static func document(of site: Site, feeds: [Outline], changed: Timestamp?) throws(XMLError) -> [UInt8] {
        var xml = try XMLWriter(.document)
        try xml.element("opml", [XMLAttribute("version", "2.0")]) { xml throws(XMLError) in
            try xml.element("head") { xml throws(XMLError) in
                try xml.element("title", text: "Feeds of \(site.title)")
                if let changed { try xml.element("dateModified", text: changed.rfc822) }
                try xml.element("ownerName", text: site.author)
                try xml.element("docs", text: "http://opml.org/spec2.opml")
            }
            try xml.element("body") { xml throws(XMLError) in
                for feed in feeds { try xml.element("outline", attributes(of: feed, in: site)) }
            }
        }
        return try xml.finish()
    }

    private static func attributes(of feed: Outline, in site: Site) -> [XMLAttribute] {
        let description = feed.description.map { [XMLAttribute("description", $0)] } ?? []
        return [
            XMLAttribute("type", "rss"), XMLAttribute("text", feed.title), XMLAttribute("title", feed.title),
            XMLAttribute("xmlUrl", site.baseURL.appending(feed.path)),
            XMLAttribute("htmlUrl", site.baseURL.appending(feed.page)), XMLAttribute("language", site.language),
        ] + description
    }

    /// One feed as the list names it.
    package struct Outline: Sendable, Hashable {
        package var title: String
        package var description: String?
        /// Of the feed itself, in the format that readers should take first.
        package var path: String
        /// Of the page that shows the same to people.
        package var page: String

        package init(title: String, description: String? = nil, path: String, page: String) {
            (self.title, self.description, self.path, self.page) = (title, description, path, page)
        }
    }
}
