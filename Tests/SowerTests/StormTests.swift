import Foundation
import Testing

@Suite("A storm of changes", .serialized)
struct StormTests {
    /// "ROUNDS SECONDS FILES" of the full form, which `make storm` asks for; a short one otherwise.
    private static let size = (ProcessInfo.processInfo.environment["SOWER_STORM"] ?? "1 6 1000").split(separator: " ")
        .map(String.init)

    @Test(
        "What is shown after it is what a fresh daemon shows on the same files with the same ledger, be events lost or not",
        arguments: [false, true]
    )
    func storm(isCalm: Bool) async throws {
        let place = try Place()
        await place.takeSeat()
        try #require(StormTests.size.count == 3)
        let (rounds, seconds, files) = (StormTests.size[0], StormTests.size[1], StormTests.size[2])
        let isFull = ProcessInfo.processInfo.environment["SOWER_STORM"] != nil
        var arguments = [
            Checkout.path("Tests/Storm/storm.py"), Checkout.program, "--rounds", rounds, "--seconds", seconds,
            "--files",
            files, "--site",
        ]
        // In the suite other daemons start beside it, and would get the small queue too.
        let isRoot = geteuid() == 0
        arguments += isCalm ? ["--calm"] : isFull && isRoot ? ["--queue", "256"] : ["--fill"]
        let limit = (Double(rounds) ?? 1) * ((Double(seconds) ?? 60) * 4 + 600)
        let finished = try await place.run("python3", arguments, within: .seconds(limit))
        print(finished.output)
        #expect(finished.status == 0, "\(finished.output)\(finished.errors)")
    }
}
