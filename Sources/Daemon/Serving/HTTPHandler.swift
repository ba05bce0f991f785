import NIOCore
import NIOHTTP1
import Syndication

/// One connection: request heads in, prepared bytes out, in the order of the requests.
///
/// There is no response encoder: a reply's bytes exist already, and only `Date` and `Connection` are added.
final class HTTPHandler: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = ByteBuffer

    private enum Phase {
        /// Reads requests; `answers` counts what was sent.
        case open
        /// An answer is being made elsewhere.
        case answering
        /// The last answer is written, or being so.
        case ending
        case closed
    }

    private let gate: HeadGate
    private let loop: ServingLoop
    private let responder: any Responder
    private var context: ChannelHandlerContext?
    private var phase = Phase.open
    private var answers = 0
    private var isHeldForWriting = false
    private var isInputClosed = false
    /// The last time that something went forward.
    private var lastProgress = NIODeadline.now()
    /// Bytes that waited for the client at the last sweep.
    private var lastBuffered = 0

    init(gate: HeadGate, loop: ServingLoop, responder: any Responder) {
        (self.gate, self.loop, self.responder) = (gate, loop, responder)
    }

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
        loop.add(self)
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        self.context = nil
        phase = .closed
        loop.remove(self)
    }

    // MARK: Requests

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard case .head(let head) = unwrapInboundIn(data), phase == .open else { return }
        guard gate.admitHead() else { return refuse(Notice.badRequest, context) }
        let details = RequestHead(head)
        let isModern = head.version.minor >= 1
        guard details.hostCount == 1 || (details.hostCount == 0 && !isModern) else {
            return refuse(Notice.badRequest, context)
        }
        // After an upgrade request the decoder reads no more, though the offer is ignored (RFC 9110 §7.8).
        let staysOpen = head.isKeepAlive && !details.asksForUpgrade && head.method != .CONNECT
        let field = staysOpen ? (isModern ? ConnectionField.none : .keepAlive) : .close
        let now = loop.now
        if details.hasBody {
            switch details.request.method {
            case .get, .head, .options: return refuse(Notice.contentTooLarge, context, sendsBody: head.method != .HEAD)
            case .other: return refuse(Notice.methodNotAllowed, context)
            }
        }
        switch responder.respond(to: details.request, now: now) {
        case .now(let reply):
            send(reply, field, at: now, context)
        case .later(let future):
            phase = .answering
            gate.hold()
            future.assumeIsolated().whenComplete { result in self.finish(result, field) }
        }
    }

    private func finish(_ result: Result<Reply, any Error>, _ field: ConnectionField) {
        guard phase == .answering, let context else { return }
        phase = .open
        let reply = (try? result.get()) ?? Reply(Notice.failure)
        send(reply, field, at: loop.now, context)
        if !isHeldForWriting { gate.release() }
        context.flush()
    }

    /// An answer that ends the connection, since what follows can't be told apart.
    private func refuse(_ notice: Document, _ context: ChannelHandlerContext, sendsBody: Bool = true) {
        send(Reply(notice, sendsBody: sendsBody), .close, at: loop.now, context)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        guard phase == .open else {
            if !(error is HTTPParserError || error is ByteToMessageDecoderError) { close() }
            return
        }
        switch error {
        case HeadGateError.headTooLarge, HTTPParserError.headerOverflow: refuse(Notice.headTooLarge, context)
        case HTTPParserError.invalidVersion where gate.namesVersion: refuse(Notice.versionNotSupported, context)
        case is HeadGateError, is HTTPParserError: refuse(Notice.badRequest, context)
        default: return close()
        }
        context.flush()
    }

    // MARK: Answers

    /// Writes without flushing: pipelined answers leave together at the end of the read.
    private func send(
        _ reply: Reply,
        _ wanted: ConnectionField,
        at now: Timestamp,
        _ context: ChannelHandlerContext
    ) {
        let field = loop.isDraining || gate.isExhausted ? ConnectionField.close : wanted
        answers += 1
        loop.count(reply)
        lastProgress = .now()
        context.write(wrapOutboundOut(reply.head), promise: nil)
        let last = field == .close ? context.eventLoop.makePromise(of: Void.self) : nil
        if let body = reply.body, body.readableBytes > 0 {
            context.write(wrapOutboundOut(loop.tail(field, at: now)), promise: nil)
            context.write(wrapOutboundOut(body), promise: last)
        } else {
            context.write(wrapOutboundOut(loop.tail(field, at: now)), promise: last)
        }
        if let last {
            phase = .ending
            gate.discard()
            last.futureResult.assumeIsolated().whenComplete { _ in self.linger() }
        } else if !context.channel.isWritable {
            isHeldForWriting = true
            gate.hold()
            context.flush()
        }
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        context.flush()
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        if isHeldForWriting, context.channel.isWritable {
            isHeldForWriting = false
            gate.release()
            context.flush()
        }
        context.fireChannelWritabilityChanged()
    }

    // MARK: Ends

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if case .inputClosed? = event as? ChannelEvent {
            isInputClosed = true
            // The gate tells it when all requests are answered; what is written still has to leave.
            if phase == .open {
                phase = .ending
                gate.discard()
                context.writeAndFlush(wrapOutboundOut(ByteBuffer())).assumeIsolated().whenComplete { _ in
                    self.linger()
                }
            }
        }
        context.fireUserInboundEventTriggered(event)
    }

    /// The last answer has left.
    ///
    /// Closing at once could reset the connection before the client has read it, so only our side closes, and the
    /// client's end or a deadline closes the rest (RFC 9112 §9.6).
    private func linger() {
        guard let context, phase == .ending else { return }
        lastProgress = .now()
        if isInputClosed {
            context.close(promise: nil)
        } else {
            context.close(mode: .output, promise: nil)
        }
    }

    func close() {
        phase = .closed
        context?.close(promise: nil)
    }

    /// When the connection began to wait for a request that hasn't begun; nil while anything goes on.
    var idleSince: NIODeadline? {
        phase == .open && gate.headBegan == nil && buffered == 0 ? lastProgress : nil
    }

    /// True for an idle connection whose time is over.
    ///
    /// While the server stops, that is at once; but a client that has just connected is about to ask.
    func isOverdue(_ now: NIODeadline) -> Bool {
        let settings = loop.settings
        let limit = answers == 0 ? settings.firstByteTimeout : settings.idleTimeout
        return now - lastProgress > (loop.isDraining ? (answers == 0 ? min(limit, .seconds(1)) : .zero) : limit)
    }

    private var buffered: Int {
        // Fails only on a closed channel.
        (try? context?.channel.syncOptions?.getOption(.bufferedWritableBytes)) ?? 0
    }

    func checkDeadlines(_ now: NIODeadline) {
        guard let context else { return }
        let settings = loop.settings
        let buffered = buffered
        if buffered > 0 {
            if buffered != lastBuffered {
                (lastBuffered, lastProgress) = (buffered, now)
            } else if now - lastProgress > settings.writeTimeout {
                close()
            }
            return
        }
        lastBuffered = 0
        switch phase {
        case .answering, .closed: break
        case .ending:
            if now - lastProgress > settings.lingerTimeout { close() }
        case .open:
            if let began = gate.headBegan {
                guard now - began > settings.headTimeout else { return }
                refuse(Notice.requestTimeout, context)
                context.flush()
            } else if isOverdue(now) {
                close()
            }
        }
    }
}
