import Catalogue

/// A quick opening of a large ledger owes a look through it before anything is written.
extension Season {
    /// Begins to look through the ledger, unless that is under way or was done.
    func verify() {
        guard owesVerification, verification == nil else { return }
        verification = Task { [ledger = loop.ledger, inbox = loop.inbox] in
            defer { inbox.put(.verified) }
            return try await Background.run { try ledger.verify() }
        }
    }

    /// Waits until the ledger has been looked through; throws `LedgerDistrust` when it is damaged, and nothing was written
    /// since the start.
    func assureLedger() async throws {
        verify()
        guard let task = verification else { return }
        let verdict: LedgerVerdict
        do {
            verdict = try await task.value
        } catch {
            // The storage failed, which says nothing of the ledger.
            verification = nil
            verify()
            throw error
        }
        guard verdict.isSound else { throw LedgerDistrust(findings: verdict.findings) }
        (verification, owesVerification) = (nil, false)
    }

    /// After a failure that may be the ledger's fault: throws `LedgerDistrust` when it is.
    func distrustLedger() async throws {
        do {
            try await assureLedger()
        } catch let error as LedgerDistrust {
            throw error
        } catch {
            // Nothing can be said of it.
        }
    }
}
