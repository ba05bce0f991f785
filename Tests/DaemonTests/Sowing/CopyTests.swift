import Catalogue
import Syndication
import Testing

@testable import Daemon

@Suite("Copies of an article")
struct CopyTests {
    @Test("One that went on with it while its folder was elsewhere stays it, and what comes back as it was is the copy")
    func returning() async throws {
        let place = try SownFolder()
        try place.seeds.makeFolder("f")
        for path in ["f/a.md", "b.md"] { try place.seeds.write(path, "# Ferry\n\nThe ferry ran.\n") }
        let sowing = try place.sowing()
        let catalogue = sowing.catalogue
        func outcome(_ path: String) throws -> SeedRow.Outcome? {
            try catalogue.read { try $0.seed(path: path) }?.outcome
        }
        try await place.settle(["f/a.md"], by: sowing)
        try await place.settle(["b.md"], by: sowing)
        #expect(try outcome("f/a.md") == .accepted)
        #expect(try outcome("b.md") == .duplicate(of: "f/a.md"))
        // A name that is a draft: nothing in it is a seed, and no file of it is touched.
        try place.seeds.move("f", "_f")
        let pass = try await sowing.pass([], forced: ["b.md"], now: place.now, keeping: 50)
        try place.seeds.move("_f", "f")
        #expect(try place.ledger.read { try $0.all() }.map(\.path) == ["b.md"])
        try await place.settle(pass.unsettled, by: sowing)
        #expect(try outcome("b.md") == .accepted)
        #expect(try outcome("f/a.md") == .duplicate(of: "b.md"))
        #expect(try place.ledger.read { try $0.all() }.map(\.path) == ["b.md"])
    }
}
