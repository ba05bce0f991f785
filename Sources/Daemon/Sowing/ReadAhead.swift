import Catalogue

/// Reads many seeds on all cores, while what was read of those before is worked on.
struct ReadAhead {
    /// At most so many seeds are taken by a thread at a time, or so many bytes and one seed: enough that taking costs nothing, few
    /// enough that all threads end together.
    private static let (shareSeeds, shareBytes): (Int, Int64) = (16, 256_000)
    /// At most so many shares and bytes are read ahead, but for one share a thread; more shares where no text is kept.
    private static let (aheadShares, aheadBytes): (Int, Int64) = (32, 4_000_000)
    private static let aheadSights = 128

    /// Some seeds that one thread reads.
    private struct Share {
        let readings: Ahead<[Reading], Never>
        let count: Int
        let bytes: Int64
    }

    private let reader: SeedReader
    private var tasks: [SeedReader.Task]
    private var start = 0
    private var shares: ArraySlice<Share> = []
    private var bytesAhead: Int64 = 0
    /// How many have been read.
    private(set) var done = 0

    init(_ tasks: [SeedReader.Task], by reader: SeedReader) {
        (self.tasks, self.reader) = (tasks, reader)
        begin()
    }

    /// Reads others behind these, where those begin with these; false where they don't.
    mutating func goOn(with all: [SeedReader.Task]) -> Bool {
        guard done == 0, all.starts(with: tasks) else { return false }
        tasks = all
        begin()
        return true
    }

    /// What came of the next ones, in their order; nil when there are no more.
    ///
    /// Waits until they are read.
    mutating func next() -> [Reading]? {
        guard let share = shares.popFirst() else { return nil }
        let readings = share.readings.take()
        bytesAhead -= share.bytes
        done += share.count
        begin()
        return readings
    }

    /// What came of all that are left.
    consuming func all() -> [Reading] {
        var all: [Reading] = []
        all.reserveCapacity(tasks.count - done)
        while let readings = next() { all += readings }
        return all
    }

    private mutating func begin() {
        while start < tasks.count {
            let hasRoom =
                reader.extent == .firstSight
                ? shares.count < ReadAhead.aheadSights
                : shares.count < ReadAhead.aheadShares && bytesAhead < ReadAhead.aheadBytes
            guard hasRoom || shares.count < ReadingThreads.count else { return }
            var (end, bytes) = (start, 0 as Int64)
            while end < min(start + ReadAhead.shareSeeds, tasks.count), bytes < ReadAhead.shareBytes {
                if case .seed(let stamp) = tasks[end].sighting { bytes += stamp.size }
                end += 1
            }
            let share = tasks[start..<end]
            let readings = Ahead<[Reading], Never>(on: ReadingThreads.submit) { [reader] in reader.readInTurn(share) }
            shares.append(Share(readings: readings, count: share.count, bytes: bytes))
            bytesAhead += bytes
            start = end
        }
    }
}
