import Catalogue
import Dispatch
import Synchronization

/// Reads many seeds in batches, each while the one before it is worked on.
struct ReadAhead {
    /// One batch on its way.
    private final class Batch: Sendable {
        private let readings = Mutex<[Reading]>([])
        private let isRead = DispatchSemaphore(value: 0)

        init(_ tasks: [SeedReader.Task], by reader: SeedReader) {
            DispatchQueue.global().async {
                let readings = reader.read(tasks)
                self.readings.withLock { $0 = readings }
                self.isRead.signal()
            }
        }

        /// Once.
        func take() -> [Reading] {
            isRead.wait()
            return readings.withLock { readings in
                defer { readings = [] }
                return readings
            }
        }
    }

    /// At most so many seeds and bytes are in a batch, and two batches in memory.
    private static let mostSeeds = 256
    private static let mostBytes: Int64 = 2_000_000

    private let reader: SeedReader
    private let tasks: [SeedReader.Task]
    private var start = 0
    private var ahead: (batch: Batch, count: Int)?
    /// How many have been read.
    private(set) var done = 0

    init(_ tasks: [SeedReader.Task], by reader: SeedReader) {
        (self.tasks, self.reader) = (tasks, reader)
        ahead = begin()
    }

    /// What came of the next ones, in their order; nil when there are no more.
    ///
    /// Waits until they are read.
    mutating func next() -> [Reading]? {
        guard let (batch, count) = ahead else { return nil }
        let readings = batch.take()
        ahead = begin()
        done += count
        return readings
    }

    private mutating func begin() -> (Batch, Int)? {
        guard start < tasks.count else { return nil }
        var (end, bytes) = (start, 0 as Int64)
        while end < min(start + ReadAhead.mostSeeds, tasks.count), bytes < ReadAhead.mostBytes {
            if case .seed(let stamp) = tasks[end].sighting { bytes += stamp.size }
            end += 1
        }
        defer { start = end }
        return (Batch(Array(tasks[start..<end]), by: reader), end - start)
    }
}
