import Glibc
import NIOCore
import Syndication

/// What the connections of one event loop share; only ever touched on that loop.
final class ServingLoop {
    let settings: ServerSettings
    private let eventLoop: any EventLoop
    private var connections: [ObjectIdentifier: HTTPHandler] = [:]
    private var isSweeping = false
    private var drained: EventLoopPromise<Void>?

    /// What was answered on this loop.
    private(set) var tally = RequestTally()

    func count(_ reply: Reply) { tally.count(reply) }

    /// Set once the server stops: every answer is its connection's last.
    private(set) var isDraining = false

    init(eventLoop: any EventLoop, settings: ServerSettings) {
        (self.eventLoop, self.settings) = (eventLoop, settings)
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

    /// Closes the connection that idles longest; false when none does.
    ///
    /// O(connections of the loop).
    func closeIdlest() -> Bool {
        var idlest: (since: NIODeadline, connection: HTTPHandler)?
        for connection in connections.values {
            guard let since = connection.idleSince, since < idlest?.since ?? .distantFuture else { continue }
            idlest = (since, connection)
        }
        idlest?.connection.close()
        return idlest != nil
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
        Timestamp(seconds: Int64(time(nil)))
    }

    private var tailTime = Timestamp(seconds: .min)
    private var tails: [ByteBuffer] = []

    /// The end of every head: `Date`, `Connection` and the empty line.
    ///
    /// Formatted at most once a second.
    func tail(_ connection: ConnectionField, at now: Timestamp) -> ByteBuffer {
        if now != tailTime {
            let date = "Date: \(now.imfFixdate)\r\n"
            tails = ConnectionField.allCases.map { ByteBuffer(string: "\(date)\($0.line)\r\n") }
            tailTime = now
        }
        return tails[connection.rawValue]
    }
}

/// What a head says about its connection (RFC 9112 §9).
enum ConnectionField: Int, CaseIterable {
    /// HTTP/1.1 stays open unless told otherwise.
    case none
    /// HTTP/1.0 closes unless told otherwise.
    case keepAlive
    case close

    fileprivate var line: String {
        switch self {
        case .none: ""
        case .keepAlive: "Connection: keep-alive\r\n"
        case .close: "Connection: close\r\n"
        }
    }
}
