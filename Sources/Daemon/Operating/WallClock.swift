import Glibc
package import Syndication

/// The time of day, in whole seconds (time(2)).
func wallClock() -> Timestamp { .now }

extension Timestamp {
    /// The time of day (time(2)).
    package static var now: Timestamp { Timestamp(seconds: Int64(time(nil))) }
}

/// The time of day in nanoseconds since the epoch (clock_gettime(2)).
func wallClockNanoseconds() -> Int64 {
    var now = timespec()
    clock_gettime(CLOCK_REALTIME, &now)
    return Int64(now.tv_sec) * 1_000_000_000 + Int64(now.tv_nsec)
}
