import NIOCore
import NIOHTTP1
import NIOPosix
import Syndication

/// Tells one hub, once.
enum HubClient {
    /// Why a hub was not told.
    enum Failure: Error, CustomStringConvertible {
        case timedOut
        case ended
        case refused(Int)

        var description: String {
            switch self {
            case .timedOut: "no answer in time"
            case .ended: "the connection ended before the answer"
            case .refused(let status): "it answered \(status)"
            }
        }
    }

    /// Posts which feeds have changed; returns when the hub has taken it with a 2xx.
    ///
    /// The time covers all of it.
    static func tell(
        _ hub: HubAddress,
        topics: [String],
        timeout: TimeAmount,
        trust: HubTrust,
        group: any EventLoopGroup
    ) async throws {
        let loop = group.next()
        let answer = loop.makePromise(of: Int.self)
        let timer = loop.scheduleTask(in: timeout) { answer.fail(Failure.timedOut) }
        defer { timer.cancel() }
        let channel: any Channel
        do {
            channel = try await ClientBootstrap(group: loop)
                .connectTimeout(timeout)
                .channelInitializer { channel in
                    channel.eventLoop.makeCompletedFuture {
                        if hub.isSecure { try channel.pipeline.syncOperations.addHandler(trust.handler(for: hub)) }
                        try channel.pipeline.syncOperations.addHTTPClientHandlers()
                        try channel.pipeline.syncOperations.addHandler(HubHandler(answer))
                    }
                }
                .connect(host: hub.host, port: hub.port).get()
        } catch {
            answer.fail(error)
            throw error
        }
        defer { channel.close(promise: nil) }
        let form = "hub.mode=publish" + topics.map { "&hub.url=" + PercentEncoding.encoded($0) }.joined()
        let head = HTTPRequestHead(
            version: .http1_1,
            method: .POST,
            uri: hub.target,
            headers: [
                "Host": hub.authority, "Connection": "close", "Content-Type": "application/x-www-form-urlencoded",
                "Content-Length": String(form.utf8.count), "User-Agent": "Sower",
            ]
        )
        channel.write(HTTPClientRequestPart.head(head), promise: nil)
        channel.write(HTTPClientRequestPart.body(.byteBuffer(ByteBuffer(string: form))), promise: nil)
        channel.writeAndFlush(HTTPClientRequestPart.end(nil), promise: nil)
        let status = try await answer.futureResult.get()
        guard (200..<300).contains(status) else { throw Failure.refused(status) }
    }
}

/// Waits for the status; nothing else of the answer matters.
private final class HubHandler: ChannelInboundHandler {
    typealias InboundIn = HTTPClientResponsePart

    private let answer: EventLoopPromise<Int>

    init(_ answer: EventLoopPromise<Int>) {
        self.answer = answer
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        if case .head(let head) = unwrapInboundIn(data) { answer.succeed(Int(head.status.code)) }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        answer.fail(error)
        context.close(promise: nil)
    }

    func channelInactive(context: ChannelHandlerContext) {
        answer.fail(HubClient.Failure.ended)
        context.fireChannelInactive()
    }
}
