import Catalogue
import Logging
import Synchronization
import Syndication

/// Makes backups of the ledger behind the sowing task, some time after it changed and one at a time.
final class BackupKeeper: Sendable {
    /// A change is in a backup after at most so many seconds, and the time that making it takes.
    static let delay: Duration = .seconds(30)

    private struct State {
        /// The ledger's revision in the newest backup; nil while that is not known.
        var revision: Int64?
        var isBusy = false
        var event: StatusReport.Event?
    }

    private let ledger: Ledger
    private let backups: LedgerBackups
    private let logger: Logger
    private let state: Mutex<State>

    /// - Parameter revision: the ledger's revision when a backup was last made.
    init(ledger: Ledger, backups: LedgerBackups, revision: Int64?, logger: Logger) {
        (self.ledger, self.backups, self.logger) = (ledger, backups, logger)
        state = Mutex(State(revision: revision))
    }

    /// What came of the last one; nil before the first.
    var last: StatusReport.Event? { state.withLock { $0.event } }

    /// The revision that the newest backup holds.
    var revision: Int64? { state.withLock { $0.revision } }

    /// Starts a backup unless one is under way; returns at once.
    func start() {
        let isFree = state.withLock { state in
            defer { state.isBusy = true }
            return !state.isBusy
        }
        guard isFree else { return }
        Background.submit { self.make() }
    }

    private func make() {
        let now = wallClock()
        do {
            // Read before the copy is made: a change in between leads to another backup.
            let revision = try ledger.read { try $0.revision() }
            let backup = try backups.make(from: ledger, now: now)
            logger.debug("ledger backed up", metadata: ["file": "\(backup.path)"])
            state.withLock { state in
                state.revision = revision
                state.event = .init(time: now.rfc3339, result: backup.path, succeeded: true)
                state.isBusy = false
            }
        } catch {
            logger.error("ledger not backed up: \(error)")
            state.withLock { state in
                state.event = .init(time: now.rfc3339, result: "\(error)", succeeded: false)
                state.isBusy = false
            }
        }
    }
}
