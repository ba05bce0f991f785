/// How long it took from a file's last change (its closing or renaming) until every event loop served what became of it.
package struct Freshness: Sendable, Hashable, Codable {
    /// Upper ends in seconds.
    package static let bounds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

    /// By bucket, not cumulative; one more than bounds: the last is for what took longer.
    package private(set) var counts = Array(repeating: 0, count: bounds.count + 1)
    /// In seconds.
    package private(set) var sum = 0.0
    /// Half of the last thousand took no longer, in seconds; nil while there are none.
    package private(set) var median: Double?
    /// The same for 99 of a hundred.
    package private(set) var percentile99: Double?

    package init() {}

    package var count: Int { counts.reduce(0, +) }

    /// - Parameter latest: the latest of all, in any order, for the percentiles.
    init(_ before: Freshness, adding times: [Double], latest: [Double]) {
        self = before
        for time in times {
            counts[Freshness.bounds.firstIndex { time <= $0 } ?? Freshness.bounds.count] += 1
            sum += time
        }
        let sorted = latest.sorted()
        guard !sorted.isEmpty else { return }
        median = sorted[(sorted.count - 1) / 2]
        percentile99 = sorted[(sorted.count * 99 + 99) / 100 - 1]
    }
}

/// Gathers them.
struct FreshnessTally {
    private(set) var freshness = Freshness()
    private var latest: [Double] = []
    private var next = 0

    private static let kept = 1_000

    /// - Parameter times: in seconds.
    mutating func add(_ times: [Double]) {
        guard !times.isEmpty else { return }
        for time in times.suffix(FreshnessTally.kept) {
            if latest.count < FreshnessTally.kept {
                latest.append(time)
            } else {
                latest[next] = time
                next = (next + 1) % FreshnessTally.kept
            }
        }
        freshness = Freshness(freshness, adding: times, latest: latest)
    }
}
