import Foundation
import Testing

@Suite("Following a ledger")
struct FollowTests {
    private static let configuration = "title: Harbour News\ngrace: 0s\n"
    private static let base = "https://news.example"

    private func start(_ place: Place, follows: Bool) async throws -> SowerDaemon {
        let configuration = FollowTests.configuration
        return try await SowerDaemon(
            place,
            configuration: follows ? place.following(configuration) : configuration,
            baseURL: FollowTests.base
        )
    }

    private static let paths = [
        "/", "/atom.xml", "/rss.xml", "/feed.json", "/feeds/", "/opml.xml", "/sitemap.xml", "/archive/",
        "/archive/2026/01/1/atom.xml", "/archive/2026/01/1/feed.json", "/search/rss.xml?q=ferry", "/search?q=ferry",
    ]

    /// Fails unless both give the same bytes under the same tags and dates everywhere.
    private func expectAgreement(_ keeper: SowerDaemon, _ follower: SowerDaemon) async throws {
        let pages = try await keeper.document("/sitemap.xml").text
            .pieces(between: "<loc>\(FollowTests.base)", and: "</loc>")
        for path in Set(FollowTests.paths + pages) {
            let (one, other) = (try await keeper.get(path), try await follower.get(path))
            #expect(one.status == 200 && other.status == 200, "\(path): \(one.status), \(other.status)")
            let isSame = one.body == other.body
            #expect(isSame && one.tag != nil && one.tag == other.tag, "\(path)")
            #expect(one["last-modified"] == other["last-modified"], "\(path)")
        }
    }

    @Test(
        "A follower serves the keeper’s bytes, tags and dates, through edits, renames and withdrawals, and writes no ledger"
    )
    func agreement() async throws {
        let (home, away) = (try Place(), try Place())
        let shipment = Shipment(keeper: home)
        try home.write(Magazine.seeds(60))
        let keeper = try await start(home, follows: false)
        try await shipment.export()
        try await shipment.send(to: away)
        let follower = try await start(away, follows: true)
        try await expectAgreement(keeper, follower)

        try home.write("a-7.md", Magazine.seeds(1, from: 7)[0].text + "\nAnd a paragraph more.\n")
        try home.rename(home.seed("a-9.md"), home.seed("renamed.md"))
        try home.remove("a-3.md")
        try home.write(Magazine.seeds(5, from: 61))
        try await keeper.refresh()
        try await eventually("its page is gone") {
            try await keeper.document("/atom.xml").text.contains("deleted-entry")
        }
        let text = try await shipment.export()
        try await shipment.send(to: away)
        try await follower.refresh()
        try await expectAgreement(keeper, follower)
        let gone = try #require(
            try await follower.document("/atom.xml").text.piece("deleted-entry ref=\"", "\"").nonEmpty
        )
        #expect(text.contains(gone))
        let copy = try await away.sower("ledger", "export", "--state", away.state)
        let isSame = copy.output == text
        #expect(copy.status == 0 && isSame)
        // After a restart, too, which neither dates nor counts anything.
        try await follower.terminate()
        let again = try await start(away, follows: true)
        try await expectAgreement(keeper, again)
        let later = try await away.sower("ledger", "export", "--state", away.state)
        let isStillSame = later.output == text
        #expect(isStillSame)
        let feed = try await again.document("/atom.xml").body
        try await again.terminate()
        let built = try await away.sower(
            "build",
            away.seeds,
            "--state",
            away.state,
            "--output",
            away.root + "/site",
            "--base-url",
            FollowTests.base,
            "--config",
            away.root + "/sower.yaml"
        )
        #expect(built.status == 0 && Array(away.text("site/atom.xml").utf8) == feed, "\(built)")
    }

    @Test(
        "What the ledger doesn’t name is held back and named by the status, until the ledger has it; then it is there at once"
    )
    func held() async throws {
        let (home, away) = (try Place(), try Place())
        let shipment = Shipment(keeper: home)
        try home.write(SeedText.many(5))
        let keeper = try await start(home, follows: false)
        try await shipment.export()
        try await shipment.send(to: away)
        let follower = try await start(away, follows: true)
        let before = try await follower.document("/atom.xml")

        // Seeds come first: one is new, one is another version, one is gone, and one gave its name to another.
        try home.write("new.txt", SeedText.plain("A New One"))
        try home.write("article-2.txt", SeedText.plain("Article Number 2", day: 3, text: "Otherwise."))
        try home.remove("article-3.txt")
        try home.rename(home.seed("article-4.txt"), home.seed("four.txt"))
        try await shipment.send(to: away)
        try await follower.refresh()
        let status = try await follower.status()
        #expect(status.articles == 5 && status.counts.missing == 0 && status.brake == nil)
        #expect(Set(status.unnamed.map(\.path)) == ["new.txt", "article-2.txt", "four.txt"])
        let named = try await away.sower("refresh", "--wait", "--state", away.state)
        #expect(named.lines.contains("held: new.txt: not named by the ledger that is followed"), "\(named.output)")
        let text = try await away.sower("status", "--state", away.state).output
        #expect(
            text.contains("not named by the ledger: 3\n") && text.contains("  new.txt: the ledger doesn’t name it\n")
        )
        #expect(text.contains("  article-2.txt: the ledger was written from another version of it\n"))
        let same = try await follower.document("/atom.xml")
        #expect(same.body == before.body && same.tag == before.tag && same["last-modified"] == before["last-modified"])
        #expect(try await follower.get("/articles/article-number-3").status == 200)

        try await keeper.refresh()
        try await eventually("the keeper lets it go") {
            try await keeper.get("/articles/article-number-3").status == 410
        }
        try await shipment.export()
        try await shipment.send(to: away)
        // Nobody tells it: the file was replaced.
        try await eventually("it follows") {
            try await follower.document("/atom.xml").tag == keeper.document("/atom.xml").tag
        }
        #expect(try await follower.get("/articles/article-number-3").status == 410)
        #expect(try await follower.status().counts.unnamed == 0)
        let refused = try await away.sower("retract", "--state", away.state, "article-1.txt")
        #expect(refused.status == 1 && refused.errors.contains("this daemon follows"))
    }

    @Test(
        "A ledger that is malformed or half written is named with its line, and the last good one stays, after a restart too"
    )
    func malformed() async throws {
        let (home, away) = (try Place(), try Place())
        let shipment = Shipment(keeper: home)
        try home.write(SeedText.many(5))
        let keeper = try await start(home, follows: false)
        let good = try await shipment.export()
        try await shipment.send(to: away)
        var follower = try await start(away, follows: true)
        let before = try await follower.document("/atom.xml")
        let path = away.root + "/" + Shipment.name
        let other = try Place()
        try other.write("other.txt", SeedText.plain("Other"))
        let stranger = try await SowerDaemon(other)
        try await stranger.terminate()
        let foreign = try await other.sower("ledger", "export", "--state", other.state).output
        let lines = good.split(separator: "\n").map(String.init)
        for (text, problem) in [
            (String(good.dropLast(40)), "\(path): ends in the middle of a line"),
            (lines.dropLast().joined(separator: "\n") + "\n", "\(path): the first line counts"),
            (lines.prefix(3).joined(separator: "\n") + "\n{\"id\": 1}\n", "\(path):4: "), ("", "\(path): "),
            ("hello\n", "\(path):1: "), (foreign, "\(path):1: it is the ledger of another site"),
        ] {
            try away.file("new", text)
            try away.rename(away.root + "/new", path)
            try await eventually("it is named: \(problem)") {
                try await follower.status().following?.problem?.hasPrefix(problem) == true
            }
            #expect(follower.log.contains(problem), "\(problem)")
            #expect(try await follower.document("/atom.xml").tag == before.tag)
        }
        #expect(try await away.sower("status", "--quiet", "--state", away.state).status == 1)
        try await follower.terminate()
        try away.file(Shipment.name, "hello\n")
        follower = try await start(away, follows: true)
        let after = try await follower.document("/atom.xml")
        #expect(after.tag == before.tag && after["last-modified"] == before["last-modified"])
        #expect(follower.log.contains("\(path):1: "))
        try home.write("new.txt", SeedText.plain("A New One"))
        try await keeper.refresh()
        try await shipment.export()
        try await shipment.send(to: away)
        try await eventually("it follows again") { try await follower.atom()["A New One"] != nil }
        try await eventually("the status says so") { try await follower.status().following?.problem == nil }
    }

    @Test(
        "Nothing is followed into a ledger of its own, nor without a text; a follower that follows no longer keeps the ledger"
    )
    func roles() async throws {
        let (home, away) = (try Place(), try Place())
        let shipment = Shipment(keeper: home)
        try home.write(SeedText.many(3))
        let keeper = try await start(home, follows: false)
        let text = try await shipment.export()
        let missing = try await away.sower("serve", away.seeds, "--state", away.state, "--follow", away.root + "/none")
        #expect(missing.status != 0 && missing.errors.contains("\(away.root)/none: "), "\(missing)")
        try await shipment.send(to: away)
        try await keeper.terminate()
        let own = try await home.sower(
            "serve",
            home.seeds,
            "--state",
            home.state,
            "--follow",
            away.root + "/ledger.txt"
        )
        #expect(own.status != 0 && own.errors.contains("holds a ledger of its own"), "\(own)")

        let follower = try await start(away, follows: true)
        let tag = try await follower.document("/atom.xml").tag
        try await follower.terminate()
        let file = away.root + "/ledger.txt"
        let imported = try await away.sower("ledger", "import", "--merge", file, "--state", away.state)
        #expect(imported.status != 0 && imported.errors.contains("follows the ledger of another daemon"), "\(imported)")
        let promoted = try await start(away, follows: false)
        #expect(promoted.log.contains("is kept here from now on"))
        #expect(try await promoted.document("/atom.xml").tag == tag)
        try away.write("new.txt", SeedText.plain("A New One"))
        try await promoted.refresh()
        #expect(try await promoted.atom()["A New One"] != nil)
        try await promoted.terminate()
        let after = try await away.sower("ledger", "export", "--state", away.state).output
        #expect(after.split(separator: "\n").count > text.split(separator: "\n").count)
    }
}

extension String {
    /// Nil for an empty one.
    fileprivate var nonEmpty: String? { isEmpty ? nil : self }
}
