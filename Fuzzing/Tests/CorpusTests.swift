import Foundation
import Invariants
import Testing

/// Each file in `Fuzzing/Corpus/TARGET`: what fuzzing starts from, and what it has found.
@Suite("The corpus of fuzzing")
struct CorpusTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Corpus")

    @Test("Every invariant holds for every file of it", arguments: FuzzTarget.allCases)
    func replay(target: FuzzTarget) throws {
        let folder = CorpusTests.folder.appending(path: target.rawValue)
        let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
        #expect(files.count >= 10)
        for file in files {
            do {
                try target.check(Array(try Data(contentsOf: file)))
            } catch {
                Issue.record("\(file.lastPathComponent): \(error)")
            }
        }
    }
}
