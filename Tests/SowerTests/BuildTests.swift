import Foundation
import Testing

@Suite("A site of files")
struct BuildTests {
    private static let base = "https://news.example/daily"

    private func build(_ place: Place) async throws -> Finished {
        try await place.sower(
            "build",
            place.seeds,
            "--state",
            place.state,
            "--output",
            place.root + "/site",
            "--base-url",
            BuildTests.base
        )
    }

    private struct File: Equatable {
        var bytes: Data
        var inode: UInt64
        var modified: Date?
    }

    private func files(_ place: Place) throws -> [String: File] {
        let root = place.root + "/site"
        var files: [String: File] = [:]
        for name in try FileManager.default.subpathsOfDirectory(atPath: root) {
            let facts = try FileManager.default.attributesOfItem(atPath: root + "/" + name)
            guard facts[.type] as? FileAttributeType == .typeRegular else { continue }
            files[name] = File(
                bytes: try #require(FileManager.default.contents(atPath: root + "/" + name)),
                inode: (facts[.systemFileNumber] as? NSNumber)?.uint64Value ?? 0,
                modified: facts[.modificationDate] as? Date
            )
        }
        return files
    }

    @Test("Every file holds the bytes that a daemon serves, and every page of the sitemap and every archive is a file")
    func same() async throws {
        let place = try Place()
        try place.write(SeedText.many(120))
        let built = try await build(place)
        #expect(built.status == 0 && built.output.contains("written, 0 unchanged, 0 removed"), "\(built)")
        let files = try files(place)
        let daemon = try await SowerDaemon(place, baseURL: BuildTests.base)
        for (name, file) in files where name != ".sower-site" && name != "404.html" {
            let path = "/" + (name.hasSuffix("index.html") ? String(name.dropLast("index.html".count)) : name)
            #expect(Data(try await daemon.document(path).body) == file.bytes, "\(path)")
        }
        let map = try await daemon.document("/sitemap.xml").text.pieces(
            between: "<loc>\(BuildTests.base)/",
            and: "</loc>"
        )
        #expect(map.count > 120)
        for name in map {
            #expect(files[name.isEmpty || name.hasSuffix("/") ? name + "index.html" : name] != nil, "\(name)")
        }
        for name in [
            "atom.xml", "rss.xml", "feed.json", "feed.xml", "index.rss", "opml.xml", ".well-known/feeds", "robots.txt",
            "sitemap.xml", "archive/2026/03/1/atom.xml", "archive/2026/03/2/feed.json", "404.html",
        ] {
            #expect(files[name] != nil, "\(name)")
        }
        let locked = try await build(place)
        #expect(locked.status == 69 && locked.errors.contains("in use by another sower"))
    }

    @Test("Another build touches only what changed, and removes what is gone")
    func again() async throws {
        let place = try Place()
        try place.write(SeedText.many(60))
        #expect(try await build(place).status == 0)
        let first = try files(place)
        let same = try await build(place)
        #expect(same.output.contains(": 0 written, \(first.count - 1) unchanged, 0 removed"), "\(same)")
        var second = try files(place)
        second[".sower-site"] = first[".sower-site"]
        #expect(second == first)

        try place.remove("article-1.txt")
        let config = try place.file("sower.yaml", "grace: 0s\n")
        let arguments = ["build", place.seeds, "--state", place.state, "--output", place.root + "/site"]
        let third = try await place.run(
            Checkout.program,
            arguments + ["--base-url", BuildTests.base, "--config", config]
        )
        #expect(third.status == 0 && third.output.contains("1 removed"), "\(third)")
        let after = try files(place)
        #expect(
            after["articles/article-number-1"] == nil
                && after["articles/article-number-2"] == first["articles/article-number-2"]
        )
    }

    @Test("A build that is killed leaves the old site whole, and the next one ends what it began")
    func killed() async throws {
        let place = try Place()
        try place.write(SeedText.many(40))
        #expect(try await build(place).status == 0)
        let before = try files(place).mapValues(\.bytes)
        try place.write(SeedText.many(400, from: 41))
        var seen: [[String: Data]] = []
        for delay in [50, 200, 400, 600, 800, 1_000, 1_200, 1_500, 2_000] {
            let running = try Running(
                Checkout.program,
                [
                    "build", place.seeds, "--state", place.state, "--output", place.root + "/site", "--base-url",
                    BuildTests.base,
                ],
                environment: plainEnvironment(home: place.root),
                output: place.root + "/killed.out",
                errors: place.root + "/killed.err"
            )
            try await Task.sleep(for: .milliseconds(delay))
            running.send(SIGKILL)
            _ = try await running.exit()
            seen.append(try files(place).mapValues(\.bytes))
        }
        #expect(try await build(place).status == 0)
        let after = try files(place).mapValues(\.bytes)
        #expect(after.count > before.count + 400)
        for site in seen { #expect(site == before || site == after) }
        #expect(seen.first == before)
        #expect(!FileManager.default.fileExists(atPath: place.root + "/site.sower-new"))
    }

    @Test("A folder with files of somebody else's is left alone, and so is one with the seeds in it")
    func foreign() async throws {
        let place = try Place()
        try place.write("a.txt", SeedText.plain("A"))
        try FileManager.default.createDirectory(atPath: place.root + "/site", withIntermediateDirectories: false)
        try place.file("site/letter.txt", "Dear reader")
        let built = try await build(place)
        #expect(built.status != 0 && built.errors.contains("name an empty folder"))
        #expect(place.text("site/letter.txt") == "Dear reader")
        let over = try await place.sower("build", place.seeds, "--state", place.state, "--output", place.root)
        #expect(over.status == 78)
    }
}
