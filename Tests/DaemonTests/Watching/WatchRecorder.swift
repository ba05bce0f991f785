import Synchronization
import Testing

@testable import Daemon

/// Keeps what a watcher says.
final class WatchRecorder: Sendable {
    private let heard = Mutex<[WatchEvent]>([])

    var events: [WatchEvent] {
        heard.withLock { $0 }
    }

    func record(_ events: [WatchEvent]) {
        heard.withLock { $0 += events }
    }

    /// What was said since the last call.
    func take() -> [WatchEvent] {
        heard.withLock { heard in
            defer { heard = [] }
            return heard
        }
    }

    /// Waits until an event has been said, and answers all that was said up to then; a failure after 90 seconds.
    @discardableResult
    func wait(for event: WatchEvent) async throws -> [WatchEvent] {
        try await wait("\(event)") { $0.contains(event) }
    }

    @discardableResult
    func wait(_ what: String, until condition: ([WatchEvent]) -> Bool) async throws -> [WatchEvent] {
        let deadline = ContinuousClock.now + .seconds(90)
        while ContinuousClock.now < deadline {
            let events = self.events
            if condition(events) { return events }
            try await Task.sleep(for: .milliseconds(2))
        }
        Issue.record("never heard \(what), but \(events)")
        throw CancellationError()
    }
}

/// A seeds folder on disk with a watcher that is heard by a recorder.
struct WatchedSeeds {
    let disk: SeedsOnDisk
    let recorder = WatchRecorder()
    let watcher: Watcher

    init(_ disk: SeedsOnDisk) async throws {
        self.disk = disk
        watcher = Watcher(folder: disk.folder) { [recorder] in recorder.record($0) }
        try await start()
    }

    init() async throws {
        try await self.init(SeedsOnDisk())
    }

    /// All tests share the user's inotify instances, so one may have to wait for its own.
    func start() async throws {
        let deadline = ContinuousClock.now + .seconds(90)
        while watcher.start() != .inotify {
            try #require(ContinuousClock.now < deadline, "\(watcher.mode)")
            try await Task.sleep(for: .milliseconds(2))
        }
    }

    /// All that was said up to now: writes a file and waits to hear of it.
    func hear() async throws -> [WatchEvent] {
        let mark = "mark.txt"
        try disk.write(mark)
        try await recorder.wait(for: .written(mark))
        return recorder.take().filter { $0 != .written(mark) }
    }
}
