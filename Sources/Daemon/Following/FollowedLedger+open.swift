package import Catalogue
import Logging
package import Syndication

extension FollowedLedger {
    /// A ledger that was opened, and what it follows.
    package struct Opened {
        package var ledger: Ledger
        package var incidents: [LedgerIncident]
        /// Nil for a ledger that is kept here.
        package var followed: FollowedLedger?
    }

    /// Opens the state's ledger, as that of the text at `path` when it is to follow one.
    ///
    /// A state that has a ledger of its own never follows, since following would replace it. One that followed and follows no
    /// longer keeps the ledger from here on: so a follower takes a lost keeper's place. Throws what `LedgerOpening` throws, and
    /// `StateError` when there is nothing yet to go on with.
    package static func open(
        _ path: String?,
        in state: StateFolder,
        backups: LedgerBackups,
        now: Timestamp,
        seed: [UInt8],
        isQuick: Bool = false
    ) throws -> Opened {
        let open = {
            // What is written to at once is looked through before.
            try LedgerOpening.open(
                path: state.ledger,
                backups: backups,
                now: now,
                seed: seed,
                isQuick: isQuick && path == nil
            )
        }
        var (ledger, incidents) = try open()
        let logger = LogPart.ledger.logger
        guard let path else {
            if FilesOnDisk.exists(state.following) {
                logger.warning("the ledger that followed another daemon’s is kept here from now on")
                try state.setFollowing(nil)
            }
            return Opened(ledger: ledger, incidents: incidents)
        }
        let hasArticles = try ledger.read { try $0.hasArticles() }
        guard FilesOnDisk.exists(state.following) || !hasArticles else {
            throw StateError(
                "\(state.path): holds a ledger of its own, which following \(path) would replace; name another state folder"
            )
        }
        try state.setFollowing(path)
        var followed = FollowedLedger(path: path, record: state.followedText)
        do {
            let news = try followed.take(into: ledger, now: now, isSound: incidents.isEmpty, mayChangeSite: true)
            if news == .whole(isOtherSite: true) {
                try ledger.close()
                let again = try open()
                (ledger, incidents) = (again.0, incidents + again.1)
            }
        } catch let error as StateError {
            guard hasArticles else { throw error }
            logger.error("going on with the ledger that was followed last: \(error)")
        }
        return Opened(ledger: ledger, incidents: incidents, followed: followed)
    }
}
