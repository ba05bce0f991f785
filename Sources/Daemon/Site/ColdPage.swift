import Catalogue
import Syndication

/// A page that no edition holds: what its bytes depend on, and how they are made.
struct ColdPage {
    /// The set of templates that it is rendered by.
    let set: PageSet
    let site: Site
    let path: String

    /// The tag of a page that shows these.
    func tag(_ shown: [String], in frame: PageFrame) -> String {
        Digest(
            [
                set.version, path, site.title, site.language, site.description ?? "", site.author, site.rights ?? "",
                site.baseURL.text, site.zone.name, site.links?.source ?? "",
            ] + frame.shown + [String(shown.count)] + shown
        ).hex
    }

    var cacheControl: String { "public, max-age=\(site.maxAge)" }

    var fields: [HeaderField] {
        [
            HeaderField("Content-Security-Policy", set.contentSecurityPolicy),
            HeaderField("Content-Language", site.language),
        ]
    }

    func document(_ html: String, tag: String) -> Document {
        Document(
            path: path,
            mediaType: "text/html; charset=utf-8",
            body: Body(html.utf8),
            tag: tag,
            cacheControl: cacheControl,
            fields: fields
        )
    }

    func notice(_ status: Int, title: String, text: String, fields: [HeaderField] = []) -> Document {
        Document(
            path: path,
            mediaType: "text/html; charset=utf-8",
            body: Body(set.noticePage(title: title, text: text, in: site).utf8),
            tag: nil,
            cacheControl: status == 503 ? "no-store" : "public, max-age=60",
            fields: fields + self.fields,
            status: status
        )
    }

    /// A redirect for good.
    func moved(to path: String, text: String) -> Document {
        let address = site.baseURL.appending(path)
        return notice(301, title: "Moved", text: "\(text) \(address)", fields: [HeaderField("Location", address)])
    }
}

extension Holding {
    /// Everything that a list of articles shows of it, for a digest.
    var shown: [String] { [id.uuid, path, slug.text, String(published.seconds), String(updated.seconds), digest.hex] }
}
