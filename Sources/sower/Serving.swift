import Catalogue
import Daemon
import Logging
import NIOCore
import ServiceLifecycle
import Syndication

/// The composition root of `sower serve`: makes the parts, ties them together, and runs them until a signal.
struct Serving {
    let signals: SignalListener
    /// Reads the configuration; again for each reload.
    let load: @Sendable () throws -> Settings

    func run() async throws {
        Memory.useFewArenas()
        let settings = try load()
        let environment = SettingsOptions.environment
        let log = LogOutput(environment: environment)
        log.use(settings.logging)
        LoggingSystem.bootstrap { log.handler($0) }
        let logger = LogPart.service.logger

        let seeds = FilesOnDisk.realPath(settings.seeds)
        let notifier = ServiceNotifier(environment: environment)
        let inherited = try InheritedSockets(environment: environment).sockets
        if settings.baseURL == nil, let exposed = inherited.map(\.listener).first(where: { !$0.isLoopback }) {
            throw ConfigurationError([
                .init(
                    place: "base-url",
                    reason:
                        "\(exposed), passed by the service manager, can be reached from outside, so it must be given"
                )
            ])
        }
        let folder = SeedFolder(path: seeds)
        let state = try settings.stateFolder(seeds: seeds, environment: environment)
        guard folder.identity() != nil || state.isClaimed(for: seeds) else {
            throw ConfigurationError([.init(place: seeds, reason: "there is no such folder")])
        }
        try state.claim(for: seeds)
        let lock = try StateLock(state)
        let frozen = try FrozenState.copy(of: state, environment)
        let working = frozen?.copy ?? state
        let headStart: HeadStart? =
            settings.follow == nil && !FilesOnDisk.exists(working.ledger)
            ? HeadStart(folder, recogniser: settings.recogniser, largestSeed: settings.largestSeed) : nil
        let backups = LedgerBackups(folder: state.backups)
        let opened = try FollowedLedger.open(
            frozen == nil ? settings.follow.map(FilesOnDisk.absolute) : nil,
            in: working,
            backups: backups,
            now: .now,
            seed: FilesOnDisk.randomBytes(),
            isQuick: true
        )
        let ledger = opened.ledger
        let catalogue = try ArticleCatalogue(path: working.catalogue, site: ledger.site.id) {
            try FilesOnDisk.removeDatabase($0)
        }

        let group = EventLoops.make()
        let pages = Pages(try TemplateFolder.pages(settings.templates))
        // Links name the port, which may be known only once it is bound; until then any will do, as nothing is served.
        let early = try Plan.make(
            settings,
            site: ledger.site.id,
            seeds: seeds,
            bound: inherited.isEmpty ? settings.listeners.map(\.withSomePort) : inherited.map(\.listener)
        )
        let source = SiteSource(
            try SiteParts.all(ledger: ledger, catalogue: catalogue, pages: pages),
            site: early.site
        )
        OpenFiles.raiseLimit()
        let accessLog = AccessLog()
        accessLog.use(settings.accessLog)
        let server = HTTPServer(
            group: group,
            settings: settings.server,
            cold: source,
            accessLog: accessLog,
            logger: LogPart.http.logger
        )
        let bound =
            inherited.isEmpty ? try await server.bind(settings.listeners) : try await server.adopt(inherited)
        if !inherited.isEmpty {
            logger.notice(
                "listening on the service manager's sockets, not on “listen”",
                metadata: ["sockets": "\(bound)"]
            )
        }
        let plan = try Plan.make(settings, site: ledger.site.id, seeds: seeds, bound: bound)
        source.use(plan.site)
        let board = StatusBoard(.starting(seeds: seeds, state: state)) { notifier.status($0.summary) }
        let inbox = Inbox()
        let announcer = Announcer(
            group: group,
            certificates: environment["SSL_CERT_FILE"],
            logger: LogPart.http.logger
        )
        let desk = AdminDesk(
            inbox: inbox,
            board: board,
            tally: { await server.tally() },
            pushes: { announcer.tally }
        )
        let admin = AdminServer(group: group) { await desk.answer($0) }
        _ = try await admin.bind([.unix(path: working.socket)])

        let pulse = Pulse()
        let watchdog = Watchdog(environment: environment, notifier: notifier, group: group, pulse: pulse) { answer in
            inbox.put(.ping(answer))
        }
        let loop = SowingLoop(
            ledger: ledger,
            catalogue: catalogue,
            folder: folder,
            state: state,
            pages: pages,
            source: source,
            inbox: inbox,
            board: board,
            backups: backups,
            incidents: opened.incidents,
            followed: opened.followed,
            frozen: frozen?.reason,
            headStart: headStart,
            pulse: pulse,
            logger: LogPart.seeds.logger
        )
        var outlets = SowingLoop.Outlets(
            publish: { await server.publish($0) },
            didPublishFirst: {
                await server.startAccepting()
                notifier.ready()
            },
            didStart: { Greeting.say($0) },
            progress: { done, all in
                Terminal.progress(done, of: all)
                board.note(starting: "reading seeds: \(done) of \(all)")
                notifier.starting("reading seeds: \(done) of \(all)")
            },
            reload: { [load] in
                let next = try load()
                let templates = try TemplateFolder.pages(next.templates)
                var plan = try Plan.make(next, site: ledger.site.id, seeds: seeds, bound: bound)
                log.use(next.logging)
                accessLog.use(next.accessLog)
                pages.use(templates)
                server.use(next.server)
                plan.restartNeeded = next.fixedDifferences(from: settings).map(\.rawValue)
                return plan
            },
            willReload: { notifier.reloading() },
            didReload: { notifier.ready() }
        )
        outlets.didChange = { paths, site in
            let hubs = site.hubs.compactMap { try? HubAddress($0) }
            announcer.announce(paths.map(site.baseURL.appending), to: hubs)
        }
        // In order of dependency; they stop in reverse, so that the last answers come from a whole daemon.
        let services = ServiceGroup(
            services: [
                SowingService(loop: loop, plan: plan, outlets: outlets), AdminService(server: admin),
                PublicService(server: server),
            ],
            logger: Logger(label: "lifecycle") { _ in SwiftLogNoOpLogHandler() }
        )
        let listening = Task { [signals] in
            await signals.run(inbox, logger: logger) {
                notifier.stopping()
                Task { await services.triggerGracefulShutdown() }
            }
        }
        let watching = watchdog.map { watchdog in Task { await watchdog.run() } }
        let following = opened.followed.map { followed in Task { await followed.watch { inbox.put(.follow) } } }
        defer {
            following?.cancel()
            listening.cancel()
            watching?.cancel()
        }
        do {
            try await services.run()
        } catch let error as LedgerDistrust {
            try? catalogue.close()
            try? ledger.close()
            try LedgerOpening.distrust(working.ledger)
            LogPart.ledger.logger.critical("\(error); starting again, with its newest good backup")
            log.closeWindows()
            // Sockets that the service manager passed are closed, so it is for the manager to start the service again.
            if inherited.isEmpty { Restart.now() }
            throw error
        }
        try catalogue.close()
        try ledger.close()
        try frozen?.discard()
        accessLog.flush()
        logger.notice("stopped")
        log.closeWindows()
        _ = consume lock
    }
}

extension Listener {
    /// Port 0, which no address may name, replaced.
    fileprivate var withSomePort: Listener {
        if case .tcp(let host, 0) = self { .tcp(host: host, port: 80) } else { self }
    }
}

/// What runs from start to stop, named for the log: to describe all that one holds takes 7 ms of each start.
private protocol NamedService: Service, CustomStringConvertible {}

extension NamedService {
    var description: String { "\(Self.self)" }
}

private struct SowingService: NamedService {
    let loop: SowingLoop
    let plan: SowingLoop.Plan
    let outlets: SowingLoop.Outlets

    func run() async throws {
        try await cancelWhenGracefulShutdown { try await loop.run(plan, outlets) }
    }
}

private struct AdminService: NamedService {
    let server: AdminServer

    func run() async throws {
        try? await gracefulShutdown()
        await server.stop(deadline: .seconds(1))
    }
}

private struct PublicService: NamedService {
    let server: HTTPServer

    func run() async throws {
        try? await gracefulShutdown()
        await server.stop(deadline: .seconds(10))
    }
}
