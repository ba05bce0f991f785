import NIOCore

/// Lets one complete request head at a time through to the decoder.
///
/// So the size of a head is bounded before anything parses it, pipelined requests wait as plain bytes and in order
/// while an answer is made, and a client that closed its side still gets all its answers before anyone behind hears
/// of the end. Bodies need no framing here: a request that announces one is answered and the connection closed.
final class HeadGate: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer

    private let headLimit: Int
    /// Waiting bytes above which the socket isn't read any more.
    private let waitingLimit: Int
    private var context: ChannelHandlerContext?
    private var waiting = ByteBuffer()
    /// Bytes of `waiting` that are known to hold no end of a head.
    private var searched = 0
    private var isHeld = false
    private var isPassing = false
    private var isDiscarding = false
    private var isReadingPaused = false
    private var inputEnd = InputEnd.open
    /// The head that is with the decoder now, and how many heads it made of it.
    private var slice: ByteBuffer?
    private var headsOfSlice = 0
    private var discarded = 0
    /// When the first byte of an incomplete head came.
    private(set) var headBegan: NIODeadline?

    private enum InputEnd {
        case open
        case seen
        case passedOn
    }

    init(headLimit: Int) {
        self.headLimit = headLimit
        self.waitingLimit = 4 * headLimit
    }

    /// True once the client has closed its side and nothing complete is left.
    var isExhausted: Bool {
        inputEnd != .open && (isDiscarding || endOfHead() == nil)
    }

    /// Keeps back what comes until `release`.
    func hold() {
        isHeld = true
    }

    func release() {
        guard isHeld else { return }
        isHeld = false
        passOn()
    }

    /// Throws away what waits and what comes.
    func discard() {
        isDiscarding = true
        waiting.clear()
        searched = 0
        headBegan = nil
        resumeReading()
    }

    /// Called for each head that the decoder makes.
    ///
    /// False when it finds more than one in a slice, which means that it reads the bytes in another way.
    func admitHead() -> Bool {
        headsOfSlice += 1
        return headsOfSlice == 1
    }

    /// Whether the head that is with the decoder ends its request line with a version; HTTP/0.9 had none.
    var namesVersion: Bool {
        guard let line = slice?.readableBytesView.prefix(while: { $0 != 0x0A }) else { return false }
        return line.split(separator: UInt8(ascii: " ")).last?.starts(with: "HTTP/".utf8) ?? false
    }

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        self.context = nil
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        var bytes = unwrapInboundIn(data)
        guard !isDiscarding else {
            discarded += bytes.readableBytes
            // Someone who goes on sending doesn't wait for our answer.
            if discarded > HeadGate.discardLimit { context.close(promise: nil) }
            return
        }
        if waiting.readableBytes == 0 {
            waiting = bytes
            searched = 0
        } else {
            waiting.writeBuffer(&bytes)
        }
        passOn()
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        context.fireChannelReadComplete()
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        guard case .inputClosed? = event as? ChannelEvent else {
            context.fireUserInboundEventTriggered(event)
            return
        }
        if inputEnd == .open { inputEnd = .seen }
        passOn()
    }

    func channelInactive(context: ChannelHandlerContext) {
        discard()
        context.fireChannelInactive()
    }

    /// Passes complete heads on until one of them holds the gate.
    private func passOn() {
        // A head can be answered while it is with the decoder; the loop below then goes on by itself.
        guard !isPassing, let context else { return }
        isPassing = true
        defer { isPassing = false }
        while !isHeld, !isDiscarding, let head = nextHead() {
            (slice, headsOfSlice) = (head, 0)
            context.fireChannelRead(wrapInboundOut(head))
            if headsOfSlice == 0, !isDiscarding { context.fireErrorCaught(HeadGateError.malformed) }
            slice = nil
        }
        if isHeld || isDiscarding {
            headBegan = nil
        } else {
            considerRest(context)
        }
        if waiting.readableBytes > waitingLimit, !isDiscarding {
            isReadingPaused = true
            setAutoRead(false, context)
        } else if waiting.readableBytes <= headLimit {
            resumeReading()
        }
        if inputEnd == .seen, !isHeld {
            inputEnd = .passedOn
            context.fireUserInboundEventTriggered(ChannelEvent.inputClosed)
        }
    }

    /// What waits now is the beginning of a head, or nothing.
    private func considerRest(_ context: ChannelHandlerContext) {
        guard waiting.readableBytes > 0 else {
            headBegan = nil
            return
        }
        if waiting.readableBytes > headLimit {
            context.fireErrorCaught(HeadGateError.headTooLarge)
        } else if inputEnd != .open {
            context.fireErrorCaught(HeadGateError.malformed)
        } else if headBegan == nil {
            headBegan = .now()
        }
    }

    private func nextHead() -> ByteBuffer? {
        skipEmptyLines()
        guard let length = endOfHead() else {
            searched = waiting.readableBytes
            return nil
        }
        searched = 0
        headBegan = nil
        guard length <= headLimit else {
            context?.fireErrorCaught(HeadGateError.headTooLarge)
            return nil
        }
        let head = waiting.readSlice(length: length)
        if waiting.readableBytes == 0 { waiting = ByteBuffer() }
        return head
    }

    /// A recipient should ignore empty lines before a request line (RFC 9112 §2.2).
    private func skipEmptyLines() {
        guard searched == 0 else { return }
        let count = waiting.readableBytesView.prefix { $0 == 0x0D || $0 == 0x0A }.count
        if count > 0 { waiting.moveReaderIndex(forwardBy: count) }
    }

    /// The length of the first head, the empty line included, or nil while there is none.
    private func endOfHead() -> Int? {
        waiting.withUnsafeReadableBytes { bytes in
            // The end may straddle what was searched before.
            var index = max(0, searched - 2)
            while index < bytes.count {
                if bytes[index] == 0x0A {
                    if index + 1 < bytes.count, bytes[index + 1] == 0x0A { return index + 2 }
                    if index + 2 < bytes.count, bytes[index + 1] == 0x0D, bytes[index + 2] == 0x0A {
                        return index + 3
                    }
                }
                index += 1
            }
            return nil
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

    private static let discardLimit = 1_024 * 1_024
}

/// Why a gate lets nothing more through.
enum HeadGateError: Error {
    case headTooLarge
    case malformed
}
