import Catalogue
import Foundation
import Logging
import Syndication

@testable import Daemon

/// A seeds folder with a ledger, and catalogues that follow it.
final class SownFolder {
    let seeds: SeedsOnDisk
    let ledger: Ledger
    let now = wallClock()

    init() throws {
        seeds = try SeedsOnDisk()
        ledger = try Ledger(path: seeds.outside + "/ledger.db", now: now, seed: [1])
    }

    /// What works on the catalogue of that name, as one daemon after the other does.
    func sowing(_ catalogue: String = "catalogue", isFollowing: Bool = false, on other: Ledger? = nil) throws -> Sowing
    {
        let ledger = other ?? ledger
        return Sowing(
            ledger: ledger,
            catalogue: try ArticleCatalogue(path: "\(seeds.outside)/\(catalogue).db", site: ledger.site.id) { _ in },
            folder: seeds.folder,
            settings: SowingSettings(
                recogniser: Recogniser(),
                absence: Absence(grace: 600, retracts: true),
                largestSeed: 1_000_000
            ),
            isFollowing: isFollowing,
            logger: Logger(label: "sowing") { _ in SwiftLogNoOpLogHandler() }
        )
    }

    /// The ledger as it is now, in a file of its own.
    func copyLedger() throws -> Ledger {
        let path = seeds.outside + "/former.db"
        try ledger.checkpoint()
        try FileManager.default.copyItem(atPath: seeds.outside + "/ledger.db", toPath: path)
        return try Ledger(path: path, now: now, seed: [2])
    }

    /// Takes in some paths, and whatever has to be looked at again behind that.
    func settle(_ paths: some Sequence<String>, by sowing: Sowing) async throws {
        var rest = Set(paths)
        while !rest.isEmpty {
            let outcome = try await sowing.pass(rest.sorted().map { ($0, nil) }, now: now, keeping: 50)
            rest = Set(outcome.unsettled)
        }
    }

    /// As at a start: the catalogue is brought in step with the ledger, and then with the folder.
    func start(_ sowing: Sowing) async throws {
        if try !sowing.isAligned() { try sowing.alignCatalogue() }
        let differences = try sowing.differences(freshSince: .max)
        try await settle(differences.paths.map(\.path) + differences.fresh, by: sowing)
    }
}
