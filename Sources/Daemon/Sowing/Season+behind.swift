import Catalogue
import Logging
import Syndication

/// What nobody waits for.
extension Season {
    var isCatchingUp: Bool {
        (hasUnindexed || sowing.isIndexLoose || isStatusStale) && trouble == nil && loop.frozen == nil
    }

    /// Does what nobody waits for, while nothing else is to be done.
    func catchUp() async {
        do {
            if isStatusStale { return try updateStatus() }
            hasUnindexed = try sowing.catchUp()
            guard !hasUnindexed else { return wasLong = true }
            if wasLong {
                // What was found meanwhile is remembered until the next edition.
                if let lastGood, unchecked == nil { await outlets.publish(lastGood) }
            }
            // Once more behind the merging of what was much.
            if wasLong || !sowing.isIndexLoose && wasLoose { giveBack(atOnce: !waiting.isEmpty) }
            wasLoose = sowing.isIndexLoose && (wasLong || wasLoose)
            wasLong = false
            outlets.didIndex()
            answer()
        } catch {
            miss(error)
        }
    }

    /// Gives back the memory that long work took.
    ///
    /// - Parameter atOnce: where somebody waited for that work, who may look at what it has left.
    func giveBack(atOnce: Bool) {
        let work: @Sendable () -> Void = { [loop] in
            loop.ledger.releaseMemory()
            loop.catalogue.releaseMemory()
            Memory.giveBack()
        }
        // Otherwise not here: it takes tens of milliseconds and waits for whoever reads, and an article may come meanwhile.
        if atOnce { work() } else { Background.submit(work) }
    }

    /// Plans a backup for a change that is in none, and starts one that is due.
    func scheduleBackup() throws {
        guard followed == nil else { return }
        let now = ContinuousClock.now
        let revision = try loop.ledger.readAsWriter { try $0.revision() }
        guard keeper.revision != revision else {
            nextBackup = nil
            if try loop.catalogue.readAsWriter({ try $0.fact("backupRevision") }) != String(revision) {
                try loop.catalogue.write { try $0.setFact("backupRevision", String(revision)) }
            }
            return
        }
        if let due = nextBackup, due > now { return }
        if nextBackup != nil { keeper.start() }
        nextBackup = now + BackupKeeper.delay
    }
}
