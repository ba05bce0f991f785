import NIOCore

/// How a connection comes to its end: by its last answer, by its client, or by a deadline.
extension HTTPHandler {
    /// All requests are answered, and no more can come; what is written still has to leave.
    func end(_ context: ChannelHandlerContext) {
        phase = .ending
        stopInput()
        context.writeAndFlush(wrapOutboundOut(ByteBuffer())).assumeIsolated().whenComplete { _ in self.linger() }
    }

    /// The last answer has left.
    ///
    /// Closing at once could reset the connection before the client has read it, so only our side closes, and the
    /// client's end or a deadline closes the rest (RFC 9112 §9.6).
    func linger() {
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

    /// How easily it is spared when there is no room: since when it has been waiting, and for what.
    ///
    /// One that idles behind an answer first, then one whose head doesn't come, or to its end, then one that doesn't read its
    /// answer: a flood of slow clients makes room for those that ask at once. Nil while an answer is being made.
    var patience: Patience? {
        switch phase {
        case .answering, .closed: nil
        case .open, .ending:
            if buffered > 0 {
                Patience(kind: .unread, since: lastProgress)
            } else if let headBegan {
                Patience(kind: .halfSaid, since: headBegan)
            } else {
                // One that was just accepted is about to say something, as a rule.
                Patience(kind: answers > 0 ? .idle : .halfSaid, since: lastProgress)
            }
        }
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
}
