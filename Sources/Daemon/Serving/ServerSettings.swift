package import NIOCore

/// Bounds of the HTTP server; every one has a default that works for a public host.
package struct ServerSettings: Sendable {
    /// Connections at once over all listeners.
    ///
    /// Beyond it one of the same loop gives way: the one that idles longest, else one whose client is slow; else the
    /// newest is refused.
    package var connectionLimit = 4_096
    /// From accepting a connection to its first byte.
    package var firstByteTimeout = TimeAmount.seconds(30)
    /// From the first byte of a request to the end of its head.
    package var headTimeout = TimeAmount.seconds(10)
    /// Between the end of an answer and the next request.
    package var idleTimeout = TimeAmount.seconds(60)
    /// A client that takes less than 1 kB a second for so long is given up.
    package var writeTimeout = TimeAmount.seconds(30)
    /// How long to wait for the client's end after the last answer, so that it isn't lost to a reset (RFC 9112 §9.6).
    package var lingerTimeout = TimeAmount.seconds(2)
    package var request = RequestLimits()
    /// Connections that the kernel keeps before they are accepted.
    package var backlog: Int32 = 1_024
    package var socketAccess = SocketAccess()
    package var staleness = Staleness()
    /// Nil: nobody is throttled.
    package var throttling: Throttling?
    package var trustedProxies = TrustedProxies()

    /// Threads that render cold documents.
    package var coldThreads = 2
    /// Cold requests that wait for a thread; beyond it the answer is 503.
    package var coldQueueLimit = 256
    package var cacheEntryLimit = 2_000
    package var cacheByteLimit = 24 * 1_024 * 1_024

    package init() {}

    /// How often deadlines are looked at: often enough for the shortest of them.
    var sweepInterval: TimeAmount {
        let shortest = [firstByteTimeout, headTimeout, idleTimeout, writeTimeout, lingerTimeout].min() ?? .seconds(4)
        return max(.milliseconds(10), min(.seconds(1), .nanoseconds(shortest.nanoseconds / 4)))
    }
}
