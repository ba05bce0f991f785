import Catalogue
import Dispatch
import NIOCore
import Synchronization

extension SeedReader {
    /// One path to read, with what is known of it.
    struct Task: Sendable {
        var path: String
        var known: SeedRow?
        var sighting: Sighting?
        var isForced = false
    }

    /// Fewer are not worth the way to another thread.
    private static let fewest = 8
    /// So many at a time are taken by a thread: enough that taking costs nothing, few enough that all end together.
    private static let share = 8

    /// Reads all of them on all cores; what came of each, in their order.
    func read(_ tasks: [Task]) -> [Reading] {
        guard tasks.count >= SeedReader.fewest else { return tasks.map(read) }
        let next = Atomic(0)
        return [Reading](unsafeUninitializedCapacity: tasks.count) { buffer, count in
            // Each thread writes places of its own, and the buffer outlives them all: `concurrentPerform` waits.
            nonisolated(unsafe) let places = buffer
            DispatchQueue.concurrentPerform(iterations: System.coreCount) { _ in
                while true {
                    let first = next.wrappingAdd(SeedReader.share, ordering: .relaxed).oldValue
                    guard first < tasks.count else { return }
                    for index in first..<min(first + SeedReader.share, tasks.count) {
                        places.initializeElement(at: index, to: read(tasks[index]))
                    }
                }
            }
            count = tasks.count
        }
    }

    private func read(_ task: Task) -> Reading {
        read(task.path, known: task.known, sighting: task.sighting, isForced: task.isForced)
    }
}
