import Catalogue
import Foundation
import NIOCore
import Testing

@testable import Daemon

@Suite("The databases’ logs")
struct TidyingTests {
    @Test("They are brought in when nothing has come for a while, and not before")
    func quiet() async throws {
        let place = try SownFolder()
        try place.seeds.write("a.md", "# Ferry\n\nThe ferry ran.\n")
        let sowing = try place.sowing()
        try await place.settle(["a.md"], by: sowing)
        while try sowing.catchUp() {}
        let path = place.seeds.outside + "/catalogue.db"
        @Sendable func size() -> Int { (try? FileManager.default.attributesOfItem(atPath: path))?[.size] as? Int ?? 0 }
        let before = size()
        sowing.quiet = .seconds(600)
        sowing.tidyWhenQuiet()
        // What was submitted before it is done by then.
        try await Background.run {}
        #expect(size() == before)
        sowing.quiet = .zero
        sowing.tidyWhenQuiet()
        try await RawClient.eventually { size() > before }
    }
}
