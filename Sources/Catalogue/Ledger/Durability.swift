import Synchronization

/// When a write to the ledger is on the disk.
///
/// One whose process is killed is lost in no case.
package enum Durability: Sendable {
    /// When it returns.
    case atOnce
    /// When `Ledger.sync` returns, which may wait for the disk beside whoever goes on with it.
    case bySync
    /// With the next write that is: for what a power cut may take.
    case byTheNext
}

/// How far what was written is on the disk.
///
/// One task writes; anyone may wait.
final class DurabilityRecord: Sendable {
    private struct State {
        /// Counts what has to be brought there.
        var written: UInt64 = 0
        var synced: UInt64 = 0
    }

    private let state = Mutex(State())
    /// Held by whoever waits for the disk; whether that failed the last time.
    private let waiting = Mutex(false)

    /// Something was written that `settle` has to bring to the disk.
    func noteWritten() { state.withLock { $0.written += 1 } }

    /// The disk was waited for with a later write, and has all that was written; but for what it failed at before.
    func noteSynced() {
        waiting.withLock { hasFailed in
            if !hasFailed { state.withLock { $0.synced = $0.written } }
        }
    }

    /// Returns when all that was noted as written before the call is on the disk.
    ///
    /// - Parameter bring: brings all there; told whether the last one failed: then the kernel may have forgotten what it could not
    ///   write, and would say that all is there (fsync(2), “EIO”), so it must be written anew.
    func settle(_ bring: (_ isAnew: Bool) throws -> Void) throws {
        guard state.withLock({ $0.synced < $0.written }) else { return }
        try waiting.withLock { hasFailed in
            let (written, synced) = state.withLock { ($0.written, $0.synced) }
            guard synced < written else { return }
            do {
                try bring(hasFailed)
            } catch {
                hasFailed = true
                throw error
            }
            hasFailed = false
            state.withLock { $0.synced = max($0.synced, written) }
        }
    }
}
