import Foundation
import Testing

@Suite("Every link of a site of files")
struct CrawlTests {
    private static let base = "https://news.example/daily"

    private func build(_ place: Place) async throws -> BuiltSite {
        let built = try await place.sower(
            "build",
            place.seeds,
            "--state",
            place.state,
            "--output",
            place.root + "/site",
            "--base-url",
            CrawlTests.base
        )
        try #require(built.status == 0, "\(built)")
        return try BuiltSite(at: place.root + "/site", base: CrawlTests.base)
    }

    @Test("A crawl from the front page meets no broken link, and every document but those that programs guess")
    func crawl() async throws {
        let place = try Place()
        try place.write(Magazine.seeds())
        let site = try await build(place)
        var seen: Set<String> = ["/"]
        var next = ["/"]
        while let path = next.popLast() {
            for link in site.links(in: path) {
                let isThere = site.holds(link)
                #expect(isThere, "\(path) leads to \(link)")
                let found = site.files[link] == nil ? link + "/" : link
                if site.files[found] != nil, seen.insert(found).inserted { next.append(found) }
            }
        }
        let guessed: Set = [
            "/404.html", "/robots.txt", "/sitemap.xml", "/.well-known/feeds", "/feed.xml", "/index.xml", "/feed.atom",
            "/index.atom", "/index.rss", "/feed.rss", "/index.json",
        ]
        #expect(Set(site.files.keys).subtracting(seen) == guessed)
        #expect(seen.count { $0.hasPrefix("/articles/") } == 300)
        // Fifty a page: the largest category has more.
        #expect(seen.contains { $0.hasPrefix("/category/") && $0.hasSuffix("/page/2/") })
    }

    @Test(
        "Sitemap, list of feeds and files name every category, tag and author, and the bytes are those that are served"
    )
    func views() async throws {
        let place = try Place()
        try place.write(Magazine.seeds(130))
        let site = try await build(place)
        let folders = Set(
            site.files.keys.filter { path in
                ["/category/", "/tag/", "/author/"].contains { path.hasPrefix($0) } && path.hasSuffix("/")
                    && !path.contains("/page/")
            }
        )
        // Six categories, eight tags, four authors.
        #expect(folders.count == 18, "\(folders.sorted())")
        let map = site.text("/sitemap.xml").pieces(between: "<loc>\(CrawlTests.base)", and: "</loc>")
        let pages = folders.union(["/", "/feeds/", "/archive/"])
        #expect(pages.subtracting(map).isEmpty)
        let outlines = site.text("/opml.xml").pieces(between: "xmlUrl=\"\(CrawlTests.base)", and: "\"")
        #expect(Set(outlines) == Set(folders.map { $0 + "atom.xml" }).union(["/atom.xml"]))
        #expect(outlines.count == folders.count + 1 && outlines.first == "/atom.xml")
        #expect(site.files["/.well-known/feeds"] == site.files["/opml.xml"])
        let daemon = try await SowerDaemon(place, baseURL: CrawlTests.base)
        for (path, bytes) in site.files where path != "/404.html" {
            #expect(Data(try await daemon.document(path).body) == bytes, "\(path)")
        }
    }

    @Test("A category that has lost all its articles stays a feed, and leaves sitemap and list")
    func emptied() async throws {
        let place = try Place()
        try place.write("a.md", "---\ntitle: A\ncategory: Weather\n---\nText.\n")
        try place.write(SeedText.many(3))
        #expect(try await build(place).files["/category/weather/atom.xml"] != nil)
        try place.write("a.md", "---\ntitle: A\ncategory: Storms\n---\nText.\n")
        let site = try await build(place)
        for name in ["", "atom.xml", "rss.xml", "feed.json"] {
            #expect(Set(site.files.keys).contains("/category/weather/" + name))
        }
        for path in ["/sitemap.xml", "/opml.xml"] {
            #expect(!site.text(path).contains("/category/weather/") && site.text(path).contains("/category/storms/"))
        }
    }
}
