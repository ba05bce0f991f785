import Syndication

/// Lets the first events of a kind through in each window of time, and counts the rest.
///
/// Bounded memory: kinds are places in the source, and of each at most `perPlace` texts are remembered.
struct FloodGate {
    /// What one statement of the source logs.
    struct Place: Hashable {
        var file: String
        var line: UInt
    }

    /// What was held back of a place in a window that is over.
    struct Summary: Equatable {
        var record: LogRecord
        var count: Int
    }

    private struct Window {
        var start: Int64
        var passed = 0
        var texts: [Int: Int] = [:]
        var held = 0
        var last: LogRecord?
    }

    /// Seconds.
    let length: Int64
    /// So many events of one place pass.
    let perPlace: Int
    /// So many with the same text pass.
    let perText: Int
    private var windows: [Place: Window] = [:]

    init(length: Int64 = 60, perPlace: Int = 50, perText: Int = 3) {
        (self.length, self.perPlace, self.perText) = (length, perPlace, perText)
    }

    /// Whether the event passes; what it ends the window of is returned too, to be logged before it.
    mutating func admit(_ record: LogRecord, from place: Place) -> (passes: Bool, summary: Summary?) {
        let now = record.time.seconds
        var window = windows[place] ?? Window(start: now)
        var summary: Summary?
        // A clock that was set back ends a window as well.
        if !(window.start..<(window.start + length)).contains(now) {
            summary = FloodGate.summary(of: window)
            window = Window(start: now)
        }
        defer { windows[place] = window }
        var hasher = Hasher()
        hasher.combine(record.message)
        hasher.combine(record.fields)
        let text = hasher.finalize()
        if window.passed < perPlace, window.texts[text, default: 0] < perText {
            window.passed += 1
            window.texts[text, default: 0] += 1
            return (true, summary)
        }
        window.held += 1
        window.last = record
        return (false, summary)
    }

    /// Ends the windows that are over, or all of them; returns what was held back in them.
    mutating func close(at now: Int64?) -> [Summary] {
        let ended = windows.filter { now == nil || $0.value.start + length <= now ?? 0 }
        for place in ended.keys { windows[place] = nil }
        return ended.values.compactMap(FloodGate.summary).sorted { $0.record.message < $1.record.message }
    }

    /// Whether something is held back and waits to be summed up.
    var holdsAnything: Bool { windows.values.contains { $0.held > 0 } }

    private static func summary(of window: Window) -> Summary? {
        window.last.map { Summary(record: $0, count: window.held) }
    }
}
