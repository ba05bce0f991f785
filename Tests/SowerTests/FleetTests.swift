import Foundation
import Synchronization
import Testing

@Suite("A keeper and two followers behind a proxy")
struct FleetTests {
    private static let configuration = "title: Harbour News\ngrace: 0s\nbase-url: http://news.example\n"

    /// `make fleet` asks for more.
    private static var polls: Int {
        ProcessInfo.processInfo.environment["SOWER_FLEET_POLLS"].flatMap { Int($0) } ?? 1_000
    }

    /// What was answered, and by which tags.
    private final class Answers: Sendable {
        private struct State {
            var count = 0
            var failures: [String] = []
            /// By path and bytes.
            var tags: [String: Set<String>] = [:]
            /// By path and tag.
            var bodies: [String: Set<Int>] = [:]
            var dates: [String: Set<String>] = [:]
            var servers: [String: Int] = [:]
            var isOver = false
        }

        private let state = Mutex(State())

        func note(_ path: String, _ answer: HTTPAnswer) {
            state.withLock { state in
                state.count += 1
                guard answer.status == 200, let tag = answer.tag else {
                    state.failures.append("\(path): \(answer.status)")
                    return
                }
                let hash = answer.body.hashValue
                state.tags["\(path) \(hash)", default: []].insert(tag)
                state.bodies["\(path) \(tag)", default: []].insert(hash)
                if let date = answer["last-modified"] { state.dates["\(path) \(tag)", default: []].insert(date) }
                state.servers[answer["x-upstream"] ?? "", default: 0] += 1
            }
        }

        func end() { state.withLock { $0.isOver = true } }
        var isOver: Bool { state.withLock { $0.isOver } }

        func fail(_ text: String) { state.withLock { $0.failures.append(text) } }

        var count: Int { state.withLock { $0.count } }
        var failures: [String] { state.withLock { $0.failures } }
        var disagreements: [String] {
            state.withLock { state in
                var found: [String] = []
                for (place, tags) in state.tags where tags.count > 1 { found.append("\(place): \(tags)") }
                for (place, bodies) in state.bodies where bodies.count > 1 { found.append("\(place): other bytes") }
                for (place, dates) in state.dates where dates.count > 1 { found.append("\(place): \(dates)") }
                return found
            }
        }
        /// Versions of the feed that were seen.
        var versions: Int { state.withLock { $0.bodies.keys.count { $0.hasPrefix("/atom.xml ") } } }
        /// Who answered how often, each name that of the last that was tried.
        var servers: [String: Int] { state.withLock { $0.servers } }
    }

    private func startProxy(at place: Place, to ports: [Int]) async throws -> (Running, HTTPAddress) {
        let socket = place.root + "/proxy.sock"
        let running = try Nginx.start(
            """
            upstream sower {
            \(ports.map { "server 127.0.0.1:\($0) max_fails=1 fail_timeout=1s;" }.joined(separator: "\n"))
            }
            server {
            listen unix:\(socket);
            location / {
            proxy_pass http://sower;
            proxy_set_header Host $host;
            proxy_next_upstream error timeout http_502 http_503 http_504;
            proxy_connect_timeout 1s;
            proxy_read_timeout 5s;
            add_header X-Upstream $upstream_addr always;
            }
            }
            """,
            at: place
        )
        let address = HTTPAddress.unix(socket)
        try await eventually("the proxy answers") { (try? await fetch("/healthz", from: address))?.status == 200 }
        return (running, address)
    }

    @Test("No poll fails and no tag disagrees while articles change and a follower is killed and started again")
    func fleet() async throws {
        let (home, others) = (try Place(), [try Place(), try Place()])
        let shipment = Shipment(keeper: home)
        try home.write(SeedText.many(20))
        let ports = try (0..<3).map { _ in try freePort() }
        let keeper = try await SowerDaemon(home, configuration: FleetTests.configuration, port: ports[0])
        try await shipment.export()
        var followers: [SowerDaemon] = []
        for (place, port) in zip(others, ports.dropFirst()) {
            try await shipment.send(to: place)
            let configuration = place.following(FleetTests.configuration)
            followers.append(try await SowerDaemon(place, configuration: configuration, port: port))
        }
        let (proxy, front) = try await startProxy(at: home, to: ports)
        let answers = Answers()
        let paths = ["/atom.xml", "/rss.xml", "/feed.json", "/", "/articles/article-number-5"]
        let polls = FleetTests.polls
        let polling = Task {
            await withTaskGroup(of: Void.self) { group in
                for lane in 0..<4 {
                    group.addTask {
                        var number = lane
                        while !answers.isOver {
                            let path = paths[number % paths.count]
                            number += 1
                            do { answers.note(path, try await fetch(path, from: front)) } catch {
                                answers.fail("\(path): \(error)")
                            }
                        }
                    }
                }
            }
        }
        var (round, kills) = (0, 0)
        // Some changes and kills at least, however fast the polls are.
        while round < 4 || answers.count < polls {
            round += 1
            try home.write("new-\(round).txt", SeedText.plain("News of Round \(round)", day: round % 28 + 1))
            try home.write("article-5.txt", SeedText.plain("Article Number 5", day: 6, text: "Written anew: \(round)."))
            if round % 3 == 0 { try home.remove("new-\(round - 1).txt") }
            try await keeper.refresh()
            let shipped = try await home.run(
                "sh",
                [Checkout.path("deploy/ship.sh"), home.state, home.seeds] + others.map(\.root),
                environment: ["SOWER": Checkout.program]
            )
            #expect(shipped.status == 0, "\(shipped)")
            if round % 2 == 1 {
                let port = ports[2]
                followers[1].send(SIGKILL)
                _ = try await followers[1].exit()
                kills += 1
                followers[1] = try await SowerDaemon(
                    others[1],
                    configuration: others[1].following(FleetTests.configuration),
                    port: port
                )
            }
        }
        answers.end()
        await polling.value
        #expect(answers.failures.isEmpty, "\(answers.failures.count): \(answers.failures.prefix(5))")
        #expect(answers.disagreements.isEmpty, "\(answers.disagreements.prefix(5))")
        #expect(answers.count >= polls && kills > 1 && answers.versions > 2)
        for port in ports { #expect(answers.servers["127.0.0.1:\(port)"] ?? 0 > polls / 20, "\(answers.servers)") }
        // In the end all three say the same.
        for daemon in followers {
            for path in paths {
                try await eventually("\(path) is the keeper’s") {
                    let (one, other) = (try await keeper.document(path), try await daemon.document(path))
                    return one.body == other.body && one.tag == other.tag
                        && one["last-modified"] == other["last-modified"]
                }
            }
        }
        print("\(answers.count) polls, \(kills) kills, \(answers.versions) versions; by server: \(answers.servers)")
        proxy.send(SIGTERM)
        _ = try await proxy.exit()
    }
}
