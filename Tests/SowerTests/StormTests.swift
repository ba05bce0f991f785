import Foundation
import Testing

@Suite("A storm of changes", .serialized)
struct StormTests {
    /// "ROUNDS SECONDS FILES" of the full form, which `make storm` asks for; a short one otherwise.
    private static let size = (ProcessInfo.processInfo.environment["SOWER_STORM"] ?? "1 6 1000").split(separator: " ")
        .map(String.init)

    enum Weather: CaseIterable {
        /// The kernel loses events.
        case lossy
        /// Every event is heard.
        case calm
        /// The daemon is killed now and then.
        case deadly
    }

    @Test(
        "What is shown after it is what a fresh daemon shows on the same files with the same ledger",
        arguments: Weather.allCases
    )
    func storm(weather: Weather) async throws {
        let place = try Place()
        await place.takeSeat()
        try #require(StormTests.size.count == 3)
        let (rounds, seconds, files) = (StormTests.size[0], StormTests.size[1], StormTests.size[2])
        var arguments = [
            Checkout.path("Tests/Storm/storm.py"), Checkout.program, "--rounds", rounds, "--seconds", seconds,
            "--files", files, "--site",
        ]
        switch weather {
        case .lossy:
            // In the suite other daemons start beside it, and would get the small queue too.
            let isAlone = ProcessInfo.processInfo.environment["SOWER_STORM"] != nil && geteuid() == 0
            arguments += isAlone ? ["--queue", "256"] : ["--fill"]
        case .calm: arguments.append("--calm")
        case .deadly: arguments.append("--kill")
        }
        let limit = (Double(rounds) ?? 1) * ((Double(seconds) ?? 60) * 4 + 600)
        let finished = try await place.run("python3", arguments, within: .seconds(limit))
        print(finished.output)
        #expect(finished.status == 0, "\(finished.output)\(finished.errors)")
    }
}
