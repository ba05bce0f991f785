package import NIOCore
import NIOHTTP1
import NIOPosix

/// Asks a running daemon over its admin socket.
package enum AdminClient {
    /// One request, one connection.
    ///
    /// `path` may carry a query and must be percent-encoded. The time covers all of it: connecting, waiting for an
    /// answer that may take minutes, reading it.
    package static func request(
        socket: String,
        method: String = "GET",
        path: String,
        timeout: TimeAmount,
        group: any EventLoopGroup = MultiThreadedEventLoopGroup.singleton
    ) async throws(AdminClientError) -> AdminResponse {
        do {
            return try await exchange(socket, method, path, timeout, group)
        } catch let error as AdminClientError.Reason {
            throw AdminClientError(socket: socket, reason: error)
        } catch {
            throw AdminClientError(socket: socket, reason: .broken("\(error)"))
        }
    }

    private static func exchange(
        _ socket: String,
        _ method: String,
        _ path: String,
        _ timeout: TimeAmount,
        _ group: any EventLoopGroup
    ) async throws -> AdminResponse {
        let loop = group.next()
        let answer = loop.makePromise(of: AdminResponse.self)
        let bootstrap = ClientBootstrap(group: loop)
            .connectTimeout(timeout)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHTTPClientHandlers()
                    try channel.pipeline.syncOperations.addHandler(AdminClientHandler(answer))
                }
            }
        let channel: any Channel
        do {
            channel = try await bootstrap.connect(unixDomainSocketPath: socket).get()
        } catch {
            answer.fail(AdminClientError.Reason.notRunning)
            throw AdminClientError.Reason.notRunning
        }
        let timer = loop.scheduleTask(in: timeout) {
            answer.fail(AdminClientError.Reason.timedOut)
            channel.close(promise: nil)
        }
        defer { timer.cancel() }
        let head = HTTPRequestHead(
            version: .http1_1,
            method: HTTPMethod(rawValue: method),
            uri: path,
            headers: ["Host": "localhost", "Connection": "close", "Content-Length": "0"]
        )
        channel.write(HTTPClientRequestPart.head(head), promise: nil)
        channel.writeAndFlush(HTTPClientRequestPart.end(nil), promise: nil)
        return try await withTaskCancellationHandler {
            try await answer.futureResult.get()
        } onCancel: {
            channel.close(promise: nil)
        }
    }
}

/// Why there is no answer from the daemon.
package struct AdminClientError: Error, Hashable, CustomStringConvertible {
    package enum Reason: Error, Hashable, Sendable {
        /// Nobody answers on the socket, or it may not be opened.
        case notRunning
        case timedOut
        /// The connection ended before the answer did, or the answer isn't HTTP.
        case broken(String)
    }

    package let socket: String
    package let reason: Reason

    package var description: String {
        switch reason {
        case .notRunning: "\(socket): no daemon answers there"
        case .timedOut: "\(socket): no answer in time"
        case .broken(let detail): "\(socket): the answer is broken (\(detail))"
        }
    }
}

/// Collects one answer.
private final class AdminClientHandler: ChannelInboundHandler {
    typealias InboundIn = HTTPClientResponsePart

    private let answer: EventLoopPromise<AdminResponse>
    private var head: HTTPResponseHead?
    private var body: [UInt8] = []

    init(_ answer: EventLoopPromise<AdminResponse>) {
        self.answer = answer
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head):
            self.head = head
        case .body(let bytes):
            body += bytes.readableBytesView
            guard body.count > AdminClientHandler.bodyLimit else { return }
            answer.fail(AdminClientError.Reason.broken("it is too long"))
            context.close(promise: nil)
        case .end:
            if let head {
                let mediaType = head.headers.first(name: "Content-Type") ?? ""
                answer.succeed(AdminResponse(status: Int(head.status.code), mediaType: mediaType, body: body))
            }
            context.close(promise: nil)
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        answer.fail(AdminClientError.Reason.broken("\(error)"))
        context.close(promise: nil)
    }

    func channelInactive(context: ChannelHandlerContext) {
        answer.fail(AdminClientError.Reason.broken("the connection ended"))
        context.fireChannelInactive()
    }

    private static let bodyLimit = 256 * 1_024 * 1_024
}
