package import NIOCore
import Syndication

/// The operator's server: HTTP/1.1 on a Unix socket that only its owner may open, or on TCP where configured.
///
/// Answers are made in tasks, may take minutes, and hold up neither an event loop nor each other; requests of one
/// connection are answered in order.
package final class AdminServer: Sendable {
    private let transport: Transport

    /// `answer` is called for every well-formed request, whatever its method and path.
    package init(
        group: any EventLoopGroup,
        settings: ServerSettings = ServerSettings(),
        answer: @escaping @Sendable (AdminRequest) async -> AdminResponse
    ) {
        var settings = settings
        settings.socketAccess = SocketAccess()
        settings.socketAccess.mode = 0o600
        settings.connectionLimit = min(settings.connectionLimit, 64)
        transport = Transport(group: group, settings: settings) { eventLoop, _ in
            AdminResponder(loop: eventLoop, answer: answer)
        }
    }

    /// As `HTTPServer.bind`, but accepts at once.
    package func bind(_ listeners: [Listener]) async throws(ListenError) -> [Listener] {
        let bound = try await transport.bind(listeners)
        await transport.startAccepting()
        return bound
    }

    /// As `HTTPServer.stop`.
    package func stop(deadline: TimeAmount) async {
        await transport.stop(deadline: .now() + deadline)
    }
}

private struct AdminResponder: Responder {
    let loop: any EventLoop
    let answer: @Sendable (AdminRequest) async -> AdminResponse

    func respond(to head: RequestHead, on channel: any Channel, now: Timestamp) -> Response {
        let request = head.request
        guard let target = RequestTarget(request.target) else { return .now(Reply(Notice.badRequest)) }
        let method =
            switch request.method {
            case .get: "GET"
            case .head: "HEAD"
            case .options: "OPTIONS"
            case .other(let name): name
            }
        let question = AdminRequest(method: method, path: target.path, query: QueryItem.items(of: target.query))
        let promise = loop.makePromise(of: Reply.self)
        promise.completeWithTask { [answer] in
            Reply(await answer(question), sendsBody: request.method != .head)
        }
        return .later(promise.futureResult)
    }
}

extension Reply {
    fileprivate init(_ response: AdminResponse, sendsBody: Bool) {
        let document = Document(
            path: "",
            mediaType: response.mediaType,
            body: Body(response.body),
            tag: nil,
            cacheControl: "no-store",
            status: response.status,
            isCompressible: false
        )
        self.init(document, sendsBody: sendsBody)
    }
}
