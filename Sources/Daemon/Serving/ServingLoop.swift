import Glibc
import NIOCore
import Syndication

/// What the connections of one event loop share; only ever touched on that loop.
final class ServingLoop {
    var settings: ServerSettings
    private let eventLoop: any EventLoop
    private let accessLog: AccessLog?
    private var connections: [ObjectIdentifier: HTTPHandler] = [:]
    /// Connections that may give way, the next one last.
    private var spared: [(patience: Patience, connection: HTTPHandler)] = []
    private var isSweeping = false
    private var drained: EventLoopPromise<Void>?
    /// Set once the server stops: every answer is its connection's last.
    private(set) var isDraining = false

    private var counts = RequestTally()
    private var heads: PreparedHeads
    /// When the requests began whose answers have not left yet.
    private var unsettled: [NIODeadline] = []

    init(eventLoop: any EventLoop, settings: ServerSettings, accessLog: AccessLog? = nil) {
        (self.eventLoop, self.settings, self.accessLog) = (eventLoop, settings, accessLog)
        heads = PreparedHeads(at: ServingLoop.clock)
    }

    // MARK: Connections

    func add(_ connection: HTTPHandler) {
        connections[ObjectIdentifier(connection)] = connection
        guard !isSweeping else { return }
        isSweeping = true
        scheduleSweep()
    }

    func remove(_ connection: HTTPHandler) {
        connections[ObjectIdentifier(connection)] = nil
        if connections.isEmpty { drained?.succeed() }
    }

    /// Closes the connection that is spared most easily; false when none is.
    ///
    /// O(n log n) for the loop's connections once, then O(1) for the next few: they are found together.
    func makeRoom() -> Bool {
        while let (patience, connection) = spared.popLast() {
            guard connection.patience == patience else { continue }
            connection.close()
            return true
        }
        spared = connections.values.compactMap { connection in connection.patience.map { ($0, connection) } }
        spared.sort { $0.patience > $1.patience }
        spared = spared.suffix(64)
        guard let (_, connection) = spared.popLast() else { return false }
        connection.close()
        return true
    }

    /// Closes what idles, lets the rest end, and closes by force at the deadline.
    ///
    /// The future succeeds when no connection is left.
    func drain(deadline: NIODeadline) -> EventLoopFuture<Void> {
        let promise = drained ?? eventLoop.makePromise()
        drained = promise
        isDraining = true
        let now = NIODeadline.now()
        for connection in connections.values where connection.idleSince != nil && connection.isOverdue(now) {
            connection.close()
        }
        guard !connections.isEmpty else {
            promise.succeed()
            return promise.futureResult
        }
        let force = eventLoop.assumeIsolated().scheduleTask(deadline: deadline) {
            for connection in self.connections.values { connection.close() }
        }
        promise.futureResult.assumeIsolated().whenComplete { _ in force.cancel() }
        return promise.futureResult
    }

    /// Looks at every connection's deadlines; while there are connections, once an interval.
    private func scheduleSweep() {
        eventLoop.assumeIsolated().scheduleTask(in: settings.sweepInterval) {
            let now = NIODeadline.now()
            for connection in self.connections.values { connection.checkDeadlines(now) }
            self.spared = []
            self.refreshHeads()
            if self.connections.isEmpty {
                self.isSweeping = false
            } else {
                self.scheduleSweep()
            }
        }
    }

    // MARK: Time

    /// The wall clock, read once an answer.
    var now: Timestamp {
        refreshHeads()
        return heads.time
    }

    private static var clock: Timestamp { Timestamp(seconds: Int64(time(nil))) }

    private func refreshHeads() {
        let now = ServingLoop.clock
        guard now != heads.time else { return }
        heads.move(to: now, counting: &counts)
    }

    // MARK: Counting

    /// What was answered on this loop.
    func tally() -> RequestTally {
        heads.move(to: heads.time, counting: &counts)
        return counts
    }

    /// All of a reply's head, `Date`, `Connection` and the empty line included; counts the answer and notes it.
    ///
    /// - Parameter head: nil for what was no request.
    func bytes(of reply: Reply, to head: RequestHead?, _ field: ConnectionField, _ began: NIODeadline) -> ByteBuffer {
        let (bytes, isCounted) = heads.take(reply, field)
        let size = bytes.readableBytes + (reply.body?.size ?? 0)
        if !isCounted { counts.count(reply, bytes: size) }
        unsettled.append(began)
        note(reply, to: head, bytes: size)
        return bytes
    }

    private func note(_ reply: Reply, to head: RequestHead?, bytes: Int) {
        guard let head else {
            accessLog?.note(reply, to: nil, reader: nil, bytes: bytes, at: heads.time)
            return
        }
        let reader = head.userAgent.flatMap(FeedReader.init)
        if let reader, let document = reply.document, reply.status == 200 || reply.status == 304 {
            counts.note(reader, of: document.path, at: heads.time)
        }
        accessLog?.note(reply, to: head, reader: reader, bytes: bytes, at: heads.time)
    }

    /// The answers so far have been handed to the kernel.
    func settle() {
        guard !unsettled.isEmpty else { return }
        let now = NIODeadline.now()
        for began in unsettled { counts.latency.add(now - began) }
        unsettled.removeAll(keepingCapacity: true)
    }
}
