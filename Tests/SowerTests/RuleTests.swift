import Foundation
import Testing

@Suite("Every public document of a site of 300 articles")
struct RuleTests {
    private static let base = "https://news.example/daily"

    /// The documents by address, in files that judges read.
    private struct Documents {
        var files: [(address: String, path: String)] = []

        func named(_ name: String) -> [String] { files.filter { $0.path.hasSuffix(name) }.map(\.path) }
    }

    /// Articles of every kind, some of which have left again, and a question with several pages of results.
    private func documents(at place: Place) async throws -> Documents {
        try place.write(Magazine.seeds())
        try place.write(SeedText.many(6, from: 901))
        let configuration = """
            title: "Harbour & <Coast> News, Daily"
            description: "Between pier & mill: 1 < 2"
            author: The Newsroom
            rights: "© 2026 Harbour & Coast"
            grace: 0s
            hubs: ["http://127.0.0.1:1/hub"]

            """
        let daemon = try await SowerDaemon(place, configuration: configuration, baseURL: RuleTests.base)
        for number in 901...906 { try place.remove("article-\(number).txt") }
        try await daemon.refresh()
        var documents = Documents()
        let queries = ["?q=ferry", "?q=ferry&start=21", "?q=zeppelin", "?q=%22tide%20mill%22%20-fog", "?q="]
        for (number, query) in queries.enumerated() {
            for name in ["atom.xml", "rss.xml", "feed.json"] {
                let path = try place.file(
                    "search-\(number)-\(name)",
                    try await daemon.document("/search/\(name)\(query)").text
                )
                documents.files.append((RuleTests.base + "/search/\(name)\(query)", path))
            }
        }
        // UnexpectedContentType and Uncompressed, which only HTTP shows.
        for (name, type) in [("atom.xml", "atom+xml"), ("rss.xml", "rss+xml"), ("feed.json", "feed+json")] {
            for path in [
                "/\(name)", "/category/travel/\(name)", "/archive/2026/01/1/\(name)", "/search/\(name)?q=ferry",
            ] {
                let answer = try await daemon.packed(path)
                #expect(answer["content-type"] == "application/\(type); charset=utf-8", "\(path)")
                #expect(answer["content-encoding"] == "gzip", "\(path)")
            }
        }
        try await daemon.terminate()
        let built = try await place.sower(
            "build",
            place.seeds,
            "--state",
            place.state,
            "--output",
            place.root + "/site",
            "--base-url",
            RuleTests.base,
            "--config",
            place.root + "/sower.yaml"
        )
        try #require(built.status == 0, "\(built)")
        let site = try BuiltSite(at: place.root + "/site", base: RuleTests.base)
        // What is guessed is the feed itself, and names the address that it is to be subscribed at.
        let guessed = [
            "/feed.xml": "/atom.xml", "/index.xml": "/atom.xml", "/feed.atom": "/atom.xml",
            "/index.atom": "/atom.xml", "/index.rss": "/rss.xml", "/feed.rss": "/rss.xml", "/index.json": "/feed.json",
        ]
        for path in site.files.keys.sorted()
        where !site.text(path).hasPrefix("<!DOCTYPE html>") && path != "/robots.txt" {
            documents.files.append((RuleTests.base + (guessed[path] ?? path), place.root + "/site" + path))
        }
        return documents
    }

    @Test("All are what their specifications say, and what a validator asks; every rule finds what it is there for")
    func rules() async throws {
        let place = try Place()
        let documents = try await documents(at: place)
        let list = try place.file("list", documents.files.map { "\($0.address)\t\($0.path)\n" }.joined())
        let python = Checkout.path(".judges/venv/bin/python")
        let judge = Checkout.path("Tests/Judges/rulecheck.py")
        let judged = try await place.run(python, [judge, RuleTests.base, list])
        #expect(judged.status == 0, "\(judged.output.prefix(4_000))\(judged.errors)")
        for kind in ["atom", "rss", "json", "1 opensearch", "2 opml", "1 sitemap"] {
            #expect(judged.output.contains(kind), "\(kind): \(judged.output.suffix(200))")
        }
        let broken = try await place.run(python, [judge, "--broken", RuleTests.base, list])
        #expect(broken.status == 0, "\(broken.output.prefix(4_000))\(broken.errors)")

        let atom = documents.named("atom.xml")
        #expect(atom.count > 25)
        let grammar = ["--noout", "--nonet", "--relaxng", Checkout.path("Tests/Grammar/atom.rng")]
        let linted = try await place.run("xmllint", grammar + atom)
        #expect(linted.status == 0, "\(linted.errors.prefix(2_000))")
        let json = documents.named("feed.json")
        let schema = [
            Checkout.path("Tests/Judges/schemacheck.py"), Checkout.path("Tests/Grammar/jsonfeed.schema.json"),
        ]
        let checked = try await place.run(python, schema + json)
        #expect(json.count == atom.count && checked.status == 0, "\(checked.output.prefix(2_000))")
        #expect(place.text("site/atom.xml").contains("<at:deleted-entry"))
    }
}
