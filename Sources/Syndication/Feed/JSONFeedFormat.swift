import Foundation

/// JSON Feed 1.1 (jsonfeed.org/version/1.1).
package struct JSONFeedFormat: FeedFormat {
    package init() {}

    package var fileName: String { "feed.json" }
    package var mediaType: String { "application/feed+json" }
    package var name: String { "JSON Feed" }
    package var separator: [UInt8] { Array(",\n".utf8) }

    package func fragment(of entry: Entry, in site: Site) -> [UInt8] {
        var object = JSONObject()
        object.add("id", entry.idText)
        object.add("url", entry.link)
        if let link = entry.canonicalLink, link != entry.link { object.add("external_url", link) }
        object.add("title", entry.title)
        object.add("content_html", entry.content)
        if let abstract = entry.abstract { object.add("summary", abstract) }
        if let image = entry.image { object.add("image", image) }
        object.add("date_published", entry.published.rfc3339)
        object.add("date_modified", entry.updated.rfc3339)
        if !entry.authors.isEmpty { object.add("authors", entry.authors.map(JSONFeedFormat.author)) }
        let tags = ([entry.category].compactMap { $0 } + entry.tags).map(\.name)
        if !tags.isEmpty { object.add("tags", tags) }
        if let language = entry.language { object.add("language", language) }
        return object.bytes
    }

    package func envelope(of feed: Feed, at path: String, in site: Site) -> (head: [UInt8], tail: [UInt8]) {
        var object = JSONObject()
        object.add("version", "https://jsonfeed.org/version/1.1")
        object.add("title", feed.title)
        object.add("home_page_url", site.baseURL.appending(feed.page))
        object.add("feed_url", site.baseURL.appending(path))
        if let folder = feed.history.previous { object.add("next_url", site.baseURL.appending(folder + fileName)) }
        if let next = feed.paging?.next { object.add("next_url", next) }
        if let description = site.description { object.add("description", description) }
        object.add("language", site.language)
        object.add("authors", [JSONFeedFormat.author(site.author)])
        if !feed.hubs.isEmpty { object.add("hubs", feed.hubs.map(JSONFeedFormat.hub)) }
        return object.open("items")
    }

    package func check(_ fragment: [UInt8]) throws { try check(document: fragment) }

    package func check(document: [UInt8]) throws {
        _ = try JSONSerialization.jsonObject(with: Data(document))
    }

    private static func hub(_ address: String) -> JSONObject {
        var object = JSONObject()
        object.add("type", "WebSub")
        object.add("url", address)
        return object
    }

    private static func author(_ name: String) -> JSONObject {
        var object = JSONObject()
        object.add("name", name)
        return object
    }
}
