import Synchronization
package import Syndication

/// The first seeds of a folder of which nothing is known yet, read while the daemon is still coming up.
///
/// Nobody watches the folder then, so what was read counts only where the first look behind that finds the same stamps.
package final class HeadStart: Sendable {
    /// Enough for the hundred milliseconds that coming up may take, and few enough to be kept.
    private static let most = 2_048

    private let reader: SeedReader
    /// Nil once it was taken, as it holds a megabyte or two.
    private let batches: Mutex<Ahead<ReadAhead, Never>?>

    /// Returns at once.
    package convenience init(_ folder: SeedFolder, recogniser: Recogniser, largestSeed: Int) {
        self.init(folder, recogniser: recogniser, largestSeed: largestSeed, fewest: Sowing.fewestSurveyed)
    }

    /// - Parameter fewest: where there are not so many seeds, none is read, as none would be surveyed.
    init(_ folder: SeedFolder, recogniser: Recogniser, largestSeed: Int, fewest: Int) {
        var reader = SeedReader(folder: folder, recogniser: recogniser, limit: largestSeed)
        reader.extent = .firstSight
        self.reader = reader
        batches = Mutex(
            Ahead(on: ReadingThreads.submit) { [reader] in
                // What keeps the folder from being read is told by whoever has to read it.
                var first = (try? folder.first(HeadStart.most)) ?? []
                if first.count < fewest { first = [] }
                return ReadAhead(first.map { SeedReader.Task(path: $0.path, sighting: .seed($0.stamp)) }, by: reader)
            }
        )
    }

    /// Lets go of what was read.
    func drop() { batches.withLock { $0 = nil } }

    /// Reads tasks, the first of which may have been read already; nil where others were, by other rules, or it was taken.
    ///
    /// Whatever comes of it, it is taken.
    func take(for tasks: [SeedReader.Task], by reader: SeedReader) -> ReadAhead? {
        let taken = batches.withLock { batches in
            defer { batches = nil }
            return batches
        }
        guard let taken, reader.extent == .firstSight, reader.limit == self.reader.limit,
            reader.recogniser.fingerprint == self.reader.recogniser.fingerprint
        else { return nil }
        var batches = taken.take()
        return batches.goOn(with: tasks) ? batches : nil
    }
}
