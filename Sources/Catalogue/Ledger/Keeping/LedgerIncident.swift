import Syndication

/// Something that befell the ledger before it was opened, for log and status: a plain sentence.
package enum LedgerIncident: Sendable, Hashable, CustomStringConvertible {
    /// The ledger was damaged, and moved out of the way.
    case damaged(path: String, findings: [LedgerFinding], setAside: String)
    /// There was no ledger although there are backups, or files beside it that were moved out of the way.
    case missing(path: String, setAside: String?)
    /// Backups that could not be used, from the newest down.
    case passedOver(damaged: [String], newer: [String])
    /// It goes on from a backup.
    case restored(path: String, backup: LedgerBackup)
    /// There was nothing to go on from.
    case begunAnew(path: String)
    /// An earlier version's ledger was saved before it was brought up to date.
    case saved(path: String, backup: String)

    package var description: String {
        switch self {
        case .damaged(let path, let findings, let setAside):
            "\(path): damaged: \(findings.summary); it was moved to \(setAside) and nothing of it was deleted"
        case .missing(let path, nil):
            "\(path): there was no ledger, although there are backups of one"
        case .missing(let path, let setAside?):
            "\(path): there was no ledger, but files that belong beside one; they were moved to \(setAside)"
        case .passedOver(let damaged, let newer):
            [
                damaged.isEmpty ? nil : "\(damaged.joined(separator: ", ")): damaged, so not used as a backup",
                newer.isEmpty ? nil : "\(newer.joined(separator: ", ")): written by a newer version, so not used",
            ].compactMap(\.self).joined(separator: "; ")
        case .restored(let path, let backup):
            "\(path): goes on from the backup \(backup.path), made at \(backup.made.rfc3339); "
                + "articles that came later and were edited since may get new ids"
        case .begunAnew(let path):
            "\(path): there was no backup to go on from, so it was begun anew; articles that were never edited get their "
                + "ids back, and the ids of edited articles and of the site are lost"
        case .saved(let path, let backup):
            "\(path): written by an earlier version and brought up to date; saved before as \(backup)"
        }
    }

    /// Whether something was lost, or may be.
    package var isLoss: Bool {
        if case .saved = self { false } else { true }
    }
}

extension [LedgerFinding] {
    /// The first three, and how many more were found.
    var summary: String {
        let more = count > 3 ? "; \(count < LedgerInspection.bound ? "" : "at least ")\(count - 3) more" : ""
        return prefix(3).map(\.description).joined(separator: "; ") + more
    }
}
