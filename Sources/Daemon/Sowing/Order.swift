/// What someone asks of the sowing task.
package enum Order: Sendable {
    /// Reconcile with the disk, whatever the watcher has said; answered when that is published.
    case refresh(Reply<RefreshReport>)
    /// Read the configuration again, then refresh.
    case reload(Reply<ReloadReport>)
    case retract(RetractTarget, Reply<RetractReport>)
    /// Take over the ledger that is followed, which has been replaced.
    case follow
    /// Write the status to the log.
    case logStatus
    /// The ledger has been looked through.
    case verified
    /// The feeds of an edition have been parsed as whole documents; what is wrong with them, nil when nothing is.
    case checked(edition: UInt64, fault: String?)
    /// Answer, once everything before is done.
    case ping(@Sendable () -> Void)
    /// Bring the status up to date, and answer.
    case report(@Sendable () -> Void)

    /// Whether an answer is all that is wanted.
    var isQuestion: Bool {
        switch self {
        case .ping, .report: true
        case .refresh, .reload, .retract, .follow, .logStatus, .verified, .checked: false
        }
    }

    /// Whether somebody wants something looked at.
    var isAsked: Bool {
        switch self {
        case .refresh, .reload, .retract, .follow: true
        case .logStatus, .verified, .checked, .ping, .report: false
        }
    }

    /// Takes an answer once.
    package typealias Reply<Value> = @Sendable (Result<Value, OrderError>) -> Void
}

package enum RetractTarget: Sendable, Hashable {
    /// A seed's path, as given on the command line or relative to the seeds folder, or an article's id.
    case article(String)
    /// Everything that the brake holds.
    case missing
}

/// What came of reading the configuration again, and of the refresh that followed.
package struct ReloadReport: Sendable, Hashable, Codable {
    package var refresh: RefreshReport
    /// Changed keys that wait for a restart.
    package var restartNeeded: [String]

    /// "reloaded: 0 new, …; only after a restart: listen".
    package var line: String {
        let note = restartNeeded.isEmpty ? "" : "; only after a restart: \(restartNeeded.joined(separator: ", "))"
        return "reloaded: \(refresh.line)\(note)"
    }
}

/// What came of a reconcile.
package struct RefreshReport: Sendable, Hashable, Codable {
    package var new = 0
    package var changed = 0
    package var retracted = 0
    /// Seeds refused now, whenever that happened.
    package var refused = 0
    /// What is not published yet, or still is, with the reason; at most a thousand.
    package var held: [HeldSeed] = []
    /// How many of them there are.
    package var heldCount = 0
    /// Why nothing could be compared; nil when all was.
    package var obstacle: String?

    package static func + (left: RefreshReport, right: RefreshReport) -> RefreshReport {
        RefreshReport(
            new: left.new + right.new,
            changed: left.changed + right.changed,
            retracted: left.retracted + right.retracted,
            refused: right.refused,
            held: right.held,
            heldCount: right.heldCount,
            obstacle: right.obstacle
        )
    }

    /// "3 new, 1 changed, 2 refused", with the retracted between them when there are any.
    package var line: String {
        "\(new) new, \(changed) changed, \(retracted > 0 ? "\(retracted) retracted, " : "")\(refused) refused"
    }
}

package struct RetractReport: Sendable, Hashable, Codable {
    /// Path and title of each article that was withdrawn.
    package var withdrawn: [String] = []
}

/// Why an order was not carried out, in plain words.
package struct OrderError: Error, Hashable, Sendable, CustomStringConvertible {
    package let description: String

    package init(_ description: String) {
        self.description = description
    }
}
