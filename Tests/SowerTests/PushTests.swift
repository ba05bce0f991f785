import Foundation
import Testing

@Suite("Hubs")
struct PushTests {
    /// A hub of its own process, ended with the test.
    private final class Hub: Sendable {
        let place: Place
        let port: Int
        private let running: Running

        private let isSecure: Bool

        init(_ place: Place, mode: String = "0", certificate: String? = nil) async throws {
            self.place = place
            isSecure = certificate != nil
            running = try Running(
                "python3",
                [Checkout.path("Tests/Judges/hub.py"), place.root + "/port", place.root + "/hub.log", mode]
                    + [certificate].compactMap(\.self),
                environment: plainEnvironment(home: place.root),
                output: place.root + "/hub.out",
                errors: place.root + "/hub.err"
            )
            port = try await eventually("the hub listens") { Int(place.text("port")) }
        }

        var address: String { "\(isSecure ? "https" : "http")://127.0.0.1:\(port)/hub?x=1" }

        struct Request: Decodable {
            var path: String
            var type: String
            var body: String
        }

        func requests() throws -> [Request] {
            try place.text("hub.log").split(separator: "\n").map {
                try JSONDecoder().decode(Request.self, from: Data($0.utf8))
            }
        }

        func end() { running.send(SIGKILL) }
    }

    private static let changed =
        "hub.mode=publish"
        + ["atom.xml", "feed.json", "rss.xml"].map { "&hub.url=https%3A%2F%2Fn.example%2F\($0)" }.joined()

    @Test("A hub is told once of each change, of every feed that changed, and of nothing else")
    func told() async throws {
        let place = try Place()
        let hub = try await Hub(place)
        defer { hub.end() }
        try place.write("a.txt", SeedText.plain("A"))
        let daemon = try await SowerDaemon(place, configuration: "hubs: \(hub.address)\n", baseURL: "https://n.example")
        try await eventually("the hub was told") { try hub.requests().count == 1 }
        let first = try #require(try hub.requests().first)
        #expect(first.body == PushTests.changed && first.path == "/hub?x=1")
        #expect(first.type == "application/x-www-form-urlencoded")
        try await daemon.refresh()
        #expect(try await place.sower("reload", "--state", place.state).status == 0)
        try place.drop("b.txt", SeedText.plain("B"))
        try await daemon.holds(2)
        try await eventually("the hub was told again") { try hub.requests().count == 2 }
        try await Task.sleep(for: .milliseconds(500))
        #expect(try hub.requests().map(\.body) == [PushTests.changed, PushTests.changed])
        #expect(try await daemon.metric("sower_hub_pings_total{result=\"told\"}") == 2)
        for (path, mark) in [
            ("/atom.xml", "<link rel=\"hub\" href=\"\(hub.address)\"/>"),
            ("/rss.xml", "<atom:link rel=\"hub\" href=\"\(hub.address)\"/>"),
            ("/feed.json", "\"hubs\": [{\"type\": \"WebSub\""),
        ] {
            let feed = try await daemon.document(path)
            let text = feed.text.replacing(",\n\"url\": \"\(hub.address)\"", with: "")
            #expect(text.contains(mark), "\(path): \(feed.text.prefix(2_000))")
            #expect(feed["link"]?.contains("<\(hub.address)>; rel=\"hub\"") == true, "\(feed.fields)")
        }
        try await daemon.terminate()
        let again = try await SowerDaemon(place, configuration: "hubs: \(hub.address)\n", baseURL: "https://n.example")
        try await again.refresh()
        try await Task.sleep(for: .milliseconds(500))
        #expect(try hub.requests().count == 2)
    }

    @Test("A hub that fails is told later, and the log says so")
    func failing() async throws {
        let place = try Place()
        let hub = try await Hub(place, mode: "2")
        defer { hub.end() }
        try place.write("a.txt", SeedText.plain("A"))
        let daemon = try await SowerDaemon(place, configuration: "hubs: \(hub.address)\n", baseURL: "https://n.example")
        try await eventually("the hub took it") {
            try await daemon.metric("sower_hub_pings_total{result=\"told\"}") == 1
        }
        #expect(try hub.requests().map(\.body) == [PushTests.changed, PushTests.changed, PushTests.changed])
        #expect(try await daemon.metric("sower_hub_pings_total{result=\"failed\"}") == 2)
        #expect(daemon.log.contains("a hub was not told what changed") && daemon.log.contains("it answered 500"))
    }

    @Test("A hub that hangs, and one that is not there, hold up no article")
    func hanging() async throws {
        let place = try Place()
        let hub = try await Hub(place, mode: "hang")
        defer { hub.end() }
        let daemon = try await SowerDaemon(
            place,
            configuration: "hubs: [\"\(hub.address)\", \"http://127.0.0.1:1/\"]\n",
            baseURL: "https://n.example"
        )
        try place.drop("a.txt", SeedText.plain("A"))
        try await daemon.holds(1)
        try await eventually("the hub is asked") { try hub.requests().isEmpty == false }
        try place.drop("b.txt", SeedText.plain("B"))
        try await eventually("the other is published", within: .seconds(8)) {
            try await daemon.atom().titles.count == 2
        }
        try await daemon.refresh()
        #expect(try await daemon.terminate() == 0)
    }

    /// Makes a certificate for names and addresses that stands for itself, with its key in the same file.
    private func certificate(_ place: Place, for names: String, _ name: String) async throws -> String {
        let file = "\(place.root)/\(name).pem"
        let made = try await place.run(
            "openssl",
            [
                "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
                "-subj", "/CN=hub", "-addext", "subjectAltName=\(names)", "-keyout", file, "-out", file + ".crt",
            ]
        )
        try #require(made.status == 0, "\(made.errors)")
        let text = place.text("\(name).pem") + place.text("\(name).pem.crt")
        try Data(text.utf8).write(to: URL(fileURLWithPath: file))
        return file
    }

    @Test("A hub of an https address is told when its certificate is believed, and else the log says why not")
    func secure() async throws {
        let place = try Place()
        let own = try await certificate(place, for: "IP:127.0.0.1,DNS:localhost", "own")
        let others = try await certificate(place, for: "DNS:hub.example", "others")
        let hub = try await Hub(place, certificate: own)
        defer { hub.end() }
        try place.write("a.txt", SeedText.plain("A"))
        let localhost = hub.address.replacing("127.0.0.1", with: "localhost")
        for (address, roots, isTold) in [
            (hub.address, own, true), (localhost, own, true), (hub.address, others, false), (hub.address, nil, false),
        ] {
            try? FileManager.default.removeItem(atPath: place.state)
            let before = try hub.requests().count
            let daemon = try await SowerDaemon(
                place,
                configuration: "hubs: \(address)\n",
                baseURL: "https://n.example",
                environment: roots.map { ["SSL_CERT_FILE": $0] } ?? [:]
            )
            if isTold {
                try await eventually("the hub was told") { try hub.requests().count == before + 1 }
                #expect(try hub.requests().last?.body == PushTests.changed)
            } else {
                try await eventually("the log tells why not") { daemon.log.contains("CERTIFICATE_VERIFY_FAILED") }
                #expect(try hub.requests().count == before)
            }
            try await daemon.terminate()
        }
        // A certificate that is another's.
        let impostor = try await Hub(place, certificate: others)
        defer { impostor.end() }
        try? FileManager.default.removeItem(atPath: place.state)
        let daemon = try await SowerDaemon(
            place,
            configuration: "hubs: \(impostor.address)\n",
            baseURL: "https://n.example",
            environment: ["SSL_CERT_FILE": others]
        )
        try await eventually("the log tells why not") { daemon.log.contains("a hub was not told what changed") }
        #expect(try await daemon.metric("sower_hub_pings_total{result=\"told\"}") ?? 0 == 0)
    }

    @Test(
        "A hub that can't be told is refused with its line",
        arguments: ["ftp://hub.example/", "hub.example", "http://", "https://", "https://h:0/"]
    )
    func refused(address: String) async throws {
        let place = try Place()
        let config = try place.file("sower.yaml", "title: T\nhubs: \"\(address)\"\n")
        let finished = try await place.sower("check", place.seeds, "--config", config)
        #expect(finished.status == 78 && (finished.errors + finished.output).contains("sower.yaml:2:"), "\(finished)")
    }
}
