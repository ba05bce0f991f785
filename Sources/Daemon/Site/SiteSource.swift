import Synchronization
package import Syndication

/// Everything that no edition holds, each kind asked in turn.
package final class SiteSource: ColdSource {
    private let parts: [any SitePart]
    private let site: Mutex<Site>

    package init(_ parts: [any SitePart], site: Site) {
        self.parts = parts
        self.site = Mutex(site)
    }

    /// What later requests see; at most once a reload.
    package func use(_ site: Site) {
        self.site.withLock { $0 = site }
    }

    /// Every document that there is beside the edition's.
    package func addresses() throws -> [SiteAddress] {
        let site = site.withLock { $0 }
        return try parts.flatMap { try $0.addresses(in: site) }
    }

    package func lookUp(_ path: String, query: String) throws -> ColdEntry? {
        let site = site.withLock { $0 }
        for part in parts {
            if let entry = try part.lookUp(path, query: query, in: site) { return entry }
        }
        return nil
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
