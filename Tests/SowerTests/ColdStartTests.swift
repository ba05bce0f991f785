import Foundation
import Testing

@Suite("A start on many articles")
struct ColdStartTests {
    /// More than are read in one pass.
    private static let count = 1_500
    private static let hot = ["/atom.xml", "/rss.xml", "/feed.json", "/"]

    private func seeds() -> [(name: String, text: String)] {
        (1...ColdStartTests.count).map { number in
            (
                "article-\(number).txt",
                SeedText.plain("Article Number \(number)", day: number % 28 + 1)
            )
        }
    }

    @Test("The feeds come first and whole, what is not hot is never half, and a kill amid it changes no id")
    func cold() async throws {
        let place = try Place()
        try place.write(seeds())
        try place.letSeedsRest()
        // Killed at some moment of its work, and started again.
        let configuration = "entries: 50\n"
        let victim = Task {
            try await SowerDaemon(place, configuration: configuration, baseURL: "https://news.example")
        }
        let socket = HTTPAddress.unix(place.root + "/http.sock")
        var first: AtomText?
        try await eventually("a feed is served", within: .seconds(120), every: .milliseconds(2)) {
            guard let answer = try? await fetch("/atom.xml", from: socket), answer.status == 200 else { return false }
            first = AtomText(answer.text)
            return true
        }
        let early = try #require(first)
        #expect(early.entries.count == 50)
        for path in ["/archive/", "/sitemap.xml", "/archive/2026/01/"] {
            let answer = try await fetch(path, from: socket)
            let isHeldBack = answer.status == 503 && answer["retry-after"] != nil
            #expect(answer.status == 200 || isHeldBack, "\(path): \(answer.status)")
        }
        // The lock names its process.
        let process = try #require(pid_t(place.text("state/lock").trimmingCharacters(in: .whitespacesAndNewlines)))
        kill(process, SIGKILL)
        _ = try? await victim.value
        // What is still to be stored is so while its folder is away.
        try FileManager.default.moveItem(atPath: place.seeds, toPath: place.root + "/away")
        let daemon = try await SowerDaemon(place, configuration: configuration, baseURL: "https://news.example")
        #expect([200, 503].contains(try await daemon.get("/archive/2026/03/").status))
        let partial = try await daemon.get("/sitemap.xml")
        let known = partial.text.pieces(between: "<loc>", and: "</loc>").count { $0.contains("/articles/") }
        #expect(partial.status == 503 || partial.status == 200 && known == ColdStartTests.count, "\(known)")
        try FileManager.default.moveItem(atPath: place.root + "/away", toPath: place.seeds)
        try await daemon.refresh()
        #expect(try await daemon.status().articles == ColdStartTests.count)
        #expect(try await daemon.atom() == early)
        let map = try await daemon.document("/sitemap.xml").text.pieces(between: "<loc>", and: "</loc>")
        #expect(map.count(where: { $0.contains("/articles/") }) == ColdStartTests.count)
        #expect(try await daemon.document("/search/atom.xml?q=%22Number+1400%22").text.contains("Article Number 1400"))
    }

    @Test("A daemon that has lost its catalogue gives the same bytes, tags and dates as before")
    func rebuilt() async throws {
        let place = try Place()
        try place.write(seeds())
        try place.letSeedsRest()
        let configuration = "entries: 50\n"
        let first = try await SowerDaemon(place, configuration: configuration, baseURL: "https://news.example")
        // Dates come from what happened, and not from the last start.
        try place.write("late.txt", SeedText.plain("Late", day: 27))
        try await first.refresh()
        let before = try await shown(first)
        try await first.terminate()
        for name in ["catalogue.db", "catalogue.db-wal", "catalogue.db-shm"] {
            try? FileManager.default.removeItem(atPath: place.state + "/" + name)
        }
        let second = try await SowerDaemon(place, configuration: configuration, baseURL: "https://news.example")
        try await second.refresh()
        #expect(try await shown(second) == before)
    }

    private func shown(_ daemon: SowerDaemon) async throws -> [String: [String]] {
        var shown: [String: [String]] = [:]
        for path in ColdStartTests.hot {
            let answer = try await daemon.document(path)
            shown[path] = [answer.text, answer.tag ?? "", answer["last-modified"] ?? ""]
        }
        return shown
    }
}
