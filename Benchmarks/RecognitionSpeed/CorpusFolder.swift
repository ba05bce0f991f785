import Corpus
import Foundation
import Synchronization

/// Articles of one size in a folder, and the ways to go through them.
struct CorpusFolder: Sendable {
    let path: String
    /// Relative to the folder.
    let names: [String]

    private static let threads = 2
    /// How many articles a thread takes at a time.
    private static let share = 20

    init(path: String, count: Int, bytes: Int) throws {
        self.path = path
        names = (0..<count).map { "\($0 % 100)/\($0).txt" }
        for number in 0..<100 {
            try FileManager.default.createDirectory(atPath: "\(path)/\(number)", withIntermediateDirectories: true)
        }
        for (number, name) in names.enumerated() {
            let file = URL(fileURLWithPath: "\(path)/\(name)")
            try Data(Corpus().article(number, bytes: bytes)).write(to: file)
        }
    }

    func remove() { try? FileManager.default.removeItem(atPath: path) }

    /// One `cat` over all files.
    func cat() throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/cat")
        process.currentDirectoryURL = URL(fileURLWithPath: path)
        process.arguments = names
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
    }

    /// What a file holds; empty when it can't be read, which is no article.
    func read(_ number: Int) -> [UInt8] {
        let file = open("\(path)/\(names[number])", O_RDONLY)
        guard file >= 0 else { return [] }
        defer { close(file) }
        var status = stat()
        guard fstat(file, &status) == 0 else { return [] }
        let size = Int(status.st_size)
        return [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
            count = max(0, Glibc.read(file, buffer.baseAddress, size))
        }
    }

    /// Gives the number of each article to one of two threads; throws when the work fails for any.
    func inParallel(_ work: @Sendable (Int) -> Bool) throws {
        let next = Atomic(0)
        let failures = Atomic(0)
        DispatchQueue.concurrentPerform(iterations: CorpusFolder.threads) { _ in
            while true {
                let first = next.wrappingAdd(CorpusFolder.share, ordering: .relaxed).oldValue
                guard first < names.count else { return }
                for number in first..<min(first + CorpusFolder.share, names.count) where !work(number) {
                    failures.wrappingAdd(1, ordering: .relaxed)
                }
            }
        }
        let count = failures.load(ordering: .relaxed)
        if count > 0 { throw WorkFailed(count: count) }
    }

    struct WorkFailed: Error {
        let count: Int
    }
}
