import NIOCore
import NIOHTTP1
import NIOPosix

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
        let form = "hub.mode=publish" + topics.map { "&hub.url=" + encoded($0) }.joined()
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

    /// Every byte but the unreserved ones as `%XX`.
    private static func encoded(_ text: String) -> String {
        let digits = Array("0123456789ABCDEF".utf8)
        var bytes: [UInt8] = []
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
                UInt8(ascii: "~"):
                bytes.append(byte)
            default: bytes += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: bytes, as: UTF8.self)
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
