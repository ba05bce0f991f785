import Foundation
import Testing

@Suite("Idling")
struct IdleTests {
    /// How long it is watched; a minute shows the most.
    private static let seconds = ProcessInfo.processInfo.environment["SOWER_IDLE"].flatMap { Double($0) } ?? 10

    /// One system call of one thread.
    private struct Call {
        let thread: Substring
        let time: Double
        let text: Substring
    }

    @Test("Nothing wakes it but its look at the folder each fifteen seconds, and Dispatch's own tick")
    func idle() async throws {
        let place = try Place()
        try place.write(SeedText.many(20))
        let daemon = try await SowerDaemon(place)
        try await daemon.refresh()
        // The backup of what came at the start is made first, and threads that it needed have ended.
        try await eventually("the ledger is backed up", within: .seconds(60), every: .seconds(1)) {
            try await daemon.metric("sower_last_backup_success") == 1
        }
        let process = try await daemon.status().process
        let threads = try threads(of: process)
        try await eventually("it rests", within: .seconds(60), every: .milliseconds(500)) {
            // Dispatch ends a thread that had nothing to do for five seconds.
            try self.threads(of: process).isSubset(of: threads) && self.threads(of: process).count < threads.count
        }
        _ = try await place.run(
            "timeout",
            ["\(IdleTests.seconds)", "strace", "-f", "-ttt", "-o", place.root + "/strace", "-p", "\(process)"],
            within: .seconds(IdleTests.seconds + 30)
        )
        let calls = place.text("strace").split(separator: "\n").compactMap { line -> Call? in
            let parts = line.split(separator: " ", maxSplits: 2, omittingEmptySubsequences: true)
            guard parts.count == 3, let time = Double(parts[1]) else { return nil }
            return Call(thread: parts[0], time: time, text: parts[2])
        }
        let wakes = wakes(calls)
        let ticks = wakes.filter { $0.allSatisfy(isTick) }
        let looks = wakes.filter { wake in
            wake.contains { $0.text.hasPrefix("openat(") && $0.text.contains(place.seeds) }
        }
        let ends = wakes.filter { wake in wake.contains { $0.text.contains("exit(") || $0.text.hasPrefix("madvise") } }
        print(
            "idle for \(IdleTests.seconds) s: \(ticks.count) ticks of Dispatch, \(looks.count) looks, \(calls.count) calls"
        )
        #expect(Double(ticks.count) <= IdleTests.seconds * 1.1 + 2)
        #expect(Double(looks.count) <= IdleTests.seconds / 15 + 1)
        let others = wakes.count - ticks.count - looks.count - ends.count
        #expect(others <= looks.count, "\(wakes.filter { !$0.allSatisfy(isTick) }.map { $0.map(\.text) })")
        #expect(try await daemon.terminate() == 0)
    }

    /// Calls that follow each other without a pause, after the ones in which all threads were found waiting.
    private func wakes(_ calls: [Call]) -> [[Call]] {
        var wakes: [[Call]] = []
        var last = -Double.infinity
        for call in calls where !call.text.contains("<unfinished") || call.time > (calls.first?.time ?? 0) + 0.05 {
            if call.time - last > 0.02 { wakes.append([]) }
            wakes[wakes.count - 1].append(call)
            last = call.time
        }
        return wakes
    }

    /// Dispatch looks after its threads once a second, from a timer of its own that nothing here asks for.
    private func isTick(_ call: Call) -> Bool {
        ["timerfd_settime", "epoll_ctl", "epoll_wait", "<... epoll_wait"].contains { call.text.hasPrefix($0) }
    }

    private func threads(of process: Int32) throws -> Set<String> {
        Set(try FileManager.default.contentsOfDirectory(atPath: "/proc/\(process)/task"))
    }
}
