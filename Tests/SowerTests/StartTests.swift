import Foundation
import Testing

@Suite("Starting")
struct StartTests {
    @Test("An empty folder is served as empty, valid feeds and a front page")
    func emptyFolder() async throws {
        let place = try Place()
        let daemon = try await SowerDaemon(place)
        #expect(daemon.feeds.count == 3)
        for address in daemon.xmlFeeds {
            let path = try #require(URLComponents(string: address)?.path)
            #expect(try await daemon.get(path).status == 200)
            #expect(try await place.feedparser(address).entries.isEmpty)
        }
        let (atom, rss) = (try await daemon.document("/atom.xml"), try await daemon.document("/rss.xml"))
        #expect(atom["content-type"] == "application/atom+xml; charset=utf-8")
        #expect(rss["content-type"] == "application/rss+xml; charset=utf-8")
        #expect(AtomText(atom.text).entries.isEmpty)
        try await place.xmllint([atom.body], isAtom: true)
        try await place.xmllint([rss.body])
        #expect(try await daemon.document("/")["content-type"] == "text/html; charset=utf-8")
        #expect(try await daemon.terminate() == 0)
    }

    @Test("The health check answers, an unknown path does not, and nothing is changed by a reader")
    func otherAnswers() async throws {
        let daemon = try await SowerDaemon(Place())
        #expect(try await daemon.get("/healthz").status == 200)
        #expect(try await daemon.get("/no-such-page").status == 404)
        #expect(try await daemon.get("/articles/no-such-article").status == 404)
        for path in ["/", "/atom.xml", "/no-such-page"] {
            let answer = try await daemon.get(path, method: "POST")
            #expect(answer.status == 405)
            #expect(answer["allow"] == "GET, HEAD, OPTIONS")
        }
        let head = try await daemon.get("/atom.xml", method: "HEAD")
        #expect(head.status == 200 && head.body.isEmpty)
    }

    @Test("What is in the folder at the start is in the first feed, and the greeting names what was refused")
    func firstFeed() async throws {
        let place = try Place()
        try place.write(SeedText.many(3))
        try place.write("empty.txt", "")
        let daemon = try await SowerDaemon(place)
        #expect(try await daemon.atom().entries.count == 3)
        #expect(daemon.greeting.contains("3 articles accepted, 1 refused"))
        #expect(daemon.greeting.contains("empty.txt: the file is empty"))
    }

    @Test("A file that never stops growing keeps nobody from being served")
    func growingFile() async throws {
        let place = try Place()
        try place.write(SeedText.many(2))
        // A line every few milliseconds, so that it is never found whole.
        let growth = try Running(
            "bash",
            ["-c", "while sleep 0.002; do echo One more line of it; done > \"$0\"", place.seed("growing.txt")],
            environment: plainEnvironment(home: place.root),
            output: place.root + "/growth.out",
            errors: place.root + "/growth.err"
        )
        try await eventually("it grows") { place.text("seeds/growing.txt").contains("\n") }
        await place.takeSeat()
        async let starting = SowerDaemon(place)
        let early = try await eventually("the status answers") {
            try? await fetch("/status", from: .unix(place.state + "/admin.sock"))
        }
        let status = try JSONDecoder().decode(Status.self, from: Data(early.body))
        #expect(status.process > 0 && (status.starting == "reading seeds" || status.articles == 3), "\(early.text)")
        let daemon = try await starting
        #expect(try await daemon.status().starting == nil)
        #expect(growth.status == nil)
        #expect(try await daemon.atom()["Article Number 2"] != nil)
        try await daemon.refresh()
        growth.send(SIGKILL)
        _ = try await growth.exit()
        try await daemon.holds(3)
    }
}
