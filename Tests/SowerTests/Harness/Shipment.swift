import Foundation
import Testing

/// A folder of seeds with the text of its ledger beside it, as the keeper ships them.
struct Shipment {
    let keeper: Place

    /// What followers read; stands beside their seeds.
    static let name = "ledger.txt"

    /// Writes the ledger's text as it is now, exchanged in one step.
    @discardableResult
    func export() async throws -> String {
        let exported = try await keeper.sower("ledger", "export", "--state", keeper.state)
        try #require(exported.status == 0, "\(exported)")
        try keeper.file(Shipment.name + ".new", exported.output)
        try keeper.rename(keeper.root + "/\(Shipment.name).new", keeper.root + "/" + Shipment.name)
        return exported.output
    }

    /// Brings seeds and ledger to a follower's machine with rsync, which renames each file into place.
    func send(to follower: Place) async throws {
        let sent = try await keeper.run(
            "rsync",
            ["--archive", "--delete", keeper.seeds, keeper.root + "/" + Shipment.name, follower.root + "/"]
        )
        try #require(sent.status == 0, "\(sent)")
    }
}

extension Place {
    /// The configuration of a follower whose shipment comes here; all else must be as the keeper's.
    func following(_ configuration: String) -> String { configuration + "follow: \(root)/\(Shipment.name)\n" }
}
