package import Catalogue
package import Logging
package import Syndication

/// The one writer: takes everything from the one queue, sows, and publishes.
package struct SowingLoop: Sendable {
    /// What the loop needs from outside; each is called from its task alone.
    package struct Outlets: Sendable {
        /// Hands an edition to all event loops; published when it returns.
        package var publish: @Sendable (Edition) async -> Void
        /// Told which feeds have changed, by path, once that is published; must not wait.
        package var didChange: @Sendable (_ feeds: [String], Site) -> Void = { _, _ in }
        /// Called once, when the first edition is published.
        package var didPublishFirst: @Sendable () async -> Void
        /// Called once, when the folder has been read for the first time.
        package var didStart: @Sendable (StatusReport) async -> Void
        /// Called when search has taken up all that is published.
        package var didIndex: @Sendable () -> Void = {}
        /// How much of a long piece of work is done.
        package var progress: @Sendable (_ done: Int, _ all: Int) -> Void
        /// Reads the configuration again.
        package var reload: @Sendable () throws -> Plan
        /// Called before a reload, and once what it changed is published or it was refused.
        package var willReload: @Sendable () -> Void
        package var didReload: @Sendable () -> Void

        package init(
            publish: @escaping @Sendable (Edition) async -> Void,
            didPublishFirst: @escaping @Sendable () async -> Void,
            didStart: @escaping @Sendable (StatusReport) async -> Void,
            progress: @escaping @Sendable (_ done: Int, _ all: Int) -> Void,
            reload: @escaping @Sendable () throws -> Plan,
            willReload: @escaping @Sendable () -> Void = {},
            didReload: @escaping @Sendable () -> Void = {}
        ) {
            self.publish = publish
            self.didPublishFirst = didPublishFirst
            self.didStart = didStart
            self.progress = progress
            self.reload = reload
            (self.willReload, self.didReload) = (willReload, didReload)
        }
    }

    /// What of the configuration the loop works by.
    package struct Plan: Sendable {
        package var site: Site
        package var sowing: SowingSettings
        package var watching = WatchSettings()
        /// What the configuration asks for that needs a restart.
        package var restartNeeded: [String]

        package init(site: Site, sowing: SowingSettings, restartNeeded: [String] = []) {
            self.site = site
            self.sowing = sowing
            self.restartNeeded = restartNeeded
        }
    }

    package let ledger: Ledger
    package let catalogue: ArticleCatalogue
    package let folder: SeedFolder
    package let state: StateFolder
    package let pages: Pages
    package let source: SiteSource
    package let inbox: Inbox
    package let board: StatusBoard
    package let backups: LedgerBackups
    /// What befell the ledger before it was opened.
    package let incidents: [LedgerIncident]
    /// The ledger's text that this daemon follows; nil when it keeps its own.
    package let followed: FollowedLedger?
    /// Why nothing may be taken in or let go; nil when all may.
    package let frozen: String?
    /// Nil but for a first start.
    package let headStart: HeadStart?
    /// Beaten whenever work has got on.
    package let pulse: Pulse
    package let logger: Logger

    package init(
        ledger: Ledger,
        catalogue: ArticleCatalogue,
        folder: SeedFolder,
        state: StateFolder,
        pages: Pages,
        source: SiteSource,
        inbox: Inbox,
        board: StatusBoard,
        backups: LedgerBackups,
        incidents: [LedgerIncident],
        followed: FollowedLedger? = nil,
        frozen: String? = nil,
        headStart: HeadStart? = nil,
        pulse: Pulse = Pulse(),
        logger: Logger
    ) {
        self.ledger = ledger
        self.catalogue = catalogue
        self.folder = folder
        self.state = state
        self.pages = pages
        self.source = source
        self.inbox = inbox
        self.board = board
        self.backups = backups
        self.incidents = incidents
        (self.followed, self.frozen, self.headStart) = (followed, frozen, headStart)
        self.pulse = pulse
        self.logger = logger
    }

    /// Runs until its task is cancelled.
    ///
    /// Throws only when it can't begin: later trouble with disk or database is logged, shown in the status, and tried again,
    /// while everything published goes on being served.
    package func run(_ plan: Plan, _ outlets: Outlets) async throws {
        let watcher = Watcher(folder: folder) { [inbox] in inbox.put($0) }
        defer { watcher.stop() }
        let season = Season(self, plan, outlets, watcher)
        do {
            try await season.begin()
            while !Task.isCancelled {
                let contents = await inbox.next(until: season.nextWake())
                if Task.isCancelled { break }
                try await season.handle(contents)
            }
        } catch is CancellationError {
            // Stopped in the middle of long work: every transaction that was begun has ended.
        }
    }
}
