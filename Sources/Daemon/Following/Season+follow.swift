import Catalogue
import Logging
import Syndication

/// Following a ledger that another daemon keeps.
extension Season {
    /// Whether the ledger that is followed is to be looked at now: by order, or since the last time failed.
    func asksToFollow(_ contents: Inbox.Contents) -> Bool {
        guard followed != nil else { return false }
        return trouble != nil
            || contents.orders.contains { order in
                switch order {
                case .follow, .refresh, .reload: true
                case .retract, .ping, .logStatus: false
                }
            }
    }

    /// Takes over what that ledger says now; true when it says something else, so that the folder must be read again.
    ///
    /// One that can't be read is named in log and status, once, and the last good one stays in force. Throws what storage
    /// fails with; then it is to be called again.
    func follow() throws -> Bool {
        guard let before = followed.map(\.problem) else { return false }
        do {
            if try followed?.take(into: loop.ledger, now: wallClock()) != nil {
                hasNewLedger = true
                logger.debug("took over the ledger that is followed")
            }
        } catch let error as StateError {
            if followed?.problem != before { logger.error("the ledger that is followed stays as it was: \(error)") }
        }
        if before != nil, followed?.problem == nil { logger.notice("the ledger that is followed can be read again") }
        guard hasNewLedger else { return false }
        try sowing.forgetLedger()
        try sowing.alignCatalogue()
        hasNewLedger = false
        // An edition is due although no seed changed: dates may have.
        hasNewPlan = true
        return true
    }

    /// What the status says of it.
    var following: StatusReport.Following? {
        followed.map { .init(ledger: $0.path, taken: $0.taken?.rfc3339, problem: $0.problem) }
    }
}
