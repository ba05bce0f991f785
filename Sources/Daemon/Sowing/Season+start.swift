import Catalogue
import Logging
import Syndication

extension Season {
    /// Publishes what is known, then reads what is new.
    ///
    /// Throws `LedgerDistrust` when what went wrong is the ledger's fault.
    func begin() async throws {
        do {
            try await start()
        } catch let error as CancellationError {
            throw error
        } catch {
            try await distrustLedger()
            throw error
        }
    }

    private func start() async throws {
        for incident in loop.incidents {
            LogPart.ledger.logger.log(level: incident.isLoss ? .critical : .notice, "\(incident)")
        }
        if let reason = loop.frozen { return try await beginFrozen(reason) }
        owesVerification = !loop.ledger.isNew
        if unaligned != nil {
            try sowing.alignWithFollowed()
            unaligned = nil
        } else if try !sowing.isAligned() {
            try await assureLedger()
            try sowing.alignCatalogue()
        }
        if followed != nil { _ = try sowing.forgetUnnamed() }
        if try loop.catalogue.read({ try $0.fact("filling") }) == "1" { try fill(true) }
        // What was published before is served at once; a first start reads first, so that nobody sees half a feed.
        if try loop.catalogue.read({ try $0.count() }) > 0 { try await publish(isSynced: true) }
        let isFirst = !isServing
        do {
            try await readFirst()
        } catch {
            guard isServing, !(error is CancellationError), !(error is LedgerDistrust) else { throw error }
            miss(error)
        }
        // Before the ledger is looked through, for whose end it would wait.
        giveBack(atOnce: isFirst)
        // Not before: what nothing is written to need not be waited for by what compares the folder.
        verify()
        isStarted = true
        try updateStatus()
        await outlets.didStart(loop.board.current)
    }

    private func readFirst() async throws {
        // Those whose moment came while nobody watched are due at once.
        var report = try await reconcile() + takeDue()
        // Files written just now are whole in a moment; a first edition waits for them, but not for one that never ends.
        let limit = ContinuousClock.now + Quiet.limit
        while let due = quiet.nextDue, due < limit, !Task.isCancelled {
            try? await Task.sleep(until: due, clock: .continuous)
            report = report + (try await takeDue())
        }
        if !isServing { try await publish(isSynced: true) }
        lastRefresh = event(report.line, succeeded: true)
        try scheduleBackup()
    }
}
