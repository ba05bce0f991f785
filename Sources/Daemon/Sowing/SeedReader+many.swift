import Catalogue

extension SeedReader {
    /// One path to read, with what is known of it.
    struct Task: Sendable, Equatable {
        var path: String
        var known: SeedRow?
        var sighting: Sighting?
        var isForced = false
    }

    /// Fewer are not worth the way to another thread.
    private static let fewest = 8

    /// Reads all of them on all cores; what came of each, in their order.
    func read(_ tasks: [Task]) -> [Reading] {
        guard tasks.count >= SeedReader.fewest else { return readInTurn(tasks[...]) }
        return ReadAhead(tasks, by: self).all()
    }

    func readInTurn(_ tasks: ArraySlice<Task>) -> [Reading] {
        var parent: OpenFolder?
        return tasks.map {
            read($0.path, known: $0.known, sighting: $0.sighting, isForced: $0.isForced, from: &parent)
        }
    }
}
