import Foundation
import Testing

@testable import Daemon

@Suite("StateFolder")
struct StateFolderTests {
    @Test("The state that is there is found below the first root that has it, and none is made up")
    func present() throws {
        let root = FileManager.default.temporaryDirectory.path + "/" + UUID().uuidString
        defer { try? FileManager.default.removeItem(atPath: root) }
        let roots = ["user", "system"].map { "\(root)/\($0)" }
        let seeds = "/srv/articles"
        #expect(StateFolder.present(seeds: seeds, under: roots) == nil)
        for kept in roots.reversed() {
            let state = StateFolder.of(seeds: seeds, under: kept)
            try state.claim(for: seeds)
            #expect(StateFolder.present(seeds: seeds, under: roots) == state)
            #expect(StateFolder.present(seeds: "/srv/others", under: roots) == nil)
        }
    }
}
