import Crypto
import Foundation
import Mustache
import XML

/// The pages for people, rendered to HTML.
package struct Pages: Sendable {
    /// Moves whenever a page may look different although its article is the same.
    package static let version = "pages-1"

    private let front: MustacheTemplate
    private let article: MustacheTemplate
    private let notice: MustacheTemplate
    /// A Content-Security-Policy under which the pages show as they are meant and nothing else runs or loads.
    package let contentSecurityPolicy: String

    /// Throws what a template's parser complains of.
    package init() throws {
        front = try Pages.template(PageTemplates.front)
        article = try Pages.template(PageTemplates.article)
        notice = try Pages.template(PageTemplates.notice)
        let style = Data(SHA256.hash(data: Data(PageTemplates.style.utf8))).base64EncodedString()
        contentSecurityPolicy =
            "default-src 'none'; style-src 'sha256-\(style)'; img-src 'self' https:; base-uri 'none'; "
            + "form-action 'none'; frame-ancestors 'none'"
    }

    /// The latest articles and the feeds.
    package func frontPage(of site: Site, entries: [Entry], feeds: [FeedLink]) -> String {
        var values = common(site, feeds: feeds)
        values["title"] = site.title
        values["description"] = site.description
        values["canonical"] = site.baseURL.appending("/")
        values["articles"] = entries.map { entry in
            var values = dates(of: entry, in: site)
            values["title"] = entry.title
            values["address"] = entry.link
            values["category"] = entry.category?.name
            values["abstract"] = entry.abstract
            return values
        }
        return front.render(values)
    }

    /// One article.
    ///
    /// `related` are those of the articles its source named that the site holds.
    package func articlePage(of entry: Entry, in site: Site, related: [PageLink], feeds: [FeedLink]) -> String {
        var values = common(site, feeds: feeds)
        values.merge(dates(of: entry, in: site)) { _, new in new }
        values["title"] = entry.title
        values["canonical"] = entry.link
        values["category"] = entry.category?.name
        values["abstract"] = entry.abstract
        values["content"] = entry.content
        values["hasRelated"] = !related.isEmpty
        values["related"] = related.map { ["title": $0.title, "address": $0.address] }
        return article.render(values)
    }

    /// A page that says only why there is nothing else.
    package func noticePage(title: String, text: String, in site: Site) -> String {
        var values = common(site, feeds: [])
        values["title"] = title
        values["text"] = text
        return notice.render(values)
    }

    /// A template whose values are escaped by code unit.
    static func template(_ source: String) throws -> MustacheTemplate {
        MustacheContentTypes.register(ByteEscaping(), named: ByteEscaping.name)
        return try MustacheTemplate(string: "{{% CONTENT_TYPE: \(ByteEscaping.name)}}" + source)
    }

    private func common(_ site: Site, feeds: [FeedLink]) -> [String: Any] {
        [
            "language": site.language,
            "site": site.title,
            "home": site.baseURL.appending("/"),
            "style": PageTemplates.style,
            "feeds": feeds.map { ["name": $0.name, "type": $0.mediaType, "address": $0.address] },
        ]
    }

    private func dates(of entry: Entry, in site: Site) -> [String: Any] {
        let day = site.zone.civil(at: entry.published).date
        return [
            "datetime": entry.published.rfc3339,
            "date": "\(monthNames[day.month - 1]) \(day.day), \(day.year)",
        ]
    }
}

/// Escapes by code unit: the library's own escaping goes by Character, so it leaves a `<` or `"` with a combining mark
/// after it as it is, and a browser takes it for markup.
private struct ByteEscaping: MustacheContentType {
    static let name = "BYTES"

    func escapeText(_ text: String) -> String { XMLText.escaped(text) }
}

/// A link to one format of a feed.
package struct FeedLink: Sendable, Hashable {
    package var name: String
    package var mediaType: String
    /// Absolute.
    package var address: String

    package init(name: String, mediaType: String, address: String) {
        (self.name, self.mediaType, self.address) = (name, mediaType, address)
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
