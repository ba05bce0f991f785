import Dispatch
import Synchronization

/// Hears what happens in the seeds folder, with inotify(7), and says it in order and in batches.
///
/// Losing events or the tree is never silent: each such case is an event that says what to scan.
package final class Watcher: Sendable {
    private struct State {
        var lookout: Lookout?
        var source: (any DispatchSourceRead)?
        var mode = WatchMode.degraded("not started")
    }

    private let folder: SeedFolder
    private let handler: @Sendable ([WatchEvent]) -> Void
    /// The handler runs here, so suspending it lets the kernel's queue fill.
    let queue = DispatchQueue(label: "sower.watching")
    private let state = Mutex(State())

    /// - Parameter handler: called on the watcher's own queue, one batch after another; must not wait for anything.
    package init(folder: SeedFolder, handler: @escaping @Sendable ([WatchEvent]) -> Void) {
        self.folder = folder
        self.handler = handler
    }

    deinit {
        stop()
    }

    package var mode: WatchMode {
        state.withLock { $0.mode }
    }

    /// Begins, or begins anew; the whole tree is watched when it returns, so a scan that follows misses nothing.
    ///
    /// Takes one system call a folder and lists each. When degraded, what can be watched is watched all the same.
    @discardableResult
    package func start() -> WatchMode {
        state.withLock { state in
            begin(&state)
            return state.mode
        }
    }

    /// Says no more once it returns, except for a batch that is being handled.
    package func stop() {
        state.withLock { Self.end(&$0, .degraded("stopped")) }
    }

    private func begin(_ state: inout State) {
        Self.end(&state, .degraded("not started"))
        do {
            let lookout = try Lookout(over: folder)
            let inotify = lookout.inotify
            let source = DispatchSource.makeReadSource(fileDescriptor: inotify.descriptor.number, queue: queue)
            source.setEventHandler { [weak self] in self?.drain(inotify) }
            // Dispatch wants the descriptor open until it has let go of it.
            source.setCancelHandler { withExtendedLifetime(inotify) {} }
            source.activate()
            state = State(lookout: lookout, source: source, mode: Self.mode(of: lookout))
        } catch {
            state.mode = .degraded(error.reason)
        }
    }

    private static func end(_ state: inout State, _ mode: WatchMode) {
        state.source?.cancel()
        state = State(mode: mode)
    }

    private static func mode(of lookout: Lookout) -> WatchMode {
        lookout.fault.map { .degraded($0.reason) } ?? .inotify
    }

    /// Batches read before the handler hears of them; the source fires again while more wait.
    private static let rounds = 16

    private func drain(_ inotify: Inotify) {
        var news: [WatchEvent] = []
        for _ in 0..<Self.rounds {
            let (more, isDone) = state.withLock { state in
                guard state.lookout?.inotify === inotify else { return ([WatchEvent](), true) }
                do {
                    let bytes = try inotify.read()
                    return (take(bytes, &state), bytes.isEmpty)
                } catch {
                    begin(&state)
                    return ([rescan("inotify can't be read: \(error)", state)], true)
                }
            }
            news += more
            if isDone { break }
        }
        if !news.isEmpty { handler(news) }
    }

    /// Takes bytes as if the kernel had sent them, on the watcher's queue.
    func receive(_ bytes: [UInt8]) {
        queue.sync {
            let news = state.withLock { take(bytes, &$0) }
            if !news.isEmpty { handler(news) }
        }
    }

    private func take(_ bytes: [UInt8], _ state: inout State) -> [WatchEvent] {
        // Taken out, so that the tree isn't copied when it is changed.
        guard !bytes.isEmpty, var lookout = state.lookout.take() else { return [] }
        let (news, end) = lookout.absorb(Inotify.events(in: bytes))
        switch end {
        case nil:
            state.mode = Self.mode(of: lookout)
            state.lookout = lookout
            return news
        case .eventsLost(let reason):
            do {
                try lookout.renew()
                state.mode = Self.mode(of: lookout)
                state.lookout = lookout
            } catch {
                Self.end(&state, .degraded(error.reason))
            }
            return news + [rescan(reason, state)]
        case .rootLost(let reason):
            Self.end(&state, .degraded(reason))
            return news + [.rootLost(reason)]
        }
    }

    /// Asks for a scan after a new beginning, or says that there was none.
    private func rescan(_ reason: String, _ state: State) -> WatchEvent {
        guard state.lookout == nil, case .degraded(let trouble) = state.mode else { return .rescan(reason) }
        return folder.identity() == nil
            ? .rootLost(trouble) : .rescan("\(reason); nothing is watched now: \(trouble)")
    }
}
