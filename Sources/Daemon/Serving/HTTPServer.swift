package import Logging
package import NIOCore
import Synchronization

/// The public HTTP server: hot documents from the edition, everything else from the cold source.
///
/// Order of use: `bind`, `publish` the first edition, `startAccepting`, `stop`. Between binding and accepting, clients
/// wait in the kernel's queue, so that a restart shows nobody a 404 (H-13).
package final class HTTPServer: Sendable {
    private let group: any EventLoopGroup
    private let transport: Transport
    private let shelf: EditionShelf
    private let cold: ColdRenderer
    private let press = EditionPress()
    private let nextSettings = Mutex<ServerSettings?>(nil)

    package init(
        group: any EventLoopGroup,
        settings: ServerSettings = ServerSettings(),
        cold: any ColdSource,
        edition: Edition = .empty,
        accessLog: AccessLog? = nil,
        logger: Logger
    ) {
        let shelf = EditionShelf(edition, group: group)
        let renderer = ColdRenderer(cold, settings: settings, logger: logger)
        (self.group, self.shelf, self.cold) = (group, shelf, renderer)
        let throttle = Throttle()
        transport = Transport(group: group, settings: settings, accessLog: accessLog) { eventLoop, loop in
            shelf.place(of: eventLoop).map {
                SiteResponder(shelf: shelf, place: $0, cold: renderer, loop: loop, throttle: throttle)
            }
        }
        press.use(settings.staleness)
    }

    /// Binds and listens on all of the addresses or on none; nothing is accepted yet.
    ///
    /// Returns them in the same order, with the port that was chosen where it was 0. A Unix socket file that nobody
    /// answers on is replaced.
    package func bind(_ listeners: [Listener]) async throws(ListenError) -> [Listener] {
        try await transport.bind(listeners)
    }

    /// As `bind`, for sockets that the service manager opened.
    package func adopt(_ sockets: [InheritedSockets.Socket]) async throws(ListenError) -> [Listener] {
        try await transport.adopt(sockets)
        return sockets.map(\.listener)
    }

    /// What was answered so far.
    package func tally() async -> RequestTally {
        await transport.tally()
    }

    /// Call it once the first edition is published.
    package func startAccepting() async {
        await transport.startAccepting()
    }

    /// Returns when every event loop answers from the edition.
    ///
    /// New documents are served plain until they are compressed, behind it.
    package func publish(_ edition: Edition) async {
        let settings = nextSettings.withLock { next in
            defer { next = nil }
            return next
        }
        if let settings {
            await transport.use(settings)
            press.use(settings.staleness)
        }
        let edition = press.take(edition)
        await shelf.publish(edition)
        Background.submitLater { [press, shelf] in
            guard let finished = press.finish(edition) else { return }
            Task { await shelf.publish(finished) }
        }
    }

    /// Takes over, with the next edition, what can change while it runs: all but the sockets and their access.
    package func use(_ settings: ServerSettings) {
        nextSettings.withLock { $0 = settings }
    }

    /// Stops accepting, closes idle connections at once, lets answers in flight end, and closes by force when the time
    /// is over.
    ///
    /// The server can't be started again.
    package func stop(deadline: TimeAmount) async {
        let deadline = NIODeadline.now() + deadline
        await transport.stop(deadline: deadline)
        await cold.stop(deadline: deadline, on: group.next())
    }
}
