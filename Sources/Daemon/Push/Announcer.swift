package import Logging
package import NIOCore
import Synchronization

/// Tells hubs which feeds have changed (WebSub), behind publishing: nobody waits for a hub.
///
/// Each hub has its own turn, so that one that hangs keeps nothing from another. What changes while a hub is told, or is
/// not to be had, is told with the next try.
package final class Announcer: Sendable {
    private struct State {
        /// By hub, what it has not been told yet; a hub that is in it has a task.
        var untold: [HubAddress: Set<String>] = [:]
        var tally = PushTally()
    }

    private let state = Mutex(State())
    private let group: any EventLoopGroup
    private let logger: Logger
    private let trust: HubTrust
    private let timeout: TimeAmount
    /// The wait after the first failure; it doubles with each.
    private let pause: Duration

    /// After so many failures in a row what was to be told is given up; with a second to begin with, a quarter of an hour.
    private static let tries = 11

    /// - Parameter certificates: a file of those that hubs are believed by, in PEM; nil for the system's.
    package init(
        group: any EventLoopGroup,
        certificates: String? = nil,
        timeout: TimeAmount = .seconds(10),
        pause: Duration = .seconds(1),
        logger: Logger
    ) {
        (self.group, self.timeout, self.pause, self.logger) = (group, timeout, pause, logger)
        trust = HubTrust(file: certificates)
    }

    package var tally: PushTally { state.withLock { $0.tally } }

    /// Returns at once.
    ///
    /// - Parameter topics: the addresses of the feeds that changed.
    package func announce(_ topics: [String], to hubs: [HubAddress]) {
        guard !topics.isEmpty else { return }
        for hub in hubs {
            let isIdle = state.withLock { state in
                let isIdle = state.untold[hub] == nil
                state.untold[hub, default: []].formUnion(topics)
                return isIdle
            }
            if isIdle { Task { await tell(hub) } }
        }
    }

    private func tell(_ hub: HubAddress) async {
        var failures = 0
        while let topics = take(hub) {
            do {
                try await HubClient.tell(hub, topics: topics.sorted(), timeout: timeout, trust: trust, group: group)
                failures = 0
                state.withLock { $0.tally.told += 1 }
                logger.info("told a hub what changed", metadata: ["hub": "\(hub.text)", "feeds": "\(topics.count)"])
            } catch {
                failures += 1
                state.withLock { $0.tally.failed += 1 }
                guard failures < Announcer.tries else {
                    failures = 0
                    logger.error(
                        "a hub was not told what changed, given up: \(error)",
                        metadata: ["hub": "\(hub.text)"]
                    )
                    continue
                }
                state.withLock { $0.untold[hub, default: []].formUnion(topics) }
                let wait = pause * (1 << (failures - 1))
                logger.warning(
                    "a hub was not told what changed, trying again in \(wait): \(error)",
                    metadata: ["hub": "\(hub.text)"]
                )
                try? await Task.sleep(for: wait)
            }
        }
    }

    /// What a hub has not been told yet; nil ends its task.
    private func take(_ hub: HubAddress) -> Set<String>? {
        state.withLock { state in
            guard let topics = state.untold[hub], !topics.isEmpty else {
                state.untold[hub] = nil
                return nil
            }
            state.untold[hub] = []
            return topics
        }
    }
}

/// How often hubs were told what changed, since the start.
package struct PushTally: Sendable, Hashable {
    package var told = 0
    package var failed = 0

    package init() {}
}
