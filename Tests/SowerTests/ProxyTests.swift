import Foundation
import Testing

@Suite("Behind a proxy, with the example configurations")
struct ProxyTests {
    enum Proxy: String, CaseIterable, CustomTestStringConvertible {
        case nginx
        case caddy

        var testDescription: String { rawValue }
    }

    /// Starts the proxy with the example's own text, its addresses replaced.
    private func start(_ proxy: Proxy, at place: Place, to backend: Int) throws -> (Running, HTTPAddress) {
        let port = try freePort()
        let address = HTTPAddress.loopback(port: port)
        switch proxy {
        case .nginx:
            let text = try Nginx.example("nginx.conf", to: backend, listen: "127.0.0.1:\(port)")
            return (try Nginx.start("gzip on;\ngzip_types *;\ngzip_proxied any;\n" + text, at: place), address)
        case .caddy:
            let text = try String(contentsOfFile: Checkout.path("deploy/Caddyfile"), encoding: .utf8)
                .replacing("127.0.0.1:8080", with: "127.0.0.1:\(backend)")
                .replacing("news.example {", with: "http://news.example:\(port) {\n\tbind 127.0.0.1")
            let path = try place.file("Caddyfile", "{\n\tadmin off\n}\n\(text)")
            let running = try Running(
                "caddy",
                ["run", "--adapter", "caddyfile", "--config", path],
                environment: plainEnvironment(home: place.root),
                output: place.root + "/proxy.out",
                errors: place.root + "/proxy.err"
            )
            return (running, address)
        }
    }

    @Test("Tags, conditions, compression, statuses and a base path survive", arguments: Proxy.allCases)
    func transparent(proxy: Proxy) async throws {
        let place = try Place()
        try place.write(SeedText.many(20))
        let backend = try freePort()
        let daemon = try await SowerDaemon(
            place,
            configuration: "base-url: http://news.example/harbour\ngrace: 0s\n",
            port: backend
        )
        let (running, front) = try start(proxy, at: place, to: backend)
        let host = ["Host": "news.example"]
        func get(_ path: String, _ fields: [String: String] = [:], method: String = "GET") async throws -> HTTPAnswer {
            try await fetch(path, from: front, fields.merging(host) { $1 }, method: method)
        }
        try await eventually("the proxy answers") { (try? await get("/harbour/healthz"))?.status == 200 }

        let direct = try await daemon.get("/harbour/atom.xml", host)
        let plain = try await get("/harbour/atom.xml")
        #expect(plain.status == 200 && plain.body == direct.body)
        for field in [
            "etag", "last-modified", "cache-control", "content-type", "vary", "access-control-allow-origin", "link",
        ] {
            #expect(plain[field] == direct[field], "\(field)")
        }
        let directZipped = try await daemon.packed("/harbour/atom.xml", host)
        let zipped = try await get("/harbour/atom.xml", ["Accept-Encoding": "gzip"])
        #expect(zipped["content-encoding"] == "gzip" && zipped.body == directZipped.body)
        #expect(zipped.tag == directZipped.tag && zipped.tag?.hasPrefix("\"") == true)
        for (answer, fields) in [(plain, [:]), (zipped, ["Accept-Encoding": "gzip"])] {
            let tag = try #require(answer.tag)
            let unchanged = try await get("/harbour/atom.xml", fields.merging(["If-None-Match": tag]) { $1 })
            #expect(unchanged.status == 304 && unchanged.body.isEmpty && unchanged.tag == tag)
        }
        let date = try #require(plain["last-modified"])
        #expect(try await get("/harbour/atom.xml", ["If-Modified-Since": date]).status == 304)
        let head = try await get("/harbour/atom.xml", method: "HEAD")
        #expect(head.status == 200 && head.body.isEmpty && head.tag == plain.tag)
        #expect(head["content-length"] == "\(plain.body.count)")
        #expect(plain.text.contains("href=\"http://news.example/harbour/articles/article-number-3\""))
        #expect(try await get("/harbour/articles/article-number-3").status == 200)
        #expect(try await get("/harbour/nowhere").status == 404)
        #expect(try await get("/harbour/atom.xml", method: "DELETE").status == 405)
        try place.remove("article-3.txt")
        try await daemon.refresh()
        try await eventually("its page is gone") { try await get("/harbour/articles/article-number-3").status == 410 }

        // Away is never "not there".
        try await daemon.terminate()
        let away = try await get("/harbour/atom.xml")
        #expect(away.status == 503 || away.status == 502, "\(away.status)")
        running.send(SIGTERM)
        _ = try await running.exit()
    }
}
