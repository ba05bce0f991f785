import Foundation
import Testing

/// What hostile seeds cost, in instructions that valgrind's callgrind counts: those are the same on a busy machine.
@Suite("What hostile seeds cost")
struct CostTests {
    @Test("Twice the input costs at most 2.3 times the instructions, of every hostile seed", .timeLimit(.minutes(10)))
    func linear() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "cost-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let program = folder.appending(path: "RecognitionCost")
        // Valgrind may not read the newest kinds of debugging information.
        let strip = try Process.run("strip", ["-g", "-o", program.path, try CostTests.program.path])
        strip.waitUntilExit()
        #expect(strip.terminationStatus == 0)
        let parts = try (0..<2).map { try CostCount(of: program, part: $0, of: 2, in: folder) }
        let costs = try parts.flatMap { try $0.costs() }
        #expect(costs.count >= 60)
        for cost in costs { #expect(cost.isLinear, "\(cost.title): \(cost.counts)") }
    }

    @Test(
        "Costs that grow with the square of the input are told from those that grow with it",
        arguments: [
            ([10, 20, 40], true), ([110, 120, 140], true), ([100, 100, 100], true), ([10, 22, 48], true),
            ([10, 40, 160], false),
            ([1_000, 1_100, 1_500], false), ([10, 24, 48], false), ([0, 0, 0], false),
        ]
    )
    func rule(counts: [Int], isLinear: Bool) {
        #expect(SeedCost(title: "", counts: counts).isLinear == isLinear)
    }

    /// Beside the tests, with which it is built.
    private static var program: URL {
        get throws {
            let places = (["/proc/self/exe"] + CommandLine.arguments).map { place in
                URL(fileURLWithPath: place).resolvingSymlinksInPath().deletingLastPathComponent()
                    .appending(path: "RecognitionCost")
            }
            return try #require(places.first { FileManager.default.isExecutableFile(atPath: $0.path) })
        }
    }
}

/// What a seed cost in one size, in twice and in four times that.
struct SeedCost {
    let title: String
    let counts: [Int]

    /// What is the same for any size hides how the rest grows, so what the doublings add is compared too.
    var isLinear: Bool {
        guard counts.count == 3, counts[0] > 0 else { return false }
        let (first, second) = (counts[1] - counts[0], counts[2] - counts[1])
        let doubles = zip(counts, counts.dropFirst()).allSatisfy { Double($1) <= Double($0) * 2.3 }
        return doubles && Double(second) <= Double(max(first, 0)) * 2.3 + Double(counts[0]) / 10
    }
}

/// One run under callgrind.
struct CostCount {
    private let process: Process
    private let output: URL
    private let counts: URL

    init(of program: URL, part: Int, of parts: Int, in folder: URL) throws {
        counts = folder.appending(path: "counts-\(part)")
        output = folder.appending(path: "output-\(part)")
        try Data().write(to: output)
        process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments =
            ["SWIFT_DETERMINISTIC_HASHING=1", "valgrind", "--tool=callgrind", "--callgrind-out-file=\(counts.path)"]
            // Two patterns, as callgrind takes no second order for the same one.
            + ["--zero-before=*7measure*", "--dump-after=*7measurey*", program.path, "1", String(part), String(parts)]
        process.standardOutput = try FileHandle(forWritingTo: output)
        process.standardError = FileHandle.nullDevice
        try process.run()
    }

    /// Waits for its end.
    func costs() throws -> [SeedCost] {
        process.waitUntilExit()
        try #require(process.terminationStatus == 0, "valgrind ended with \(process.terminationStatus)")
        let titles = try String(contentsOf: output, encoding: .utf8).split(separator: "\n").map(String.init)
        return try stride(from: 0, to: titles.count, by: 3).map { index in
            SeedCost(title: titles[index], counts: try (index + 1...index + 3).map(count))
        }
    }

    /// Of one call, by the file that callgrind wrote after it.
    private func count(_ call: Int) throws -> Int {
        let text = try String(contentsOfFile: "\(counts.path).\(call)", encoding: .utf8)
        let line = try #require(text.split(separator: "\n").first { $0.hasPrefix("summary: ") })
        return try #require(Int(line.dropFirst(9)))
    }
}

extension Process {
    fileprivate static func run(_ name: String, _ arguments: [String]) throws -> Process {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = [name] + arguments
        try process.run()
        return process
    }
}
