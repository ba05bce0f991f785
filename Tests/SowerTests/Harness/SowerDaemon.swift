import Foundation
import Testing

/// A running `sower serve`, killed when the test has let go of it.
final class SowerDaemon: Sendable {
    let place: Place
    let address: HTTPAddress
    /// The feeds' addresses, as it printed them.
    let feeds: [String]
    /// Those that readers which know no JSON take.
    var xmlFeeds: [String] { feeds.filter { $0.hasSuffix(".xml") } }
    private let running: Running
    private let name: String

    struct Ended: Error, CustomStringConvertible {
        let description: String
    }

    /// Starts one and waits until it says that it is ready.
    ///
    /// - Parameters:
    ///   - configuration: the text of its configuration file.
    ///   - baseURL: with one, it listens on a Unix socket, and its bytes are the same each time; without, on a free port.
    ///   - port: a port that is free; 0 for one that the daemon chooses, and names in its feeds' addresses.
    ///   - tracer: a program and its arguments that run it.
    init(
        _ place: Place,
        configuration: String? = nil,
        baseURL: String? = nil,
        port: Int = 0,
        seeds: String? = nil,
        tracer: [String] = [],
        environment: [String: String] = [:]
    ) async throws {
        await place.takeSeat()
        self.place = place
        name = "serve-\(UUID().uuidString.prefix(8))"
        var arguments = ["serve", seeds ?? place.seeds, "--state", place.state]
        if let configuration {
            arguments += ["--config", try place.file("sower.yaml", configuration)]
        }
        let socket = place.root + "/http.sock"
        if let baseURL {
            arguments += ["--base-url", baseURL, "--listen", "unix:\(socket)"]
        } else {
            arguments += ["--listen", "127.0.0.1:\(port)"]
        }
        let command = tracer + [Checkout.program] + arguments
        let running = try Running(
            try #require(command.first),
            Array(command.dropFirst()),
            environment: plainEnvironment(home: place.root).merging(environment) { $1 },
            output: place.root + "/\(name).out",
            errors: place.root + "/\(name).err"
        )
        self.running = running
        let name = self.name
        let output = try await eventually("the daemon is ready", within: .seconds(60)) { () throws -> String? in
            if let status = running.status {
                throw Ended(description: "status \(status): \(place.text("\(name).err"))")
            }
            let output = place.text("\(name).out")
            return output.contains("Drop a text file") ? output : nil
        }
        feeds = output.split(separator: "\n").map(String.init).filter { $0.hasPrefix("http") }
        if baseURL != nil {
            address = .unix(socket)
        } else {
            let named = feeds.first.flatMap { URLComponents(string: $0)?.port }
            address = .loopback(port: port > 0 ? port : try #require(named))
        }
    }

    /// All that it has written to standard error.
    var log: String { place.text("\(name).err") }
    var greeting: String { place.text("\(name).out") }
    var isRunning: Bool { running.status == nil }

    func get(_ path: String, _ fields: [String: String] = [:], method: String = "GET") async throws -> HTTPAnswer {
        try await fetch(path, from: address, fields, method: method)
    }

    /// A document that must be there.
    func document(_ path: String) async throws -> HTTPAnswer {
        let answer = try await get(path)
        try #require(answer.status == 200, "\(path): \(answer.status)")
        return answer
    }

    /// One number of the metrics page; nil when it isn't there.
    func metric(_ name: String) async throws -> Double? {
        let page = try await fetch("/metrics", from: .unix(place.state + "/admin.sock")).text
        let line = page.split(separator: "\n").first { $0.hasPrefix(name + " ") }
        return line.flatMap { Double($0.dropFirst(name.count + 1)) }
    }

    /// Open connections to its public listeners.
    func connections() async throws -> Int {
        Int(try await metric("sower_http_connections") ?? -1)
    }

    /// What is at a path, compressed; waits for that, since it comes behind an edition.
    func packed(_ path: String, _ fields: [String: String] = [:]) async throws -> HTTPAnswer {
        try await eventually("\(path) is compressed") {
            let answer = try await get(path, fields.merging(["Accept-Encoding": "gzip"]) { $1 })
            return answer["content-encoding"] == "gzip" ? answer : nil
        }
    }

    func atom() async throws -> AtomText { AtomText(try await document("/atom.xml").text) }

    /// What the admin socket tells of it.
    func status() async throws -> Status {
        let answer = try await fetch("/status", from: .unix(place.state + "/admin.sock"))
        return try JSONDecoder().decode(Status.self, from: Data(answer.body))
    }

    /// Waits until everything on the disk is published.
    func refresh() async throws {
        let finished = try await place.sower("refresh", "--wait", "--state", place.state)
        try #require(finished.status == 0, "\(finished.errors)")
    }

    /// Waits until so many articles are published.
    func holds(_ count: Int) async throws {
        try await eventually("\(count) articles are published") { try await status().articles == count }
    }

    func send(_ signal: Int32) { running.send(signal) }

    /// Waits for its end and returns the exit status.
    func exit() async throws -> Int32 { try await running.exit() }

    /// Asks it to stop and returns the exit status.
    @discardableResult
    func terminate(_ signal: Int32 = SIGTERM) async throws -> Int32 {
        running.send(signal)
        return try await exit()
    }
}

/// What of `sower status --json` the tests look at.
struct Status: Decodable {
    struct Refusal: Decodable {
        var path: String
        var line: Int?
        var reason: String
    }

    struct Held: Decodable {
        var path: String
        var until: String
    }

    struct Duplicate: Decodable {
        var path: String
        var first: String
    }

    struct Event: Decodable, Equatable {
        var time: String
        var result: String
        var succeeded: Bool
    }

    struct Counts: Decodable {
        var refused: Int
        var scheduled: Int
        var duplicates: Int
        var unshown: Int
        var missing: Int
        var held: Int
        var unnamed: Int
    }

    struct Following: Decodable {
        var ledger: String
        var taken: String?
        var problem: String?
    }

    var process: Int32
    var brake: String?
    var articles: Int
    var counts: Counts
    struct Feed: Decodable {
        var address: String
        var path: String
        var lastChange: String?
    }

    var feeds: [Feed]
    var starting: String?
    var lastChange: String?
    var lastLook: String?
    var unnamed: [Refusal]
    var following: Following?
    var refused: [Refusal]
    var scheduled: [Held]
    var duplicates: [Duplicate]
    struct Reconcile: Decodable, Equatable {
        var time: String
        var milliseconds: Double
        var seeds: Int
        var differences: Int
    }

    struct Freshness: Decodable {
        var counts: [Int]
        var median: Double?
        var percentile99: Double?
    }

    var watch: String
    var watchMode: String
    var queue: Int
    var drift: Int
    var losses: Int
    var lastReconcile: Reconcile?
    var freshness: Freshness
    var lastRefresh: Event?
    var lastReload: Event?
}
