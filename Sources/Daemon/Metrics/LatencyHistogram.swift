import NIOCore

/// How long answers took, from the end of the request's head to the kernel's having the answer.
package struct LatencyHistogram: Sendable, Hashable {
    /// Upper ends in nanoseconds.
    static let bounds: [Int64] = [
        50_000, 100_000, 250_000, 500_000, 1_000_000, 5_000_000, 25_000_000, 100_000_000, 500_000_000, 2_500_000_000,
    ]

    /// One more than bounds: the last is for what took longer.
    private(set) var counts = Array(repeating: 0, count: bounds.count + 1)
    private(set) var nanoseconds: Int64 = 0

    mutating func add(_ time: TimeAmount) {
        let bounds = LatencyHistogram.bounds
        var index = 0
        while index < bounds.count, time.nanoseconds > bounds[index] { index += 1 }
        counts[index] += 1
        nanoseconds &+= time.nanoseconds
    }

    mutating func add(_ other: LatencyHistogram) {
        for index in counts.indices { counts[index] += other.counts[index] }
        nanoseconds &+= other.nanoseconds
    }
}
