import NIOCore
import NIOPosix
import Synchronization
import Testing

@testable import Daemon

/// A client that writes the bytes it is told to and keeps what comes back.
final class RawClient: Sendable {
    struct TimedOut: Error {}

    private let channel: any Channel
    private let received: Received

    fileprivate final class Received: Sendable {
        struct State {
            var bytes: [UInt8] = []
            var isEnded = false
        }
        let state = Mutex(State())
    }

    /// One that doesn't read lets the server's bytes pile up.
    init(_ listener: Listener, reads: Bool = true) async throws {
        let received = Received()
        let bootstrap = ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .channelOption(.allowRemoteHalfClosure, value: true)
            .channelOption(.autoRead, value: reads)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(Collector(received))
                }
            }
        switch listener {
        case .tcp(let host, let port): channel = try await bootstrap.connect(host: host, port: port).get()
        case .unix(let path): channel = try await bootstrap.connect(unixDomainSocketPath: path).get()
        }
        self.received = received
    }

    func send(_ text: String) async throws {
        try await send(Array(text.utf8))
    }

    func send(_ bytes: [UInt8]) async throws {
        try await channel.writeAndFlush(ByteBuffer(bytes: bytes))
    }

    /// As `shutdown(SHUT_WR)`.
    func closeOutput() async throws {
        try await channel.close(mode: .output)
    }

    func close() async {
        try? await channel.close()
    }

    var bytes: [UInt8] { received.state.withLock { $0.bytes } }
    var isEnded: Bool { received.state.withLock { $0.isEnded } }

    /// What came until the server closed its side.
    func readToEnd(within limit: TimeAmount = .seconds(120)) async throws -> [UInt8] {
        try await RawClient.eventually(within: limit) { self.isEnded }
        await close()
        return bytes
    }

    /// The first so many answers; `bodiless` says which have no body whatever their head says.
    func answers(_ count: Int, bodiless: Set<Int> = []) async throws -> [RawAnswer] {
        let deadline = NIODeadline.now() + .seconds(90)
        while NIODeadline.now() < deadline {
            let isEnded = isEnded
            let bytes = bytes
            let answers = RawAnswer.all(in: bytes, bodiless: bodiless)
            if answers.count >= count || isEnded {
                try #require(answers.count >= count)
                return answers
            }
            // Reading all again is slow, so only when more has come.
            try await RawClient.eventually { self.isEnded || self.bytes.count > bytes.count }
        }
        throw TimedOut()
    }

    private final class Collector: ChannelInboundHandler {
        typealias InboundIn = ByteBuffer

        private let received: Received

        init(_ received: Received) {
            self.received = received
        }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            let bytes = unwrapInboundIn(data)
            received.state.withLock { $0.bytes += bytes.readableBytesView }
        }

        func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
            guard case .inputClosed? = event as? ChannelEvent else { return }
            received.state.withLock { $0.isEnded = true }
        }

        func channelInactive(context: ChannelHandlerContext) {
            received.state.withLock { $0.isEnded = true }
        }

        func errorCaught(context: ChannelHandlerContext, error: any Error) {
            context.close(promise: nil)
        }
    }
}

/// One answer as it came over the wire.
struct RawAnswer {
    let status: Int
    /// Status line and fields, as lines.
    let lines: [String]
    let body: [UInt8]

    func field(_ name: String) -> String? {
        lines.first { $0.hasPrefix("\(name): ") }.map { String($0.dropFirst(name.count + 2)) }
    }

    var text: String { String(decoding: body, as: UTF8.self) }

    /// Complete answers only, up to what isn't one.
    static func all(in bytes: [UInt8], bodiless: Set<Int> = []) -> [RawAnswer] {
        var answers: [RawAnswer] = []
        var rest = bytes[...]
        while let end = endOfHead(rest) {
            let lines = String(decoding: rest[..<end], as: UTF8.self).split(separator: "\r\n").map(String.init)
            guard let first = lines.first, first.hasPrefix("HTTP/1.1 "), let status = Int(first.dropFirst(9).prefix(3))
            else { break }
            rest = rest[end...]
            let head = RawAnswer(status: status, lines: lines, body: [])
            let length = head.field("Content-Length").flatMap { Int($0) } ?? 0
            let count = bodiless.contains(answers.count) || status == 304 || status == 204 ? 0 : length
            guard rest.count >= count else { break }
            answers.append(RawAnswer(status: status, lines: lines, body: Array(rest.prefix(count))))
            rest = rest.dropFirst(count)
        }
        return answers
    }

    private static func endOfHead(_ bytes: ArraySlice<UInt8>) -> Int? {
        var index = bytes.startIndex
        while index + 3 < bytes.endIndex {
            if bytes[index] == 13, bytes[index + 1] == 10, bytes[index + 2] == 13, bytes[index + 3] == 10 {
                return index + 4
            }
            index += 1
        }
        return nil
    }
}

extension RawClient {
    /// Looks at a condition again and again until it holds.
    static func eventually(within limit: TimeAmount = .seconds(120), _ condition: @Sendable () -> Bool) async throws {
        let deadline = NIODeadline.now() + limit
        while !condition() {
            guard NIODeadline.now() < deadline else { throw RawClient.TimedOut() }
            try await Task.sleep(for: .milliseconds(2))
        }
    }
}
