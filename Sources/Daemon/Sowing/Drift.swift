import Catalogue
import Syndication

/// Changes that a reading of the whole folder found and that no event had told of.
///
/// An event may be on its way while the folder is read, so each waits for its own before it is counted.
struct Drift {
    /// How long an event may take.
    static let patience: Duration = .seconds(2)

    private struct Suspect {
        var due: ContinuousClock.Instant
        let stamp: FileStamp?
        let hash: Digest?
    }

    private var suspects: [String: Suspect] = [:]
    /// Changes since the start that no event told of.
    private(set) var count = 0

    /// The moment at which the next one is counted; nil when none waits.
    var nextDue: ContinuousClock.Instant? { suspects.values.lazy.map(\.due).min() }

    /// - Parameters:
    ///   - stamp: as it was found; nil for a file that is gone.
    ///   - hash: of its bytes as they were read last; nil if they never were.
    mutating func suspect(_ path: String, _ stamp: FileStamp?, _ hash: Digest?, now: ContinuousClock.Instant) {
        suspects[path] = Suspect(due: now + Drift.patience, stamp: stamp, hash: hash)
    }

    /// An event came for a path, or for a folder above.
    mutating func hear(of path: String) {
        guard !suspects.isEmpty else { return }
        suspects[path] = nil
        for other in suspects.keys where SeedPath.relative(other, to: path) != nil { suspects[other] = nil }
    }

    /// Nothing can be said of events any more.
    mutating func forgive() { suspects = [:] }

    /// Counts those whose event did not come, and names them in order.
    ///
    /// - Parameters:
    ///   - stamp: what a file has now; one that has changed again is still being written, and will be told of when it is closed.
    ///   - hash: of the bytes as they were read last; equal ones mean that only its times or names elsewhere have changed.
    mutating func settle(
        now: ContinuousClock.Instant,
        stamp: (String) -> FileStamp?,
        hash: (String) -> Digest?
    ) -> [String] {
        var found: [String] = []
        for (path, suspect) in suspects where suspect.due <= now {
            let current = stamp(path)
            if let current, suspect.stamp != nil, current != suspect.stamp {
                suspects[path] = Suspect(due: now + Drift.patience, stamp: current, hash: suspect.hash)
            } else if let known = suspect.hash, current != nil, hash(path) == known {
                suspects[path] = nil
            } else {
                suspects[path] = nil
                found.append(path)
            }
        }
        count += found.count
        return found.sorted()
    }
}
