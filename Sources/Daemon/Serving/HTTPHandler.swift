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

    enum Phase {
        /// Reads requests.
        case open
        /// An answer is being made elsewhere.
        case answering
        /// The last answer is written, or being so.
        case ending
        case closed
    }

    let loop: ServingLoop
    private let responder: any Responder
    var context: ChannelHandlerContext?
    var input = RequestBuffer()
    var phase = Phase.open
    var answers = 0
    /// Bytes that came after the last request.
    private var discarded = 0
    private var isServing = false
    private var isHeldForWriting = false
    var isReadingPaused = false
    var isInputClosed = false
    /// When the first byte of an incomplete head came.
    var headBegan: NIODeadline?
    /// The last time that something went forward.
    var lastProgress: NIODeadline
    var delivery = Delivery()

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
    func serve(_ context: ChannelHandlerContext) {
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
    func refuse(_ notice: Document, to head: RequestHead? = nil, _ context: ChannelHandlerContext) {
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
        var bytes = loop.bytes(of: reply, to: head, isLast ? .close : wanted, began)
        delivery.add(bytes.readableBytes + (reply.body?.size ?? 0))
        let last = isLast ? context.eventLoop.makePromise(of: Void.self) : nil
        var pieces = reply.body?.pieces[...] ?? []
        // Small ones leave in one piece, which is cheaper than a vector of two.
        if let body = reply.body, body.size <= HTTPHandler.joinLimit {
            for piece in pieces { bytes.writeImmutableBuffer(piece) }
            pieces = []
        }
        context.write(wrapOutboundOut(bytes), promise: pieces.isEmpty ? last : nil)
        for index in pieces.indices {
            context.write(wrapOutboundOut(pieces[index]), promise: index == pieces.endIndex - 1 ? last : nil)
        }
        if let last {
            phase = .ending
            // A client that wanted it sends no more, so nothing can be lost to a reset.
            let isWanted = head.map { !$0.keepsAlive && $0.body == .none } ?? false && input.count == 0
            stopInput()
            last.futureResult.assumeIsolated().whenComplete { _ in isWanted ? self.close() : self.linger() }
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

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if case .inputClosed? = event as? ChannelEvent {
            isInputClosed = true
            if phase == .open { serve(context) }
            context.flush()
            loop.settle()
        }
        context.fireUserInboundEventTriggered(event)
    }

    private static let discardLimit = 1_024 * 1_024
    /// Bodies up to here are copied behind their heads.
    private static let joinLimit = 4_096
}
