import Catalogue
import Logging
import Syndication

extension Season {
    func loseFolder(_ reason: String) {
        watcher.stop()
        if !isAway {
            logger.error(
                "the seeds folder is gone: \(reason); feeds stay as they are until it returns",
                metadata: ["folder": "\(loop.folder.path)"]
            )
        }
        isAway = true
        identity = nil
        quiet = Quiet()
        drift.forgive()
        nextLook = ContinuousClock.now + Season.fastLook
    }

    /// Reads the whole folder and takes what differs; the report says what came of it.
    func reconcile() async throws -> RefreshReport {
        let began = ContinuousClock.now
        let wasHeard = hearsEverything
        watch()
        defer {
            scheduleLook()
            scheduleReconcile()
            hasLostEvents = false
        }
        let differences: Sowing.Differences
        do {
            differences = try sowing.differences(freshSince: wallClockNanoseconds() - Season.freshness)
        } catch let error as FolderError {
            loseFolder("\(error.reason)")
            return try await take([], isFolderSuspect: true)
        }
        let isOtherDevice = try expectedDevice().map { $0 != differences.identity.device } ?? false
        if isAway { logger.notice("the seeds folder is back") }
        isAway = false
        if wasHeard, hearsEverything, identity == differences.identity {
            suspect(differences.unheard)
        }
        identity = differences.identity
        lastReconcile = StatusReport.Reconcile(
            time: wallClock().rfc3339,
            milliseconds: Season.milliseconds(ContinuousClock.now - began),
            seeds: differences.seeds,
            differences: differences.unheard.count
        )
        for path in differences.fresh { quiet.add(path, afterQuietFrom: ContinuousClock.now) }
        let report = try await take(differences.paths, isFolderSuspect: isOtherDevice)
        if sowing.owesAbsences {
            for path in try sowing.markAbsent() { quiet.add(path, now: ContinuousClock.now) }
            try sowing.followLedger()
            sowing.owesAbsences = false
        }
        if isOtherDevice {
            // What is missing on it is held now, article by article; from here on it is the folder.
            logger.warning("the seeds folder is on another device than before")
        }
        try loop.catalogue.write { try $0.setFact("device", String(differences.identity.device)) }
        return report
    }

    private func expectedDevice() throws -> UInt64? {
        try loop.catalogue.read { try $0.fact("device") }.flatMap { UInt64($0) }
    }

    /// Takes what has been quiet for long enough, and what the clock has made due.
    func takeDue() async throws -> RefreshReport {
        let due = quiet.takeDue(now: ContinuousClock.now)
        guard loop.folder.identity() == identity, identity != nil else {
            nextLook = ContinuousClock.now
            return RefreshReport()
        }
        let scheduled = try loop.catalogue.readAsWriter { try $0.dueSeeds(at: wallClock()) }.map(\.path)
        return try await take(due.map { ($0, nil) }, forced: scheduled)
    }

    /// One pass, published when it changed anything.
    private func take(
        _ paths: [(path: String, sighting: Sighting?)],
        forced: [String] = [],
        isFolderSuspect: Bool = false
    ) async throws -> RefreshReport {
        // Where nothing will be written, nobody has to wait for it.
        let mayWrite = try !paths.isEmpty || !forced.isEmpty || isFolderSuspect || isAbsenceDue()
        if mayWrite { try await assureLedger() }
        let outcome = try await sowing.pass(
            paths,
            forced: forced,
            vanishing: quiet.removals,
            now: wallClock(),
            isFolderSuspect: isFolderSuspect,
            isBusy: quiet.nextDue != nil,
            keeping: plan.site.entries,
            onProgress: { done, all in
                outlets.progress(done, all)
                loop.pulse.beat()
            },
            afterSurvey: {
                // What is not hot lacks most articles until all are stored: better late than wrong.
                if !isServing { try fill(true) }
                try await publish(isSynced: true)
            },
            // A feed that is being read already grows in steps; a first one is shown whole.
            afterBatch: { if isServing { try? await publish(isSynced: false) } }
        )
        hasUnindexed = true
        // A folder that is away says nothing of what is still to be stored.
        if isFilling, !isFolderSuspect {
            try fill(false)
            // Whatever this pass changed, what is shown now is whole.
            hasNewPlan = true
        }
        accepted += outcome.accepted
        let changes = isServing ? changeTimes(of: outcome.accepted) : []
        for path in outcome.unsettled {
            quiet.add(path, afterQuietFrom: ContinuousClock.now)
            // Whoever waits for what led here waits for what follows from it.
            for index in waiting.indices { waiting[index].paths.insert(path) }
        }
        if outcome.newlyHeld > 0 {
            logger.error(
                """
                \(outcome.newlyHeld) articles vanished together: nothing is retracted until their seeds return or \
                “sower retract --missing” lets them go
                """
            )
        }
        let isDue = maker.nextDue.map { $0 <= wallClock() } ?? false
        if isServing, outcome.hasChanged || isDue || hasNewPlan {
            try await publish(isSynced: !outcome.hasChanged || hasNewPlan)
        }
        freshness.add(changes.map { Double(max(0, wallClockNanoseconds() - $0)) / 1e9 })
        hasNewPlan = false
        return outcome.report
    }

    private func isAbsenceDue() throws -> Bool {
        let due = try loop.ledger.readAsWriter { try plan.sowing.absence.nextDue(in: $0) }
        return due.map { $0 <= wallClock() } ?? false
    }

    /// Notes whether the catalogue still lacks most of what the ledger has: a start that is broken off goes on with it.
    func fill(_ isFilling: Bool) throws {
        try loop.catalogue.write { try $0.setFact("filling", isFilling ? "1" : "0") }
        self.isFilling = isFilling
        loop.source.fill(isFilling)
    }
}
