package import Syndication

/// What follows when seeds are gone: first nothing, after the grace period a retraction, unless the brake holds it.
package struct Absence {
    /// In seconds.
    package let grace: Int64
    /// False: absence never retracts.
    package let retracts: Bool

    /// Retractions of this many seconds count together, even when the grace period is shorter.
    private static let shortestWindow: Int64 = 60

    /// Files that were just seen may be the missing ones under new names: so many seconds more are given while some wait.
    private static let patience: Int64 = 5

    package init(grace: Int64, retracts: Bool) {
        (self.grace, self.retracts) = (grace, retracts)
    }

    package struct Outcome {
        package var retracted: [LedgerRow] = []
        /// How many the brake has begun to hold.
        package var newlyHeld = 0
    }

    /// How many articles may vanish together before the brake holds them all.
    package static func threshold(live: Int) -> Int { max(10, live / 10) }

    /// Marks the articles last seen at a path as missing.
    ///
    /// Returns those that were not before.
    package func mark(_ path: String, in ledger: LedgerTransaction, now: Timestamp) throws -> [LedgerRow] {
        var marked: [LedgerRow] = []
        for var row in try ledger.articles(path: path) where row.state == .live && row.missingSince == nil {
            row.missingSince = now
            try ledger.update(row)
            marked.append(row)
        }
        return marked
    }

    /// Retracts what has been missing for the grace period, or holds it.
    ///
    /// - Parameter isFolderSuspect: the seeds folder is missing or on another device, so nothing that is not seen can
    ///   be taken for gone. `isBusy`: files that were just seen wait to be read.
    package func settle(
        in ledger: LedgerTransaction,
        now: Timestamp,
        isFolderSuspect: Bool,
        isBusy: Bool = false
    ) throws -> Outcome {
        var outcome = Outcome()
        let moment = isBusy ? now + -Absence.patience : now
        let due = { isDue($0, moment) }
        // Asked after every change, and mostly in vain: of many that are missing only the first is looked at.
        let isAnyDue = try ledger.firstMissing().map { moment - $0 >= grace } ?? false
        guard retracts, isAnyDue || isFolderSuspect else { return outcome }
        let missing = try ledger.missing()
        let free = missing.filter { !$0.isHeld }
        let recent = try ledger.retractedCount(after: now + -max(grace, Absence.shortestWindow))
        let vanished = missing.count + recent
        let threshold = Absence.threshold(live: try ledger.liveCount() + recent)
        if isFolderSuspect || vanished > threshold {
            for var row in free {
                row.isHeld = true
                try ledger.update(row)
            }
            outcome.newlyHeld = free.count
            return outcome
        }
        for row in free where due(row) {
            outcome.retracted.append(try retract(row, as: .retracted, in: ledger, now: now))
        }
        return outcome
    }

    /// Lets go what the brake holds.
    package func release(in ledger: LedgerTransaction, now: Timestamp) throws -> [LedgerRow] {
        try ledger.missing().filter(\.isHeld).map { try retract($0, as: .retracted, in: ledger, now: now) }
    }

    /// Withdraws one article by order.
    package func withdraw(_ row: LedgerRow, in ledger: LedgerTransaction, now: Timestamp) throws -> LedgerRow {
        try retract(row, as: .withdrawn, in: ledger, now: now)
    }

    /// The moment at which the next missing article is due; nil when none is.
    package func nextDue(in ledger: LedgerTransaction) throws -> Timestamp? {
        guard retracts else { return nil }
        return try ledger.firstMissing().map { $0 + grace }
    }

    private func isDue(_ row: LedgerRow, _ now: Timestamp) -> Bool {
        row.missingSince.map { now - $0 >= grace } ?? false
    }

    private func retract(
        _ row: LedgerRow,
        as state: LedgerRow.State,
        in ledger: LedgerTransaction,
        now: Timestamp
    ) throws -> LedgerRow {
        var row = row
        row.state = state
        row.retracted = now
        row.missingSince = nil
        row.isHeld = false
        try ledger.update(row)
        try ledger.setLastRetraction(now)
        return row
    }
}
