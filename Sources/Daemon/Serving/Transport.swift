import NIOCore
import NIOPosix
import Synchronization

/// Listening sockets and connections, whatever is answered on them.
final class Transport: Sendable {
    private let group: any EventLoopGroup
    private let settings: Mutex<ServerSettings>
    private let accessLog: AccessLog?
    private let makeResponder: @Sendable (any EventLoop, ServingLoop) -> (any Responder)?
    private let loops: [ObjectIdentifier: NIOLoopBoundBox<ServingLoop?>]
    /// Below the kernel's limit, so that a connection too many closes an idle one and not the door.
    private let connectionRoom = OpenFiles.connectionRoom
    private let connectionCount = Atomic<Int>(0)
    private let listening = Mutex<[Listening]>([])

    private struct Listening {
        let channel: any Channel
        let file: SocketFile?
    }

    /// `responder` is asked once a connection, on its loop; nil refuses the connection.
    init(
        group: any EventLoopGroup,
        settings: ServerSettings,
        accessLog: AccessLog? = nil,
        responder: @escaping @Sendable (any EventLoop, ServingLoop) -> (any Responder)?
    ) {
        (self.group, self.accessLog, self.makeResponder) = (group, accessLog, responder)
        self.settings = Mutex(settings)
        loops = Dictionary(
            group.makeIterator().map { loop in
                (ObjectIdentifier(loop), NIOLoopBoundBox.makeEmptyBox(valueType: ServingLoop.self, eventLoop: loop))
            },
            uniquingKeysWith: { first, _ in first }
        )
    }

    /// Binds and listens without accepting: whoever connects waits in the kernel's queue.
    ///
    /// All or none.
    func bind(_ listeners: [Listener]) async throws(ListenError) -> [Listener] {
        var bound: [Listening] = []
        var addresses: [Listener] = []
        do {
            for listener in listeners {
                let (listening, address) = try await bind(listener)
                bound.append(listening)
                addresses.append(address)
            }
        } catch {
            for listening in bound { await Transport.close(listening) }
            throw error
        }
        self.listening.withLock { [bound] in $0 += bound }
        return addresses
    }

    func startAccepting() async {
        for listening in listening.withLock({ $0 }) {
            // Fails only when the channel is closed already.
            try? await listening.channel.setOption(.autoRead, value: true).get()
        }
    }

    /// For connections that are open and those that come.
    func use(_ settings: ServerSettings) async {
        self.settings.withLock { $0 = settings }
        for box in loops.values {
            // Fails only when the loop has shut down.
            try? await box.eventLoop.submit { box.value?.settings = settings }.get()
        }
    }

    /// What was answered so far, on all loops.
    func tally() async -> RequestTally {
        var sum = RequestTally()
        for box in loops.values {
            // Fails only when the loop has shut down.
            if let tally = try? await box.eventLoop.submit({ box.value?.tally() ?? RequestTally() }).get() {
                sum = sum + tally
            }
        }
        sum.connections = connectionCount.load(ordering: .relaxed)
        return sum
    }

    /// Accepts on sockets that somebody else opened and goes on keeping.
    func adopt(_ sockets: [InheritedSockets.Socket]) async throws(ListenError) {
        for socket in sockets {
            do {
                let channel = try await bootstrap().withBoundSocket(socket.descriptor).get()
                listening.withLock { $0.append(Listening(channel: channel, file: nil)) }
            } catch {
                throw Transport.translated(error, socket.listener)
            }
        }
    }

    /// Returns when no connection is left, at the latest shortly after the deadline.
    func stop(deadline: NIODeadline) async {
        let closing = listening.withLock { listening in
            defer { listening = [] }
            return listening
        }
        for listening in closing {
            await settle(listening.channel)
            await Transport.close(listening)
        }
        await withDiscardingTaskGroup { tasks in
            for box in loops.values {
                tasks.addTask {
                    // Fails only when the loop has shut down, and its connections with it.
                    try? await box.eventLoop.flatSubmit { self.loop(box).drain(deadline: deadline) }.get()
                }
            }
        }
    }

    /// Accepts no more, and returns when every connection that was accepted is open.
    ///
    /// One that is on its way from the listening loop to its own when the listening channel closes would be reset, though its
    /// request is there. Each hop is queued behind those before it, so a question to all loops after each is enough.
    private func settle(_ channel: any Channel) async {
        // These fail only when channel or loop are gone.
        try? await channel.setOption(.autoRead, value: false).get()
        for _ in 0..<2 {
            for box in loops.values { try? await box.eventLoop.submit {}.get() }
            try? await channel.eventLoop.submit {}.get()
        }
        for box in loops.values { try? await box.eventLoop.submit {}.get() }
    }

    private static func close(_ listening: Listening) async {
        listening.file?.remove()
        try? await listening.channel.close().get()
    }

    // MARK: Listening

    private func bind(_ listener: Listener) async throws(ListenError) -> (Listening, Listener) {
        let bootstrap = bootstrap()
        let settings = settings.withLock { $0 }
        switch listener {
        case .unix(let path):
            let file = try SocketFile(path: path, access: settings.socketAccess, backlog: settings.backlog)
            do {
                let channel = try await bootstrap.withBoundSocket(file.descriptor).get()
                return (Listening(channel: channel, file: file), listener)
            } catch {
                file.remove()
                throw Transport.translated(error, listener)
            }
        case .tcp(let host, let port):
            let channel = try await bind(bootstrap, hosts: host == "*" ? ["::", "0.0.0.0"] : [host], port, listener)
            let bound = Listener.tcp(host: host, port: channel.localAddress?.port ?? port)
            return (Listening(channel: channel, file: nil), bound)
        }
    }

    /// Tries the hosts in turn; the later ones only where the machine doesn't speak the family of the earlier.
    private func bind(
        _ bootstrap: ServerBootstrap,
        hosts: [String],
        _ port: Int,
        _ listener: Listener
    ) async throws(ListenError) -> any Channel {
        var failure = ListenError(listener, .unknownHost)
        for host in hosts {
            do {
                let address = try SocketAddress.makeAddressResolvingHost(host, port: port)
                return try await bootstrap.bind(to: address).get()
            } catch {
                failure = Transport.translated(error, listener)
                if failure.reason == .inUse { break }
            }
        }
        throw failure
    }

    private static func translated(_ error: any Error, _ listener: Listener) -> ListenError {
        switch error {
        case let error as IOError: ListenError(listener, SocketFile.reason(error.errnoCode, call: "bind"))
        case is SocketAddressError, is SocketAddressError.UnknownHost: ListenError(listener, .unknownHost)
        default: ListenError(listener, .unexpected("\(error)"))
        }
    }

    private func bootstrap() -> ServerBootstrap {
        ServerBootstrap(group: group)
            .serverChannelOption(.backlog, value: settings.withLock { $0.backlog })
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .serverChannelOption(.autoRead, value: false)
            .childChannelOption(.allowRemoteHalfClosure, value: true)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture { try self.open(channel) }
            }
    }

    // MARK: Connections

    private func open(_ channel: any Channel) throws {
        guard let box = loops[ObjectIdentifier(channel.eventLoop)] else { throw TransportError.foreignLoop }
        let loop = loop(box)
        guard let responder = makeResponder(channel.eventLoop, loop) else { throw TransportError.foreignLoop }
        guard !loop.isDraining else { throw TransportError.stopping }
        let count = connectionCount.add(1, ordering: .relaxed).newValue
        channel.closeFuture.whenComplete { _ in self.connectionCount.subtract(1, ordering: .relaxed) }
        guard count <= min(loop.settings.connectionLimit, connectionRoom) || loop.makeRoom() else {
            throw TransportError.full
        }
        try channel.pipeline.syncOperations.addHandler(HTTPHandler(loop: loop, responder: responder))
    }

    /// Must run on the loop.
    private func loop(_ box: NIOLoopBoundBox<ServingLoop?>) -> ServingLoop {
        if let loop = box.value { return loop }
        let settings = settings.withLock { $0 }
        let loop = ServingLoop(eventLoop: box.eventLoop, settings: settings, accessLog: accessLog)
        box.value = loop
        return loop
    }
}

/// Why a connection is refused.
private enum TransportError: Error {
    case full
    case foreignLoop
    case stopping
}
