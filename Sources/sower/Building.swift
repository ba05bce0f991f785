import Catalogue
import Daemon
import Logging
import Synchronization
import Syndication

/// The composition root of `sower build`: one look at the seeds, as at a start, and then files instead of answers.
struct Building {
    let settings: Settings
    /// A real path.
    let output: String

    func run() async throws -> SiteTree.Report {
        let environment = SettingsOptions.environment
        let log = LogOutput(environment: environment)
        log.use(settings.logging)
        LoggingSystem.bootstrap { log.handler($0) }

        let seeds = FilesOnDisk.realPath(settings.seeds)
        guard !contains(output, seeds), !contains(seeds, output) else {
            throw ConfigurationError([
                .init(place: "--output", reason: "\(output) must not hold the seeds or lie in them")
            ])
        }
        let folder = SeedFolder(path: seeds)
        let state = try settings.stateFolder(seeds: seeds, environment: environment)
        guard folder.identity() != nil else {
            throw ConfigurationError([.init(place: seeds, reason: "there is no such folder")])
        }
        try state.claim(for: seeds)
        let lock = try StateLock(state)
        var tree = try SiteTree(at: output)
        let backups = LedgerBackups(folder: state.backups)
        let opened = try FollowedLedger.open(
            settings.follow.map(FilesOnDisk.absolute),
            in: state,
            backups: backups,
            now: .now,
            seed: FilesOnDisk.randomBytes()
        )
        let ledger = opened.ledger
        let catalogue = try ArticleCatalogue(path: state.catalogue, site: ledger.site.id) {
            try FilesOnDisk.removeDatabase($0)
        }
        let pages = Pages(try TemplateFolder.pages(settings.templates))
        let plan = try Plan.make(settings, site: ledger.site.id, seeds: seeds, bound: settings.listeners)
        let source = SiteSource(
            try SiteParts.all(ledger: ledger, catalogue: catalogue, pages: pages),
            site: plan.site
        )
        let loop = SowingLoop(
            ledger: ledger,
            catalogue: catalogue,
            folder: folder,
            state: state,
            pages: pages,
            source: source,
            inbox: Inbox(),
            board: StatusBoard(.starting(seeds: seeds, state: state)) { _ in },
            backups: backups,
            incidents: opened.incidents,
            followed: opened.followed,
            logger: LogPart.seeds.logger
        )
        let edition = try await sow(loop, plan)
        try write(edition, and: source, into: &tree)
        let report = try tree.finish()
        try catalogue.close()
        try ledger.close()
        log.closeWindows()
        _ = consume lock
        return report
    }

    /// Runs the loop until the seeds have been read, and gives what it published last.
    private func sow(_ loop: SowingLoop, _ plan: SowingLoop.Plan) async throws -> Edition {
        let last = LastEdition()
        let (starts, start) = AsyncStream<Void>.makeStream()
        var outlets = SowingLoop.Outlets(
            publish: { last.set($0) },
            didPublishFirst: {},
            didStart: { _ in },
            progress: { Terminal.progress($0, of: $1) },
            reload: { plan }
        )
        outlets.didIndex = { start.finish() }
        let sowing = Task {
            defer { start.finish() }
            try await loop.run(plan, outlets)
        }
        for await _ in starts {}
        sowing.cancel()
        try await sowing.value
        return last.edition
    }

    private func write(_ edition: Edition, and source: SiteSource, into tree: inout SiteTree) throws {
        for document in edition.all { try tree.put(document.path, document.bytes) }
        for (alias, path) in edition.aliases where alias.split(separator: "/").last?.contains(".") == true {
            if let document = edition.document(at: path) { try tree.put(alias, document.bytes) }
        }
        if let missing = edition.notFound { try tree.put("/404.html", missing.bytes) }
        for address in try source.addresses() {
            guard let document = try source.lookUp(address.path, query: "")?.render(), document.status == 200 else {
                continue
            }
            try tree.put(address.path, document.bytes)
        }
    }

    private func contains(_ outer: String, _ inner: String) -> Bool {
        inner == outer || inner.hasPrefix(outer + "/")
    }
}

/// What was published last.
private final class LastEdition: Sendable {
    private let place = Mutex(Edition.empty)

    var edition: Edition { place.withLock { $0 } }

    func set(_ edition: Edition) { place.withLock { $0 = edition } }
}
