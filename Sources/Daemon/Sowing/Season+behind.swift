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
            if wasLong || !sowing.isIndexLoose && wasLoose { giveBack() }
            wasLoose = sowing.isIndexLoose && (wasLong || wasLoose)
            wasLong = false
            outlets.didIndex()
            answer()
        } catch {
            miss(error)
        }
    }

    /// Gives back the memory that long work took.
    func giveBack() {
        loop.ledger.releaseMemory()
        loop.catalogue.releaseMemory()
        // Not here: it takes tens of milliseconds, and an article may come meanwhile.
        Background.submit { Memory.giveBack() }
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
