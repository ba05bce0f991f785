import Catalogue
import Syndication

extension Season {
    private static let namedHeld = 1_000

    /// Adds what is held back, and why, as it is now.
    func naming(_ report: RefreshReport) -> RefreshReport {
        var report = report
        var held = quiet.paths.sorted().map { HeldSeed(path: $0, reason: .quiet) }
        // What is missing at a keeper is the keeper's to tell.
        for row in (followed == nil ? try? loop.ledger.read { try $0.missing() } : nil) ?? [] {
            let since = row.missingSince.map(\.rfc3339)
            if row.isHeld || identity == nil {
                held.append(HeldSeed(path: row.path, reason: .brake, since: since))
            } else if plan.sowing.absence.retracts {
                let until = row.missingSince.map { ($0 + plan.sowing.absence.grace).rfc3339 }
                held.append(HeldSeed(path: row.path, reason: .grace, since: since, until: until))
            } else {
                held.append(HeldSeed(path: row.path, reason: .kept, since: since))
            }
        }
        for (outcome, reason) in [(SeedNotice.Outcome.scheduled, HeldSeed.Reason.scheduled), (.unnamed, .unnamed)] {
            let seeds = (try? loop.catalogue.read { try $0.notices(of: outcome, limit: Season.namedHeld) }) ?? []
            held += seeds.map { HeldSeed(path: $0.path, reason: reason, until: $0.due?.rfc3339) }
        }
        let scheduled = (try? loop.catalogue.read { try $0.seedCounts()["scheduled"] ?? 0 }) ?? 0
        let named = held.count { $0.reason == .scheduled }
        report.heldCount = held.count - named + scheduled
        report.obstacle = identity == nil ? Season.missing(loop.folder.path) : nil
        report.held = Array(held.prefix(Season.namedHeld))
        return report
    }
}
