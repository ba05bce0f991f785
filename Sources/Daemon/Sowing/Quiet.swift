/// The paths that wait to be looked at, each until it has been quiet for long enough.
struct Quiet {
    /// A file closed after writing, or gone, is looked at after so long without another event.
    static let period: Duration = .milliseconds(250)
    /// A path that is never quiet is looked at after so long all the same.
    static let limit: Duration = .seconds(2)

    private struct Wait {
        var first: ContinuousClock.Instant
        var due: ContinuousClock.Instant
        var order: Int
        var isRemoval: Bool
    }

    private var waits: [String: Wait] = [:]
    private var count = 0

    /// The moment at which the next path is due; nil when none waits.
    ///
    /// O(n) of those that wait.
    var nextDue: ContinuousClock.Instant? { waits.values.lazy.map(\.due).min() }

    var paths: Set<String> { Set(waits.keys) }

    /// The paths that something went away from, due or not.
    var removals: [String] { waits.filter(\.value.isRemoval).keys.sorted() }

    func contains(anyOf paths: Set<String>) -> Bool { paths.contains { waits[$0] != nil } }

    /// Looked at as soon as possible.
    mutating func add(_ path: String, now: ContinuousClock.Instant) {
        count += 1
        waits[path] = Wait(first: now, due: now, order: count, isRemoval: false)
    }

    /// Looked at after a period of quiet.
    mutating func add(_ path: String, afterQuietFrom now: ContinuousClock.Instant) {
        count += 1
        let first = waits[path]?.first ?? now
        let due = min(now + Quiet.period, first + Quiet.limit)
        waits[path] = Wait(first: first, due: due, order: waits[path]?.order ?? count, isRemoval: false)
    }

    /// Something went away.
    ///
    /// Removals are looked at together, so that many at once are seen as many.
    mutating func addRemoval(_ path: String, now: ContinuousClock.Instant) {
        add(path, afterQuietFrom: now)
        waits[path]?.isRemoval = true
        for key in waits.keys where waits[key]?.isRemoval == true {
            guard let wait = waits[key] else { continue }
            waits[key]?.due = min(now + Quiet.period, wait.first + Quiet.limit)
        }
    }

    /// Takes those that are due, in the order in which they came.
    mutating func takeDue(now: ContinuousClock.Instant) -> [String] {
        let due = waits.filter { $0.value.due <= now }.sorted { $0.value.order < $1.value.order }.map(\.key)
        for path in due { waits[path] = nil }
        return due
    }

}
