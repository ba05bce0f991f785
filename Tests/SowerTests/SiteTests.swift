import Foundation
import Testing

@Suite("The whole site")
struct SiteTests {
    /// A site of three hundred articles in eight categories, with tags and authors, and three that nobody may see.
    private func site() async throws -> (place: Place, daemon: SowerDaemon) {
        let place = try Place()
        for number in 1...300 { try place.write("article-\(number).md", Self.seed(number)) }
        try place.write("_draft.md", "# A Draft of Zanzibar\n\nUnseen zanzibar.\n")
        let unseen = "category: Zanzibar\ntags: [zanzibar]\n---\nUnseen zanzibar.\n"
        try place.write("later.md", "---\ntitle: Later Zanzibar\ndate: 2099-01-01\n\(unseen)")
        try place.write("gone.md", "---\ntitle: Gone Zanzibar\n\(unseen)")
        let daemon = try await SowerDaemon(place, configuration: "title: Harbour News\ngrace: 0s\n")
        let retracted = try await place.sower("retract", "gone.md", "--state", place.state)
        try #require(retracted.status == 0, "\(retracted)")
        return (place, daemon)
    }

    private static func seed(_ number: Int) -> String {
        let categories = [
            "Harbour & Coast", "Town Hall", "Weather", "Markets", "Schools", "Sport", "Culture", "Science",
        ]
        let things = ["Ferry", "Tide Mill", "Orchard", "Library", "Museum", "Bakery", "Lighthouse"]
        let thing = things[number % things.count]
        return """
            ---
            title: "\(thing) number \(number) & its <neighbours>"
            date: 2026-0\(number % 3 + 1)-\(String(format: "%02d", number % 28 + 1))
            category: \(categories[number % categories.count])
            tags: [\(thing), "Year \(2000 + number % 5)"]
            author: Writer \(number % 4)
            ---
            What happened at the \(thing.lowercased()) on day \(number), told at some length for those who were away.

            ## A heading

            - One point
            - Another & last

            > Somebody said so.

            """
    }

    @Test("From the front page every page is reached, none is broken, and all is valid HTML of this host alone")
    func crawl() async throws {
        let (place, daemon) = try await site()
        let base = String(daemon.feeds[0].dropLast("/atom.xml".count))
        let folder = place.root + "/pages"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
        var (waiting, seen) = (["/"], Set(["/"]))
        var (pages, articles) = (0, Set<String>())
        while let path = waiting.popLast() {
            let answer = try await daemon.get(path)
            #expect(answer.status == 200, "\(path): \(answer.status)")
            guard answer["content-type"]?.hasPrefix("text/html") == true else { continue }
            pages += 1
            if path.hasPrefix("/articles/") { articles.insert(path) }
            try Data(answer.body).write(to: URL(fileURLWithPath: "\(folder)/\(pages).html"))
            #expect(!answer.text.lowercased().contains("zanzibar"), "\(path)")
            #expect(!answer.text.contains("<script"), "\(path)")
            #expect(answer["content-security-policy"]?.hasPrefix("default-src 'none'") == true, "\(path)")
            for address in addresses(in: answer.text) {
                if address.hasPrefix("#") || address.hasPrefix("https://schema.org/") { continue }
                let isHere = address.hasPrefix(base + "/") || address.hasPrefix("/")
                #expect(isHere, "\(path) leads to \(address)")
                let next = address.hasPrefix("/") ? address : String(address.dropFirst(base.count))
                if seen.insert(next).inserted { waiting.append(next) }
            }
        }
        #expect(articles.count == 300)
        #expect(pages > 330)
        let judged = try await place.run(
            Checkout.path(".judges/venv/bin/python"),
            [Checkout.path("Tests/Judges/pagecheck.py"), "html", folder]
        )
        #expect(judged.status == 0, "\(judged.output.prefix(3_000))\(judged.errors.prefix(1_000))")
    }

    /// Where anything on a page leads or is loaded from.
    private func addresses(in html: String) -> [String] {
        [" href=\"", " src=\"", " action=\""].flatMap { mark in
            html.components(separatedBy: mark).dropFirst().map { part in
                String(part.prefix { $0 != "\"" }).replacingOccurrences(of: "&amp;", with: "&")
            }
        }
    }

    @Test("An accessibility checker finds no serious fault on any kind of page, wide or narrow, light or dark")
    func access() async throws {
        let (place, daemon) = try await site()
        let base = String(daemon.feeds[0].dropLast("/atom.xml".count))
        let kinds = [
            "/", "/articles/ferry-number-7-its-neighbours", "/category/weather/", "/tag/ferry/", "/author/writer-1/",
            "/search?q=ferry", "/search", "/search?q=nothingatall", "/feeds/", "/nowhere",
        ]
        let judged = try await place.run(
            Checkout.path(".judges/venv/bin/python"),
            [Checkout.path("Tests/Judges/pagecheck.py"), "axe"] + kinds.map { base + $0 },
            within: .seconds(180)
        )
        #expect(judged.status == 0, "\(judged.output)\(judged.errors.suffix(1_000))")
    }

    @Test("What is scheduled, a draft or retracted is in no feed, query, page or count")
    func unseen() async throws {
        let (_, daemon) = try await site()
        for query in ["zanzibar", "zanz*", "unseen", "%22unseen+zanzibar%22", "draft"] {
            for name in ["atom.xml", "rss.xml", "feed.json"] {
                let feed = try await daemon.document("/search/\(name)?q=\(query)").text
                #expect(!feed.contains("Unseen"), "\(query) \(name)")
                if name == "atom.xml" { #expect(feed.contains("<opensearch:totalResults>0<"), "\(query)") }
            }
            #expect(try await daemon.document("/search?q=\(query)").text.contains("Nothing was found"))
        }
        #expect(try await daemon.get("/tag/draft/").status == 404)
        // A feed that somebody may have subscribed to stays, and is empty.
        for path in ["/category/zanzibar/atom.xml", "/tag/zanzibar/rss.xml"] {
            #expect(!(try await daemon.document(path).text.contains("Unseen")))
        }
        #expect(try await daemon.document("/feeds/").text.contains("zanzibar") == false)
        #expect(try await daemon.get("/articles/gone-zanzibar").status == 410)
        #expect(try await daemon.status().articles == 300)
    }
}
