import Foundation
import Testing

@Suite("Behind a cache, with the example configuration")
struct CacheTests {
    private static let host = ["Host": "news.example"]

    /// Starts nginx with the example's own text, its addresses replaced, and keeps documents for a second.
    private func start(at place: Place, to backend: Int) async throws -> (Running, HTTPAddress) {
        let socket = place.root + "/cache.sock"
        let text = try Nginx.example("nginx-cache.conf", to: backend, listen: "unix:\(socket)")
            .replacing("/var/cache/nginx/sower", with: place.root + "/store")
            .replacing(
                "proxy_ignore_headers Vary;",
                with: "proxy_ignore_headers Vary Cache-Control; proxy_cache_valid 200 1s;"
            )
        let running = try Nginx.start(text, at: place)
        let address = HTTPAddress.unix(socket)
        try await eventually("the cache answers") {
            (try? await fetch("/healthz", from: address, CacheTests.host))?.status == 200
        }
        return (running, address)
    }

    @Test(
        "The daemon is asked once for many readers, tags and conditions survive, and what is there outlives the daemon"
    )
    func cached() async throws {
        let place = try Place()
        try place.write(SeedText.many(20))
        let port = try freePort()
        let configuration = "base-url: http://news.example\ndeltas: on\n"
        let daemon = try await SowerDaemon(place, configuration: configuration, port: port)
        let (nginx, front) = try await start(at: place, to: port)
        func get(_ path: String, _ fields: [String: String] = [:]) async throws -> HTTPAnswer {
            try await fetch(path, from: front, fields.merging(CacheTests.host) { $1 })
        }
        let paths = ["/atom.xml", "/feed.json", "/articles/article-number-3"]
        for path in paths { _ = try await daemon.packed(path, CacheTests.host) }
        var polls = 0
        let before = try await daemon.metric("sower_http_response_bytes_total") ?? 0
        var bytes = 0
        for _ in 0..<30 {
            for path in paths {
                for encoding in ["gzip", "gzip, deflate, br", "identity"] {
                    let answer = try await get(path, ["Accept-Encoding": encoding])
                    let isZipped = encoding.hasPrefix("gzip")
                    #expect(answer.status == 200 && (answer["content-encoding"] == "gzip") == isZipped)
                    let tag = try #require(answer.tag)
                    #expect(tag.hasSuffix("-gzip\"") == isZipped && !tag.hasPrefix("W/"))
                    let again = try await get(path, ["Accept-Encoding": encoding, "If-None-Match": tag])
                    #expect(again.status == 304)
                    bytes += answer.body.count
                    polls += 2
                }
            }
        }
        let asked = (try await daemon.metric("sower_http_response_bytes_total") ?? 0) - before
        #expect(asked < Double(bytes) / 5, "\(polls) polls of \(bytes) bytes cost \(asked)")
        for path in paths {
            let (direct, cached) = (try await daemon.get(path, CacheTests.host), try await get(path))
            #expect(cached.body == direct.body && cached.tag == direct.tag)
            #expect(cached["last-modified"] == direct["last-modified"])
        }

        // The cache has a version of its own, so no reader may be answered with what is new since that one.
        let old = try #require(try await get("/atom.xml").tag)
        try place.write("new.txt", SeedText.plain("News"))
        try await daemon.refresh()
        try await eventually("the news is there") {
            let answer = try await get("/atom.xml", ["A-IM": "feed", "If-None-Match": "\"x\""])
            #expect(answer.status == 200 && answer["im"] == nil && AtomText(answer.text).entries.count >= 20)
            return answer.tag != old
        }
        let direct = try await daemon.get("/atom.xml", ["A-IM": "feed", "If-None-Match": old])
        #expect(direct.status == 226)

        try await daemon.terminate()
        try await eventually("what is there is old") { try await get("/atom.xml")["x-cache"] == "STALE" }
        let late = try await get("/atom.xml")
        #expect(late.status == 200 && AtomText(late.text).titles.contains("News"))
        nginx.send(SIGTERM)
        _ = try await nginx.exit()
    }
}
