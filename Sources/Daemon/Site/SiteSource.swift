import Synchronization
package import Syndication

/// Everything that no edition holds, each kind asked in turn.
package final class SiteSource: ColdSource {
    private let parts: [any SitePart]
    private let site: Mutex<Site>
    private let isFilling = Mutex(false)

    package init(_ parts: [any SitePart], site: Site) {
        self.parts = parts
        self.site = Mutex(site)
    }

    /// What later requests see; at most once a reload.
    package func use(_ site: Site) {
        self.site.withLock { $0 = site }
    }

    /// Whether most articles are still on their way, so that lists of them would be wrong; only articles are given meanwhile.
    package func fill(_ isFilling: Bool) {
        self.isFilling.withLock { $0 = isFilling }
    }

    /// Every document that there is beside the edition's.
    package func addresses() throws -> [SiteAddress] {
        let site = site.withLock { $0 }
        return try parts.flatMap { try $0.addresses(in: site) }
    }

    package func lookUp(_ path: String, query: String) throws -> ColdEntry? {
        let site = site.withLock { $0 }
        if isFilling.withLock({ $0 }), !path.hasPrefix("/articles/") { return ColdEntry(SiteSource.unready(path)) }
        for part in parts {
            if let entry = try part.lookUp(path, query: query, in: site) { return entry }
        }
        return nil
    }
}

extension SiteSource {
    /// A reader asks again, and loses nothing; to one that was told that a known feed is not there, it would be gone.
    private static func unready(_ path: String) -> Document {
        Document(
            path: path,
            mediaType: "text/plain; charset=utf-8",
            body: Body("The articles are being read. Try again soon.\n".utf8),
            tag: nil,
            cacheControl: "no-store",
            fields: [HeaderField("Retry-After", "5")],
            status: 503
        )
    }
}

/// One kind of document that no edition holds.
package protocol SitePart: Sendable {
    /// Finds what is at a path, without rendering it; nil when it is of another kind, or there is none.
    func lookUp(_ path: String, query: String, in site: Site) throws -> ColdEntry?
    /// Every document of this kind that there is, for the sitemap and for a site of files; none unless it says so.
    func addresses(in site: Site) throws -> [SiteAddress]
    /// The feeds of this kind that readers may want to subscribe to, for the list of them; none unless it says so.
    func outlines(in site: Site) throws -> [OPML.Outline]
}
