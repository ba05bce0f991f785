import Foundation
import Testing

@Suite("Views of the articles")
struct ViewTests {
    private static func seed(_ title: String, category: String, tags: String = "", text: String = "Some text.")
        -> String
    {
        "---\ntitle: \(title)\ndate: 2026-03-0\(title.count % 9 + 1)\ncategory: \(category)\ntags: [\(tags)]\n---\n\(text)\n"
    }

    private func daemon(_ configuration: String = "grace: 0s\n") async throws -> SowerDaemon {
        let place = try Place()
        try place.write("a.md", Self.seed("The Ferry", category: "Food & Drink", tags: "Boats"))
        try place.write(
            "b.md",
            Self.seed("The Mill by the Sea", category: "food – drink", text: "No ferry comes here.")
        )
        try place.write("c.md", Self.seed("Rain", category: "Weather", tags: "boats"))
        return try await SowerDaemon(place, configuration: configuration)
    }

    @Test("A view is a feed in all formats, with an id of its own, the same entries as the main feed, and a 304")
    func feeds() async throws {
        let daemon = try await daemon()
        let main = try await daemon.atom()
        var ids = Set<String>()
        for (folder, query, count) in [
            ("/category/food-drink", "", 2), ("/tag/boats", "", 2), ("/category/weather", "", 1),
            ("/search", "?q=ferry", 2),
            ("/search", "?q=-mill+ferry", 1), ("/search", "?q=nothing", 0),
        ] {
            for name in ["atom.xml", "rss.xml", "feed.json"] {
                let path = "\(folder)/\(name)\(query)"
                let answer = try await daemon.document(path)
                let again = try await daemon.get(path, ["If-None-Match": try #require(answer.tag)])
                #expect(again.status == 304 && again.body.isEmpty, "\(path)")
                #expect(try await daemon.get(path, method: "HEAD").tag == answer.tag, "\(path)")
                #expect(answer["last-modified"] == nil && answer["access-control-allow-origin"] == "*", "\(path)")
                guard name == "atom.xml" else { continue }
                try await daemon.place.xmllint([answer.body], isAtom: true)
                let feed = AtomText(answer.text)
                #expect(feed.entries.count == count, "\(path)")
                for entry in feed.entries { #expect(main[entry.title]?.id == entry.id, "\(path)") }
                let id = try #require(answer.text.components(separatedBy: "<id>").dropFirst().first?.prefix(45))
                #expect(ids.insert(String(id)).inserted, "\(path) has an id of its own")
            }
            if count > 0 {
                let address =
                    try #require(daemon.feeds.first).dropLast("/atom.xml".count) + "\(folder)/atom.xml\(query)"
                #expect(try await daemon.place.feedparser(String(address)).entries.count == count)
            }
        }
        // The same question has the same id, however it is put.
        let one = try await daemon.document("/search/atom.xml?q=ferry+-mill").text
        let other = try await daemon.document("/search/atom.xml?q=-MILL%20%20Ferry").text
        #expect(
            one.components(separatedBy: "<id>").prefix(2).last == other.components(separatedBy: "<id>").prefix(2).last
        )
    }

    @Test("A change moves the feeds that show it and no others; one that has lost all its articles is empty, and known")
    func moving() async throws {
        let daemon = try await daemon()
        let paths = [
            "/category/food-drink/atom.xml", "/category/weather/atom.xml", "/tag/boats/rss.xml", "/category/weather/",
        ]
        var tags: [String: String] = [:]
        for path in paths { tags[path] = try await daemon.document(path).tag }
        try daemon.place.write("a.md", Self.seed("The Ferry Again", category: "Food & Drink", tags: "Boats"))
        try await daemon.refresh()
        #expect(try await daemon.document(paths[0]).tag != tags[paths[0]])
        #expect(try await daemon.document(paths[1]).tag == tags[paths[1]])
        #expect(try await daemon.document(paths[2]).tag != tags[paths[2]])
        #expect(try await daemon.document(paths[3]).tag == tags[paths[3]])
        let before = try await daemon.document(paths[1]).text
        try daemon.place.remove("c.md")
        try await daemon.refresh()
        let empty = try await daemon.document(paths[1])
        #expect(AtomText(empty.text).entries.isEmpty)
        func updated(_ text: String) -> String? {
            text.components(separatedBy: "<updated>").dropFirst().first.map { String($0.prefix(20)) }
        }
        #expect(try #require(updated(empty.text)) > (try #require(updated(before))))
        #expect(try await daemon.document("/category/weather/").text.contains("There are no articles here"))
    }

    @Test("Addresses without their slash and former categories lead on; what never was is not found")
    func redirects() async throws {
        let daemon = try await daemon("category-aliases: [Weather = Storms, Storms = Wind & Rain]\n")
        for (path, target) in [
            ("/category/food-drink", "/category/food-drink/"), ("/category/weather/", "/category/wind-rain/"),
            ("/category/storms/feed.json", "/category/wind-rain/feed.json"), ("/feeds", "/feeds/"),
        ] {
            let answer = try await daemon.get(path)
            #expect(answer.status == 301 && answer["location"]?.hasSuffix(target) == true, "\(path)")
            #expect(try await daemon.get(target).status == 200, "\(target)")
        }
        for path in [
            "/category/", "/category//", "/category/none/", "/category/none/atom.xml", "/category/food-drink/x.xml",
            "/tag/",
            "/category/food-drink/page/2/", "/category/food-drink/page/1/", "/category/food-drink/page/x/",
            "/searching", "/search/x.xml", "/author/nobody/",
        ] {
            #expect(try await daemon.get(path).status == 404, "\(path)")
        }
    }

    @Test(
        "Any query string gets a page",
        arguments: ["", "?", "?q", "?q=", "?q=%", "?q=%00%FF", "?q=\"\"\"", "?q=*&start=-1"]
    )
    func queries(query: String) async throws {
        let daemon = try await daemon()
        let long = "?q=" + String(repeating: "a+", count: 2_000) + "&start=9999999999"
        for query in [query.replacingOccurrences(of: "\"", with: "%22"), long] {
            for path in ["/search", "/search/atom.xml", "/search/rss.xml"] {
                let answer = try await daemon.get(path + query)
                #expect(answer.status == 200 && !answer.text.contains("SQL"), "\(path)\(query)")
            }
        }
    }

    @Test("A bad template is named with file and line, and what was in force stays")
    func templates() async throws {
        let daemon = try await daemon("title: Before\n")
        let folder = daemon.place.root + "/templates"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
        try daemon.place.file("sower.yaml", "title: After\ntemplates: \(folder)\n")
        for (name, text, reason) in [
            ("article.mustache", "One\n{{#open}}\n", "article.mustache:"),
            ("front.mustache", "a\nb\n{{> nowhere}}", "front.mustache:3: "),
            ("style.css", "a{}\n</style>", "style.css:2: "),
            ("strange.mustache", "", "strange.mustache: is no template"),
        ] {
            try daemon.place.file("templates/\(name)", text)
            let reloaded = try await daemon.place.sower("reload", "--state", daemon.place.state)
            #expect(reloaded.status == 1 && reloaded.errors.contains(reason), "\(reloaded)")
            #expect(try await daemon.document("/").text.contains("<title>Before</title>"))
            try FileManager.default.removeItem(atPath: "\(folder)/\(name)")
        }
        let article = try await daemon.document("/articles/the-ferry")
        try daemon.place.file("templates/bottom.mustache", "<footer>Of our own.</footer>\n</body>\n</html>\n")
        #expect(try await daemon.place.sower("reload", "--state", daemon.place.state).status == 0)
        for path in ["/", "/articles/the-ferry", "/search?q=ferry", "/category/weather/", "/nowhere"] {
            #expect(try await daemon.get(path).text.contains("Of our own."), "\(path)")
        }
        #expect(try await daemon.document("/articles/the-ferry").tag != article.tag)
    }
}
