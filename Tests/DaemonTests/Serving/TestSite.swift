import Glibc
import Logging
import NIOCore
import NIOPosix
import Synchronization

@testable import Daemon

/// A real server on a free port, with a cold source that the test controls.
struct TestSite {
    let server: HTTPServer
    let address: Listener
    let source: StubSource

    static let group = MultiThreadedEventLoopGroup.singleton
    static let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
    static let feedBody = Array(String(repeating: "<entry>one</entry>", count: 500).utf8)

    /// On a busy machine a test may come to speak only after what is long for a client.
    static var patient: ServerSettings {
        var settings = ServerSettings()
        (settings.firstByteTimeout, settings.headTimeout) = (.seconds(120), .seconds(120))
        (settings.idleTimeout, settings.writeTimeout) = (.seconds(120), .seconds(120))
        return settings
    }

    static func edition(_ number: UInt64 = 1, feed: [UInt8] = feedBody) -> Edition {
        Edition(
            number: number,
            documents: [
                Document(
                    path: "/atom.xml",
                    mediaType: "application/atom+xml; charset=utf-8",
                    body: Body(feed),
                    tag: checksum(feed),
                    cacheControl: "public, max-age=300",
                    fields: HeaderField.crossOrigin
                ).compressed()
            ]
        )
    }

    static func start(
        _ settings: ServerSettings = patient,
        edition: Edition = edition(),
        source: StubSource = StubSource(),
        listener: Listener = .tcp(host: "127.0.0.1", port: 0),
        group: any EventLoopGroup = group,
        accessLog: AccessLog? = nil
    ) async throws -> TestSite {
        let server = HTTPServer(
            group: group,
            settings: settings,
            cold: source,
            edition: edition,
            accessLog: accessLog,
            logger: logger
        )
        let address = try await server.bind([listener])[0]
        await server.startAccepting()
        return TestSite(server: server, address: address, source: source)
    }

    /// Connects, sends, and reads until the server has closed.
    func exchange(_ text: String) async throws -> [RawAnswer] {
        let client = try await RawClient(address)
        try await client.send(text)
        let answers = RawAnswer.all(in: try await client.readToEnd())
        return answers
    }

    func stop() async {
        await server.stop(deadline: .seconds(5))
    }
}

/// FNV-1a: enough to tell the documents of a test apart.
func checksum(_ bytes: [UInt8]) -> String {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    return String(hash, radix: 16)
}

/// `/cold/NAME` is a page, `/slow/NAME` one that waits for `open()`, `/moved` and `/gone` are what they say,
/// `/broken` throws.
final class StubSource: ColdSource {
    struct Broken: Error {}

    struct State {
        var lookUps = 0
        var renders = 0
        var waiting = 0
        var isOpen = false
    }

    let state = Mutex(State())

    var current: State { state.withLock { $0 } }

    func open() {
        state.withLock { $0.isOpen = true }
    }

    func lookUp(_ path: String, query: String) throws -> ColdEntry? {
        state.withLock { $0.lookUps += 1 }
        switch path {
        case "/broken": throw Broken()
        case "/moved":
            return ColdEntry(
                Document(
                    path: path,
                    mediaType: "text/plain",
                    body: Body([]),
                    tag: nil,
                    fields: [HeaderField("Location", "/cold/a")],
                    status: 301
                )
            )
        case "/gone":
            return ColdEntry(
                Document(path: path, mediaType: "text/plain", body: Body("gone".utf8), tag: nil, status: 410)
            )
        case _ where path.hasPrefix("/slow/"):
            wait()
            return entry(path)
        case _ where path.hasPrefix("/cold/"):
            return entry(path)
        default:
            return nil
        }
    }

    /// Blocks its thread, as a database would.
    private func wait() {
        state.withLock { $0.waiting += 1 }
        let deadline = NIODeadline.now() + .seconds(90)
        while !state.withLock({ $0.isOpen }), NIODeadline.now() < deadline {
            usleep(1_000)
        }
        state.withLock { $0.waiting -= 1 }
    }

    private func entry(_ path: String) -> ColdEntry {
        let body = Array(String(repeating: "page at \(path)\n", count: 50).utf8)
        return ColdEntry(tag: checksum(body), cacheControl: "no-cache") {
            self.state.withLock { $0.renders += 1 }
            return Document(
                path: path,
                mediaType: "text/html; charset=utf-8",
                body: Body(body),
                tag: checksum(body),
                cacheControl: "no-cache"
            )
        }
    }
}
