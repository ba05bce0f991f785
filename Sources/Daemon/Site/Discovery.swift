package import Syndication

/// What leads programs to the feeds and pages: `/opml.xml` and `/.well-known/feeds`, `/sitemap.xml`, `/robots.txt`.
package struct Discovery: SitePart {
    /// The parts whose documents it lists.
    private let parts: [any SitePart]
    /// The most pages that one file of the sitemap names.
    private let sitemapLimit: Int

    package init(of parts: [any SitePart], sitemapLimit: Int = Sitemap.limit) {
        (self.parts, self.sitemapLimit) = (parts, max(1, min(sitemapLimit, Sitemap.limit)))
    }

    package func lookUp(_ path: String, query: String, in site: Site) throws -> ColdEntry? {
        switch path {
        case "/opml.xml", "/.well-known/feeds": try opml(at: path, in: site)
        case "/robots.txt":
            entry(at: path, "text/plain", [site.baseURL.text], in: site) { Array(Robots.text(of: site).utf8) }
        case "/sitemap.xml": try sitemap(in: site)
        default: try sitemapFile(at: path, in: site)
        }
    }

    package func addresses(in site: Site) throws -> [SiteAddress] {
        let pages = try self.pages(in: site).count
        let files = pages > sitemapLimit ? (1...((pages - 1) / sitemapLimit + 1)).map { "/sitemap-\($0).xml" } : []
        return (["/opml.xml", "/.well-known/feeds", "/robots.txt", "/sitemap.xml"] + files).map {
            SiteAddress($0, isPage: false)
        }
    }

    // MARK: Documents

    private func opml(at path: String, in site: Site) throws -> ColdEntry {
        let main = OPML.Outline(
            title: site.title,
            description: site.description,
            path: "/atom.xml",
            page: "/"
        )
        let feeds = [main] + (try parts.flatMap { try $0.outlines(in: site) })
        let inputs =
            [site.title, site.author, site.language, site.baseURL.text]
            + feeds.flatMap { [$0.title, $0.description ?? "", $0.path, $0.page] }
        return entry(at: path, OPML.mediaType, inputs, in: site) {
            try OPML.document(of: site, feeds: feeds, changed: nil)
        }
    }

    private func sitemap(in site: Site) throws -> ColdEntry {
        let pages = try self.pages(in: site)
        guard pages.count > sitemapLimit else { return urls(pages[...], at: "/sitemap.xml", in: site) }
        let starts = stride(from: 0, to: pages.count, by: sitemapLimit)
        let files = starts.enumerated().map { index, start in
            let part = pages[start..<min(start + sitemapLimit, pages.count)]
            return Sitemap.Location(path: "/sitemap-\(index + 1).xml", changed: part.compactMap(\.changed).max())
        }
        return entry(at: "/sitemap.xml", Sitemap.mediaType, inputs(of: files[...], in: site), in: site) {
            try Sitemap.index(of: files, in: site)
        }
    }

    private func sitemapFile(at path: String, in site: Site) throws -> ColdEntry? {
        guard path.hasPrefix("/sitemap-"), path.hasSuffix(".xml"),
            let number = Int(path.dropFirst("/sitemap-".count).dropLast(".xml".count)), number > 0,
            path == "/sitemap-\(number).xml"
        else { return nil }
        let pages = try self.pages(in: site)
        let (start, overflow) = (number - 1).multipliedReportingOverflow(by: sitemapLimit)
        guard !overflow, pages.count > sitemapLimit, start < pages.count else { return nil }
        return urls(pages[start..<min(start + sitemapLimit, pages.count)], at: path, in: site)
    }

    private func urls(_ pages: ArraySlice<Sitemap.Location>, at path: String, in site: Site) -> ColdEntry {
        entry(at: path, Sitemap.mediaType, inputs(of: pages, in: site), in: site) {
            try Sitemap.document(of: pages, in: site)
        }
    }

    // MARK: Inputs

    /// The front page and all others, in an order that new pages come last in as far as their parts keep to that.
    private func pages(in site: Site) throws -> [Sitemap.Location] {
        let pages = try parts.flatMap { try $0.addresses(in: site) }.filter(\.isPage)
        let front = Sitemap.Location(path: "/", changed: pages.compactMap(\.changed).max())
        return [front] + pages.map { Sitemap.Location(path: $0.path, changed: $0.changed) }
    }

    private func inputs(of pages: ArraySlice<Sitemap.Location>, in site: Site) -> [String] {
        [site.baseURL.text] + pages.flatMap { [$0.path, $0.changed.map { String($0.seconds) } ?? ""] }
    }

    private func entry(
        at path: String,
        _ mediaType: String,
        _ inputs: [String],
        in site: Site,
        _ body: @escaping @Sendable () throws -> [UInt8]
    ) -> ColdEntry {
        let tag = Digest(["discovery-1", path] + inputs).hex
        let cacheControl = "public, max-age=\(site.maxAge)"
        return ColdEntry(tag: tag, cacheControl: cacheControl, fields: HeaderField.crossOrigin) {
            Document(
                path: path,
                mediaType: mediaType + "; charset=utf-8",
                body: try Body(body()),
                tag: tag,
                cacheControl: cacheControl,
                fields: HeaderField.crossOrigin
            )
        }
    }
}
