import Foundation
import Testing

/// A parser of others, which reads HTML as browsers do.
enum HTMLJudge {
    struct Problem: Decodable, Hashable {
        var index: Int
        var problem: String
    }

    private static let root = URL(fileURLWithPath: HostileCase.folder)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path

    /// What html5lib finds wrong with fragments that are to stand in a div; throws when there is no judge.
    static func problems(in fragments: [String]) throws -> [Problem] {
        let place = FileManager.default.temporaryDirectory.appendingPathComponent("sower-html-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: place, withIntermediateDirectories: false)
        defer { try? FileManager.default.removeItem(at: place) }
        let (input, output) = (place.appendingPathComponent("fragments"), place.appendingPathComponent("problems"))
        try JSONEncoder().encode(fragments).write(to: input)
        try Data().write(to: output)
        let judge = Process()
        judge.executableURL = URL(fileURLWithPath: root + "/.judges/venv/bin/python")
        judge.arguments = ["-I", root + "/Tests/Judges/htmlcheck.py", "--marker", "GONE"]
        // Files and not pipes, which fill up and then wait for one another.
        judge.standardInput = try FileHandle(forReadingFrom: input)
        judge.standardOutput = try FileHandle(forWritingTo: output)
        try judge.run()
        judge.waitUntilExit()
        let problems = try JSONDecoder().decode([Problem].self, from: Data(contentsOf: output))
        try #require(judge.terminationStatus == (problems.isEmpty ? 0 : 1), "the judge itself has failed")
        return problems
    }
}
