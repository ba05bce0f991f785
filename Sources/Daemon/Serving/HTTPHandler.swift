import NIOCore
import Syndication

/// One connection: bytes in, prepared bytes out, in the order of the requests.
///
/// There is neither a decoder nor an encoder in front of it: a head is read when it is whole, and a reply's bytes exist
/// already. Pipelined requests wait as plain bytes while an answer is made. Bodies need no framing here: a request that
/// announces one is answered and the connection closed.
final class HTTPHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private enum Phase {
        /// Reads requests.
        case open
        /// An answer is being made elsewhere.
        case answering
        /// The last answer is written, or being so.
        case ending
        case closed
    }

    private let loop: ServingLoop
    private let responder: any Responder
    private var context: ChannelHandlerContext?
    private var input = RequestBuffer()
    private var phase = Phase.open
    private var answers = 0
    /// Bytes that came after the last request.
    private var discarded = 0
    private var isServing = false
    private var isHeldForWriting = false
    private var isReadingPaused = false
    private var isInputClosed = false
    /// When the first byte of an incomplete head came.
    private var headBegan: NIODeadline?
    /// The last time that something went forward.
    private var lastProgress: NIODeadline
    private var delivery = Delivery()

    init(loop: ServingLoop, responder: any Responder) {
        (self.loop, self.responder) = (loop, responder)
        lastProgress = .now()
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
        var bytes = unwrapInboundIn(data)
        guard phase == .open || phase == .answering else {
            discarded += bytes.readableBytes
            // Someone who goes on sending doesn't wait for our answer.
            if discarded > HTTPHandler.discardLimit { context.close(promise: nil) }
            return
        }
        input.append(&bytes)
        serve(context)
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        context.flush()
        loop.settle()
    }

    /// Answers what is whole, until something keeps the next request waiting.
    private func serve(_ context: ChannelHandlerContext) {
        // An answer may make the channel writable again, and then this is called from inside.
        guard !isServing else { return }
        isServing = true
        defer { isServing = false }
        let began = NIODeadline.now()
        let limits = loop.settings.request
        while phase == .open, !isHeldForWriting {
            switch input.next(limits) {
            case .head(let length): answer(length, limits, began, context)
            case .fault(let fault): refuse(fault.notice, context)
            case .incomplete:
                waitForMore(began, context)
                updateReading(limits, context)
                return
            }
        }
        headBegan = nil
        updateReading(limits, context)
    }

    /// What waits now is the beginning of a head, or nothing.
    private func waitForMore(_ now: NIODeadline, _ context: ChannelHandlerContext) {
        if input.count == 0 {
            headBegan = nil
            if isInputClosed { end(context) }
        } else if isInputClosed {
            refuse(Notice.badRequest, context)
        } else if headBegan == nil {
            headBegan = now
        }
    }

    private func answer(
        _ length: Int,
        _ limits: RequestLimits,
        _ began: NIODeadline,
        _ context: ChannelHandlerContext
    ) {
        headBegan = nil
        let head: RequestHead
        do throws(RequestFault) {
            head = try input.bytes.withUnsafeReadableBytes { (bytes) throws(RequestFault) in
                try RequestParser.head(in: UnsafeRawBufferPointer(rebasing: bytes[..<length]), limits)
            }
        } catch {
            return refuse(error.notice, context)
        }
        input.consume(length)
        lastProgress = began
        guard head.body == .none else { return refuseBody(of: head, context) }
        guard !head.expectsUnknown else { return refuse(Notice.expectationFailed, context) }
        let field = head.keepsAlive ? (head.isModern ? ConnectionField.none : .keepAlive) : .close
        switch responder.respond(to: head, on: context.channel, now: loop.now) {
        case .now(let reply):
            send(reply, to: head, reply.status == 400 ? .close : field, began, context)
        case .later(let future):
            phase = .answering
            future.assumeIsolated().whenComplete { result in self.finish(result, head, field, began) }
        }
    }

    private func finish(
        _ result: Result<Reply, any Error>,
        _ head: RequestHead,
        _ field: ConnectionField,
        _ began: NIODeadline
    ) {
        guard phase == .answering, let context else { return }
        phase = .open
        lastProgress = .now()
        send((try? result.get()) ?? Reply(Notice.failure), to: head, field, began, context)
        if !isHeldForWriting { serve(context) }
        context.flush()
        loop.settle()
    }

    private func refuseBody(of head: RequestHead, _ context: ChannelHandlerContext) {
        let isMalformed = head.body == .chunked && input.bytes.withUnsafeReadableBytes(ChunkedBody.isMalformed)
        let notice =
            switch head.request.method {
            case _ where isMalformed: Notice.badRequest
            case .get, .head, .options: Notice.contentTooLarge
            case .other(let name): Notice.refusal(of: name)
            }
        refuse(notice, to: head, context)
    }

    /// An answer that ends the connection, since what follows can't be told apart.
    private func refuse(_ notice: Document, to head: RequestHead? = nil, _ context: ChannelHandlerContext) {
        send(Reply(notice, sendsBody: head?.request.method != .head), to: head, .close, .now(), context)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        close()
    }

    // MARK: Answers

    /// Writes without flushing: pipelined answers leave together at the end of the read.
    private func send(
        _ reply: Reply,
        to head: RequestHead?,
        _ wanted: ConnectionField,
        _ began: NIODeadline,
        _ context: ChannelHandlerContext
    ) {
        let isLast = wanted == .close || loop.isDraining || (isInputClosed && input.count == 0)
        answers += 1
        var bytes = loop.head(of: reply, isLast ? .close : wanted)
        let body = reply.body?.readableBytes ?? 0
        loop.count(reply, to: head, bytes: bytes.readableBytes + body, began)
        delivery.add(bytes.readableBytes + body)
        let last = isLast ? context.eventLoop.makePromise(of: Void.self) : nil
        if let body = reply.body, body.readableBytes > 0 {
            // Small ones leave in one piece, which is cheaper than a vector of two.
            if body.readableBytes <= HTTPHandler.joinLimit {
                bytes.writeImmutableBuffer(body)
                context.write(wrapOutboundOut(bytes), promise: last)
            } else {
                context.write(wrapOutboundOut(bytes), promise: nil)
                context.write(wrapOutboundOut(body), promise: last)
            }
        } else {
            context.write(wrapOutboundOut(bytes), promise: last)
        }
        if let last {
            phase = .ending
            stopInput()
            last.futureResult.assumeIsolated().whenComplete { _ in self.linger() }
        } else if !context.channel.isWritable {
            isHeldForWriting = true
            context.flush()
        }
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        if isHeldForWriting, context.channel.isWritable {
            isHeldForWriting = false
            serve(context)
            context.flush()
            loop.settle()
        }
        context.fireChannelWritabilityChanged()
    }

    // MARK: Reading

    /// A client that sends faster than it is answered isn't read from.
    private func updateReading(_ limits: RequestLimits, _ context: ChannelHandlerContext) {
        if !isReadingPaused, input.count > 4 * limits.headSize {
            isReadingPaused = true
            setAutoRead(false, context)
        } else if isReadingPaused, input.count <= limits.headSize {
            resumeReading()
        }
    }

    private func resumeReading() {
        guard isReadingPaused, let context else { return }
        isReadingPaused = false
        setAutoRead(true, context)
    }

    private func setAutoRead(_ isOn: Bool, _ context: ChannelHandlerContext) {
        // Fails only on a closed channel, where it doesn't matter.
        try? context.channel.syncOptions?.setOption(.autoRead, value: isOn)
    }

    /// Throws away what waits; what comes is counted only.
    private func stopInput() {
        input.clear()
        headBegan = nil
        resumeReading()
    }

    // MARK: Ends

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if case .inputClosed? = event as? ChannelEvent {
            isInputClosed = true
            if phase == .open { serve(context) }
            context.flush()
            loop.settle()
        }
        context.fireUserInboundEventTriggered(event)
    }

    /// All requests are answered, and no more can come; what is written still has to leave.
    private func end(_ context: ChannelHandlerContext) {
        phase = .ending
        stopInput()
        context.writeAndFlush(wrapOutboundOut(ByteBuffer())).assumeIsolated().whenComplete { _ in self.linger() }
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
        phase == .open && headBegan == nil && buffered == 0 ? lastProgress : nil
    }

    /// True for an idle connection whose time is over.
    ///
    /// While the server stops, that is at once; but a client that has just connected is about to ask.
    func isOverdue(_ now: NIODeadline) -> Bool {
        let settings = loop.settings
        let limit = answers == 0 ? settings.firstByteTimeout : settings.idleTimeout
        return now - lastProgress > (loop.isDraining ? (answers == 0 ? min(limit, .seconds(1)) : .zero) : limit)
    }

    /// Bytes that wait for the client.
    private var buffered: Int {
        // Fails only on a closed channel.
        (try? context?.channel.syncOptions?.getOption(.bufferedWritableBytes)) ?? 0
    }

    func checkDeadlines(_ now: NIODeadline) {
        guard context != nil else { return }
        let settings = loop.settings
        let buffered = buffered
        if delivery.isTooSlow(buffered: buffered, now: now, window: settings.writeTimeout) { return close() }
        guard buffered == 0 else {
            lastProgress = now
            return
        }
        switch phase {
        case .answering, .closed: break
        case .ending:
            if now - lastProgress > settings.lingerTimeout { close() }
        case .open:
            if let headBegan {
                guard now - headBegan > settings.headTimeout, let context else { return }
                refuse(Notice.requestTimeout, context)
                context.flush()
            } else if isOverdue(now) {
                close()
            }
        }
    }

    private static let discardLimit = 1_024 * 1_024
    /// Bodies up to here are copied behind their heads.
    private static let joinLimit = 4_096
}
