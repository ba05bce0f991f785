import Foundation
import Testing

@Suite("Starting again")
struct RestartTests {
    private static let paths = ["/atom.xml", "/rss.xml", "/", "/articles/article-number-2"]

    @Test("Unchanged seeds give the same bytes, tags and dates after a restart, and none of them is opened for it")
    func warmStart() async throws {
        let place = try Place()
        try place.write(SeedText.many(20))
        let first = try await traced(place, "first")
        #expect(opened(place, "first").count == 20)
        let before = try await documents(of: first)
        #expect(try await stop(first) == 0)

        let second = try await traced(place, "second")
        let after = try await documents(of: second)
        for (path, (before, after)) in zip(Self.paths, zip(before, after)) {
            #expect(before.body == after.body, "\(path)")
            #expect(before.tag != nil && before.tag == after.tag, "\(path)")
            #expect(before["last-modified"] == after["last-modified"], "\(path)")
            #expect(before["content-type"] == after["content-type"], "\(path)")
        }
        #expect(try await stop(second) == 0)
        #expect(opened(place, "second").isEmpty)
    }

    @Test("After kill -9 every article has the id that it had, and what came meanwhile is there")
    func killed() async throws {
        let place = try Place()
        try place.write(SeedText.many(10))
        let first = try await SowerDaemon(place, baseURL: "http://news.example")
        let before = try await first.atom()
        try place.write("late.txt", SeedText.plain("Written Last"))
        try await first.holds(11)
        let late = try #require(try await first.atom()["Written Last"])
        first.send(SIGKILL)
        #expect(try await first.exit() == 128 + SIGKILL)
        try place.write("meanwhile.txt", SeedText.plain("Written Meanwhile"))
        let second = try await SowerDaemon(place, baseURL: "http://news.example")
        try await second.holds(12)
        let after = try await second.atom()
        #expect(after.id == before.id)
        for entry in before.entries + [late] { #expect(after[entry.title] == entry) }
    }

    @Test("Without the ledger, articles that were never edited get their ids back")
    func lostState() async throws {
        let place = try Place()
        try place.write(SeedText.many(5))
        let first = try await SowerDaemon(place)
        let before = try await first.atom()
        try await first.terminate()
        try FileManager.default.removeItem(atPath: place.state)
        let second = try await SowerDaemon(place)
        #expect(Set(try await second.atom().entries.map(\.id)) == Set(before.entries.map(\.id)))
    }

    @Test("Without the catalogue, the feeds are the same")
    func lostCatalogue() async throws {
        let place = try Place()
        try place.write(SeedText.many(5))
        let first = try await SowerDaemon(place, baseURL: "http://news.example")
        let before = try await documents(of: first)
        try await first.terminate()
        for name in ["catalogue.db", "catalogue.db-wal", "catalogue.db-shm"] {
            try? FileManager.default.removeItem(atPath: place.state + "/" + name)
        }
        let second = try await SowerDaemon(place, baseURL: "http://news.example")
        let after = try await documents(of: second)
        #expect(before.map(\.body) == after.map(\.body))
        #expect(before.map(\.tag) == after.map(\.tag))
        #expect(before.map { $0["last-modified"] } == after.map { $0["last-modified"] })
    }

    private func documents(of daemon: SowerDaemon) async throws -> [HTTPAnswer] {
        // A date that would lie in the future is left out until it does not.
        try await eventually("the feeds have their date") {
            try await daemon.document("/atom.xml")["last-modified"] != nil
        }
        var documents: [HTTPAnswer] = []
        for path in Self.paths { documents.append(try await daemon.document(path)) }
        return documents
    }

    /// One that notes every file it opens.
    private func traced(_ place: Place, _ name: String) async throws -> SowerDaemon {
        try await SowerDaemon(
            place,
            baseURL: "http://news.example",
            tracer: ["strace", "-f", "-e", "trace=open,openat,openat2", "-o", "\(place.root)/\(name).strace"]
        )
    }

    /// A signal to the tracer would not reach the daemon.
    private func stop(_ daemon: SowerDaemon) async throws -> Int32 {
        kill(try await daemon.status().process, SIGTERM)
        return try await daemon.exit()
    }

    private func opened(_ place: Place, _ name: String) -> Set<String> {
        let names = place.text("\(name).strace").split(separator: "\n").filter { $0.contains("open") }
            .compactMap { String($0).pieces(between: "\"", and: "\"").first }
        return Set(names.filter { $0.hasSuffix(".txt") })
    }
}
