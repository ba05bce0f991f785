import Catalogue
import Logging
import Syndication

/// Following a ledger that another daemon keeps.
extension Season {
    /// Takes over what that ledger says now; true when it says something else, so that the folder must be read again.
    ///
    /// One that can't be read is named in log and status, once, and the last good one stays in force.
    func follow() throws -> Bool {
        guard var followed else { return false }
        let before = followed.problem
        defer { self.followed = followed }
        do {
            guard try followed.take(into: loop.ledger, now: wallClock()) != nil else { return false }
        } catch let error as StateError {
            if followed.problem != before { logger.error("the ledger that is followed stays as it was: \(error)") }
            return false
        }
        if before != nil { logger.notice("the ledger that is followed can be read again") }
        logger.debug("took over the ledger that is followed")
        try sowing.forgetLedger()
        try sowing.alignCatalogue()
        // An edition is due although no seed changed: dates may have.
        hasNewPlan = true
        return true
    }

    /// What the status says of it.
    var following: StatusReport.Following? {
        followed.map { .init(ledger: $0.path, taken: $0.taken?.rfc3339, problem: $0.problem) }
    }
}
