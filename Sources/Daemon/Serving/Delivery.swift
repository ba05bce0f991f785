import NIOCore

/// How fast a client takes what is written for it.
struct Delivery {
    private var written = 0
    /// What the client had taken when the window began, and when that was.
    private var taken = 0
    private var windowBegan: NIODeadline?

    mutating func add(_ bytes: Int) { written &+= bytes }

    /// True when bytes have waited for a whole window, and fewer left in it than the slowest reader takes.
    ///
    /// Counts averages and not the last progress: a byte now and then would hold a connection for ever.
    mutating func isTooSlow(buffered: Int, now: NIODeadline, window: TimeAmount) -> Bool {
        guard buffered > 0 else {
            windowBegan = nil
            return false
        }
        let taken = written - buffered
        guard let windowBegan else {
            (self.windowBegan, self.taken) = (now, taken)
            return false
        }
        guard now - windowBegan > window else { return false }
        let seconds = Double(window.nanoseconds) / 1e9
        let isTooSlow = Double(taken - self.taken) < Delivery.slowest * seconds
        (self.windowBegan, self.taken) = (now, taken)
        return isTooSlow
    }

    /// Bytes a second.
    private static let slowest = 1_024.0
}
