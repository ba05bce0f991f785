import Syndication
import Testing

@testable import Daemon

@Suite("The sitemap of a large site")
struct SitemapTests {
    /// So many pages, and as many documents that are none.
    private struct Many: SitePart {
        var count: Int

        func lookUp(_ path: String, query: String, in site: Site) -> ColdEntry? { nil }

        func addresses(in site: Site) -> [SiteAddress] {
            (0..<count).flatMap {
                [
                    SiteAddress("/page-\($0)", changed: Timestamp(seconds: Int64($0)), isPage: true),
                    SiteAddress("/feed-\($0)", isPage: false),
                ]
            }
        }
    }

    private func site() throws -> Site {
        Site(
            id: PermanentID(Digest(["site"])),
            title: "T",
            baseURL: try #require(BaseURL("https://n.example"))
        )
    }

    private func text(_ path: String, _ discovery: Discovery) throws -> String? {
        try discovery.lookUp(path, query: "", in: site()).map { String(decoding: try $0.render().bytes, as: UTF8.self) }
    }

    @Test("Beyond the limit it is an index of files, which hold every page once", arguments: [2, 7, 9, 10, 11, 20])
    func index(count: Int) throws {
        let discovery = Discovery(of: [Many(count: count)], sitemapLimit: 10)
        let whole = try #require(try text("/sitemap.xml", discovery))
        // The front page is one of them.
        guard count + 1 > 10 else {
            #expect(whole.contains("<urlset ") && whole.split(separator: "<loc>").count == count + 2)
            #expect(try text("/sitemap-1.xml", discovery) == nil)
            return
        }
        let files = (count + 10) / 10
        #expect(whole.contains("<sitemapindex ") && whole.split(separator: "<loc>").count == files + 1)
        var pages: [Substring] = []
        for number in 1...files {
            #expect(whole.contains("<loc>https://n.example/sitemap-\(number).xml</loc>"))
            let file = try #require(try text("/sitemap-\(number).xml", discovery))
            pages += file.split(separator: "<loc>").dropFirst().map { $0.prefix { $0 != "<" } }
        }
        #expect(pages.count == count + 1 && Set(pages).count == pages.count)
        for path in [
            "/sitemap-0.xml", "/sitemap-\(files + 1).xml", "/sitemap-01.xml", "/sitemap-9223372036854775807.xml",
        ] {
            #expect(try text(path, discovery) == nil)
        }
        #expect(try discovery.addresses(in: site()).count == 4 + files)
    }
}
