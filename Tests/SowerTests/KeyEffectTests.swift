import Daemon
import Foundation
import Testing

@Suite("Every key of the configuration", .serialized)
struct KeyEffectTests {
    /// A change of one key, what is done under it, and what shows its effect.
    struct Effect {
        /// Of the configuration before and after; before, the key isn't named.
        var common = ""
        var value: String
        var act: (SowerDaemon) async throws -> Void = { _ in }
        var observe: (SowerDaemon) async throws -> Bool
    }

    @Test("A reload brings what the key changes, and not before", arguments: ConfigurationKey.allCases)
    func effect(of key: ConfigurationKey) async throws {
        guard let effect = KeyEffectTests.effect(of: key) else {
            #expect(ConfigurationGuide(key).needsRestart || key == .baseURL)
            return
        }
        if key == .templates {
            try FileManager.default.createDirectory(atPath: effect.value, withIntermediateDirectories: true)
            let front = "{{> head}}{{> top}}<main id=\"main\">A page of our own: {{site}}</main>{{> bottom}}"
            try Data(front.utf8).write(to: URL(fileURLWithPath: effect.value + "/front.mustache"))
        }
        defer { if key == .templates { try? FileManager.default.removeItem(atPath: effect.value) } }
        for isChanged in [false, true] {
            let place = try Place()
            try place.write(SeedText.many(3))
            let base = effect.common + "title: Before\n".filter { _ in key != .title }
            let daemon = try await SowerDaemon(place, configuration: base)
            if isChanged {
                try place.file("sower.yaml", base + "\(key.rawValue): \(effect.value)\n")
                let reloaded = try await place.sower("reload", "--state", place.state)
                #expect(reloaded.status == 0 && reloaded.output.hasPrefix("reloaded: "), "\(reloaded)")
                #expect(!reloaded.output.contains("restart"))
            }
            try await effect.act(daemon)
            #expect(try await effect.observe(daemon) == isChanged, "\(key.rawValue), \(isChanged ? "after" : "before")")
            try await daemon.terminate()
        }
    }

    // Without a default: a new key must get its line here.
    private static func effect(of key: ConfigurationKey) -> Effect? {
        switch key {
        case .seeds, .state, .follow, .listen, .baseURL, .socketMode, .socketOwner: nil
        case .title: feed("Harbour News", "<title type=\"text\">Harbour News</title>")
        case .description: feed("Between pier and mill", "<subtitle type=\"text\">Between pier and mill</subtitle>")
        case .author: feed("The Newsroom", "<name>The Newsroom</name>")
        case .language: feed("de-AT", "xml:lang=\"de-AT\"")
        case .rights: feed("Nobody's", "Nobody's</rights>")
        case .zone:
            Effect(value: "America/New_York", act: { try await add("Late", to: $0) }) {
                // Noon there; dates of articles that were there before don't move.
                try await $0.atom()["Late"]?.published.hasPrefix("2026-03-05T17:00") == true
            }
        case .links: feed("https://papers.example/{slug}", "href=\"https://papers.example/article-number-2\"")
        case .entries: Effect(value: "1") { try await $0.atom().entries.count == 1 }
        case .feedSize:
            // One article of three in a feed.
            Effect(
                value: "10kB",
                act: { daemon in
                    for number in 1...3 {
                        let text = String(repeating: "Words of it. ", count: 600)
                        try daemon.place.write("long-\(number).txt", SeedText.plain("Long \(number)", text: text))
                    }
                    try await daemon.refresh()
                },
                observe: { try await $0.atom().entries.count == 1 }
            )
        case .categoryAliases:
            Effect(
                value: "Old Name = New Name",
                act: { daemon in
                    try daemon.place.write("added.md", "---\ntitle: Added\ncategory: Old Name\n---\nText of it.\n")
                    try await daemon.refresh()
                },
                observe: { daemon in
                    let moved = try await daemon.get("/category/old-name/rss.xml")
                    let there = try await daemon.get("/category/new-name/rss.xml")
                    return moved.status == 301 && there.status == 200
                        && moved["location"]?.hasSuffix("/category/new-name/rss.xml") == true
                }
            )
        case .templates:
            Effect(value: "/tmp/sower-test-templates-\(getpid())") { daemon in
                try await daemon.document("/").text.contains("A page of our own: Before")
            }
        case .maxAge:
            Effect(value: "10m") { try await $0.get("/atom.xml")["cache-control"]?.contains("max-age=600") == true }
        case .grace: Effect(value: "0s", act: remove) { try await $0.atom().entries.count == 2 }
        case .onMissing:
            Effect(common: "grace: 0s\n", value: "keep", act: remove) { try await $0.atom().entries.count == 3 }
        case .deltas:
            Effect(value: "on") { daemon in
                let tag = try await daemon.document("/atom.xml").tag ?? ""
                try await add("New", to: daemon)
                return try await daemon.get("/atom.xml", ["A-IM": "feed", "If-None-Match": tag]).status == 226
            }
        case .watch:
            Effect(value: "poll") { try await $0.status().watchMode == "poll" }
        case .pollInterval:
            Effect(
                common: "watch: poll\n",
                value: "1s",
                act: { try $0.place.write("added.txt", SeedText.plain("Added")) },
                observe: { daemon in
                    try await daemon.holds(4)
                    return try await daemon.status().watch.contains("every 1 s")
                }
            )
        case .reconcile:
            Effect(value: "1s") { daemon in
                let first = try await daemon.status().lastReconcile
                return try await soon { try await daemon.status().lastReconcile != first }
            }
        case .hubs: feed("http://127.0.0.1:1/hub", "<link rel=\"hub\" href=\"http://127.0.0.1:1/hub\"/>")
        case .tombstones:
            Effect(common: "grace: 0s\n", value: "off", act: remove) {
                try await !$0.document("/atom.xml").text.contains("deleted-entry")
            }
        case .idFromName:
            Effect(
                value: #"^\d+_([0-9a-f]{16})$"#,
                act: { daemon in
                    try daemon.place.write("1_00000000000000aa.txt", SeedText.plain("One Name"))
                    try daemon.place.write("2_00000000000000aa.txt", SeedText.plain("Another Name"))
                    try await daemon.refresh()
                },
                observe: { try await $0.status().counts.duplicates == 1 }
            )
        case .dateOrder:
            Effect(
                value: "dmy",
                act: { daemon in
                    try daemon.place.write("added.txt", "Added\n02/05/2026\n\nSome text.\n")
                    try await daemon.refresh()
                },
                observe: { try await $0.atom()["Added"]?.published.hasPrefix("2026-05-02") == true }
            )
        case .furniture:
            Effect(
                value: "line Advertisement",
                act: { try await add("Noisy", text: "Before.\n\nAdvertisement\n\nAfter.", to: $0) }
            ) {
                try await !$0.document("/atom.xml").text.contains("Advertisement")
            }
        case .longestLine: refusal("1kB", of: String(repeating: "word ", count: 400))
        case .deepestNesting: refusal("10", of: String(repeating: "> ", count: 12) + "Deep.", named: "added.md")
        case .mostSections: refusal("2", of: "One\n\nText.\n\nTwo\n\nText.\n\nThree\n\nText.")
        case .largestSeed:
            Effect(value: "1kB", act: { try await add("Long", text: String(repeating: "Word ", count: 400), to: $0) }) {
                try await $0.status().counts.refused == 1
            }
        case .logLevel:
            Effect(value: "debug", act: { try await $0.refresh() }) { $0.log.contains("debug: ") }
        case .logLevels:
            Effect(value: "seeds=debug, http=error", act: { try await $0.refresh() }) { $0.log.contains("debug: ") }
        case .logFormat:
            Effect(
                value: "json",
                act: { daemon in
                    daemon.send(SIGUSR2)
                    try await eventually("the status is logged") { daemon.log.contains("status: 3 articles") }
                },
                observe: { $0.log.contains("\"message\":\"status: 3 articles") }
            )
        case .accessLog:
            Effect(
                value: "\"-\"",
                act: { _ = try await $0.get("/rss.xml", ["User-Agent": "Feedly/1.0 (16 subscribers)"]) },
                observe: { daemon in
                    try await soon {
                        daemon.greeting.contains("\"reader\":\"Feedly\",\"subscribers\":16}")
                    }
                }
            )
        case .maxConnections:
            Effect(value: "16") { (daemon: SowerDaemon) -> Bool in
                let sockets = try (0..<24).map { _ in try connected(to: daemon.address) }
                defer { for socket in sockets { close(socket) } }
                for socket in sockets {
                    try send(Array("GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n".utf8), to: socket)
                }
                // Each was accepted when it is answered, or closed to make room; 2 is MSG_PEEK.
                var byte: UInt8 = 0
                for socket in sockets { _ = recv(socket, &byte, 1, 2) }
                return try await soon { try await daemon.connections() <= 16 }
            }
        case .headerTimeout: ending("1s", after: "GET / HTTP/1.1\r\n")
        case .idleTimeout: ending("1s", after: "GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n")
        // Nobody reads the answers.
        case .writeTimeout:
            ending("1s", after: String(repeating: "GET /atom.xml HTTP/1.1\r\nHost: x\r\n\r\n", count: 5_000))
        case .maxHeaderSize:
            Effect(value: "1kB") {
                try await $0.get("/atom.xml", ["X": String(repeating: "x", count: 900)]).status == 431
            }
        case .maxHeaderCount:
            Effect(value: "8") { daemon in
                let fields = Dictionary((0..<9).map { ("X-\($0)", "x") }, uniquingKeysWith: { $1 })
                return try await daemon.get("/atom.xml", fields).status == 431
            }
        case .throttle:
            Effect(
                value: "3/1h",
                act: { daemon in
                    for _ in 0..<3 { _ = try await daemon.document("/rss.xml") }
                },
                observe: { daemon in
                    let answer = try await daemon.get("/rss.xml")
                    return answer.status == 429 && (answer["retry-after"].flatMap { Int($0) } ?? 0) > 3_500
                }
            )
        case .trustedProxies:
            Effect(
                common: "throttle: 3/1h\n",
                value: "[127.0.0.1]",
                act: { daemon in
                    for _ in 0..<3 { _ = try await daemon.get("/rss.xml", ["X-Forwarded-For": "192.0.2.1"]) }
                },
                observe: { try await $0.get("/rss.xml", ["X-Forwarded-For": "192.0.2.2"]).status == 200 }
            )
        case .staleWhileRevalidate: cacheControl("stale-while-revalidate=60")
        case .staleIfError: cacheControl("stale-if-error=60")
        }
    }

    private static func feed(_ value: String, _ text: String) -> Effect {
        Effect(value: value) { try await $0.document("/atom.xml").text.contains(text) }
    }

    private static func refusal(_ value: String, of text: String, named name: String = "added.txt") -> Effect {
        Effect(
            value: value,
            act: { daemon in
                try daemon.place.write(name, "\(name.hasSuffix("md") ? "# " : "")Added\n\n\(text)\n")
                try await daemon.refresh()
            },
            observe: { try await $0.status().counts.refused == 1 }
        )
    }

    private static func cacheControl(_ directive: String) -> Effect {
        Effect(value: "1m") { daemon in
            let answers = [try await daemon.get("/atom.xml"), try await daemon.get("/articles/article-number-2")]
            return answers.allSatisfy { $0["cache-control"]?.hasSuffix(directive) == true }
        }
    }

    /// A connection that the daemon ends by itself after this was sent.
    private static func ending(_ value: String, after text: String) -> Effect {
        Effect(value: value) { daemon in
            let socket = try connected(to: daemon.address)
            defer { close(socket) }
            try send(Array(text.utf8), to: socket)
            try await eventually("it is accepted") { try await daemon.connections() == 1 }
            return try await soon { try await daemon.connections() == 0 }
        }
    }

    /// Whether it comes true within four seconds: four times as long as the deadlines here, and shorter than all others.
    private static func soon(_ condition: () async throws -> Bool) async throws -> Bool {
        do {
            try await eventually("soon", within: .seconds(4), condition)
            return true
        } catch is NeverHappened {
            return false
        }
    }

    private static func add(_ title: String, text: String? = nil, to daemon: SowerDaemon) async throws {
        try daemon.place.write("added.txt", SeedText.plain(title, text: text))
        try await daemon.refresh()
    }

    @Sendable private static func remove(_ daemon: SowerDaemon) async throws {
        try FileManager.default.removeItem(atPath: daemon.place.seeds + "/article-2.txt")
        try await daemon.refresh()
    }

    @Test(
        "seeds, state, listen, the sockets' access and base-url take effect at a start, and a reload names those that changed"
    )
    func atStart() async throws {
        let place = try Place()
        let other = place.root + "/elsewhere"
        try FileManager.default.createDirectory(atPath: other, withIntermediateDirectories: false)
        try Data(SeedText.plain("From Elsewhere").utf8).write(to: URL(fileURLWithPath: other + "/a.txt"))
        let socket = place.root + "/public.sock"
        let path = try place.file(
            "sower.yaml",
            """
            seeds: \(other)
            state: \(place.root)/memory
            listen: ["127.0.0.1:0", "unix:\(socket)"]
            socket-mode: 0600
            socket-owner: \(getuid()):\(getgid())
            base-url: https://news.example/harbour

            """
        )
        let running = try Running(
            Checkout.program,
            ["serve", "--config", path],
            environment: plainEnvironment(home: place.root),
            output: place.root + "/out",
            errors: place.root + "/err"
        )
        try await eventually("it is ready") { place.text("out").contains("Drop a text file") }
        var file = stat()
        #expect(lstat(socket, &file) == 0 && file.st_mode & 0o777 == 0o600 && file.st_gid == getgid())
        let feed = try await fetch("/harbour/atom.xml", from: .unix(socket))
        #expect(feed.text.contains("href=\"https://news.example/harbour/articles/from-elsewhere\""))
        #expect(FileManager.default.fileExists(atPath: place.root + "/memory/ledger.db"))
        let status = try await place.sower("status", "--json", "--config", path)
        #expect(status.output.contains("\"seeds\" : \"\(other)\""))

        try place.file(
            "sower.yaml",
            "seeds: \(place.seeds)\nstate: \(place.state)\nlisten: 127.0.0.1:0\nbase-url: https://b.example\n"
        )
        let reloaded = try await place.sower("reload", "--state", place.root + "/memory")
        #expect(reloaded.status == 0)
        #expect(reloaded.output.contains("only after a restart: seeds, state, listen, socket-mode, socket-owner"))
        let after = try await fetch("/atom.xml", from: .unix(socket))
        #expect(after.text.contains("href=\"https://b.example/articles/from-elsewhere\""))

        try place.file("sower.yaml", "title: A\nzone: Nowhere\n")
        let refused = try await place.sower("reload", "--state", place.root + "/memory")
        #expect(refused.status == 1)
        #expect(refused.errors.contains("\(path):2:7: “zone”"), "\(refused.errors)")
        running.send(SIGTERM)
        #expect(try await running.exit() == 0)
    }
}
