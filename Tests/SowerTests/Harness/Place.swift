import Foundation
import Synchronization
import Testing

/// A temporary folder with a seeds folder and a state folder in it, gone when the test is done.
final class Place: Sendable {
    let root: String
    var seeds: String { root + "/seeds" }
    var state: String { root + "/state" }
    private let seat = Mutex<Crowd.Seat?>(nil)

    init() throws {
        // The admin socket's path is bounded, so this one is short.
        var template = Array("/tmp/sower-test.XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw CocoaError(.fileWriteUnknown) }
        root = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        try FileManager.default.createDirectory(atPath: seeds, withIntermediateDirectories: false)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: root)
    }

    /// Waits until one more place may have daemons; this one then may until it is let go of.
    func takeSeat() async {
        guard seat.withLock({ $0 == nil }) else { return }
        let taken = await Crowd.shared.seat()
        seat.withLock { $0 = taken }
    }

    func seed(_ name: String) -> String { seeds + "/" + name }

    /// Writes a seed as an editor does that opens, writes and closes.
    func write(_ name: String, _ text: String) throws {
        try Data(text.utf8).write(to: URL(fileURLWithPath: seed(name)))
    }

    func write(_ name: String, bytes: [UInt8]) throws {
        try Data(bytes).write(to: URL(fileURLWithPath: seed(name)))
    }

    /// Puts a seed into the folder whole, as copying tools do: written under another name, then renamed.
    func drop(_ name: String, _ text: String) throws {
        let part = seed(".\(name).part")
        try Data(text.utf8).write(to: URL(fileURLWithPath: part))
        try rename(part, seed(name))
    }

    func rename(_ from: String, _ to: String) throws {
        try #require(Glibc.rename(from, to) == 0, "\(from) → \(to): \(String(cString: strerror(errno)))")
    }

    func remove(_ name: String) throws {
        try FileManager.default.removeItem(atPath: seed(name))
    }

    /// Writes a file beside the seeds folder and returns its path.
    @discardableResult
    func file(_ name: String, _ text: String) throws -> String {
        let path = root + "/" + name
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
        return path
    }

    func text(_ name: String) -> String {
        FileManager.default.contents(atPath: root + "/" + name).map { String(decoding: $0, as: UTF8.self) } ?? ""
    }

    /// Runs a program to its end.
    func run(
        _ program: String,
        _ arguments: [String],
        environment: [String: String] = [:],
        within limit: Duration = .seconds(90)
    ) async throws -> Finished {
        let name = UUID().uuidString
        let (output, errors) = (root + "/\(name).out", root + "/\(name).err")
        let running = try Running(
            program,
            arguments,
            environment: plainEnvironment(home: root).merging(environment) { $1 },
            output: output,
            errors: errors
        )
        let status = try await running.exit(within: limit)
        return Finished(status: status, output: text("\(name).out"), errors: text("\(name).err"))
    }

    /// Runs `sower` to its end.
    func sower(_ arguments: String..., environment: [String: String] = [:]) async throws -> Finished {
        try await run(Checkout.program, arguments, environment: environment)
    }
}
