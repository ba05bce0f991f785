import Catalogue
import Logging
import Syndication

extension Season {
    /// An edition that is served already, and what is to be told of it once its feeds have been found to be sound.
    struct Unchecked {
        var edition: Edition
        /// Paths of feeds that were altered since the last sound edition.
        var altered: Set<String>
    }

    /// So long what nobody waits for is left alone behind an edition, so that the processors are there for those who fetch it.
    private static let breath: Duration = .milliseconds(20)

    /// Makes the next edition and hands it out.
    ///
    /// - Parameter isSynced: false where the ledger was synced since the edition before.
    func publish(isSynced: Bool) async throws {
        let now = wallClock()
        let changes = maker.changes
        let edition = try maker.make(of: plan.site, now: now, isSynced: isSynced, isPreliminary: isFilling)
        await outlets.publish(edition)
        nextCatchUp = .now + Season.breath
        // What is published again at a start changed when its bytes did, and with the same bytes nothing has changed.
        if !isServing { lastChange = maker.changes.values.max() } else if maker.changes != changes { lastChange = now }
        nameUnshown()
        if !isServing {
            isServing = true
            await outlets.didPublishFirst()
        }
        let feeds = Set(maker.formats.map { "/" + $0.fileName })
        let altered = (unchecked?.altered ?? []).union(maker.altered.filter(feeds.contains))
        unchecked = Unchecked(edition: edition, altered: altered)
        if isStarted {
            if !isChecking { startCheck() }
        } else {
            await noteCheck(of: edition.number, EditionMaker.fault(in: edition))
        }
    }

    /// Every entry was parsed where it will stand before it was taken into a feed; that the whole parses too is seen behind,
    /// since nobody should wait for it.
    private func startCheck() {
        guard let edition = unchecked?.edition else { return }
        isChecking = true
        Background.submitLater { [inbox = loop.inbox] in
            inbox.put(.checked(edition: edition.number, fault: EditionMaker.fault(in: edition)))
        }
    }

    /// Tells the hubs of a sound edition, and goes back to the one before from one that is not; an edition that came meanwhile
    /// is checked next.
    func noteCheck(of number: UInt64, _ fault: String?) async {
        isChecking = false
        guard let now = unchecked else { return }
        guard now.edition.number == number else { return startCheck() }
        unchecked = nil
        if let fault {
            logger.critical("edition \(number) holds a feed that does not parse, back to the one before: \(fault)")
            if let lastGood { await outlets.publish(lastGood) }
        } else {
            lastGood = now.edition
            outlets.didChange(now.altered.sorted(), plan.site)
        }
    }

    /// Says which accepted articles no feed shows.
    private func nameUnshown() {
        defer { accepted = [] }
        let unshown = accepted.filter { !maker.shown.contains($0.number) }
        guard !unshown.isEmpty else { return }
        let reason = "accepted, but in no feed: \(plan.site.entries) articles are newer"
        if accepted.count > 20 {
            logger.info("\(unshown.count) articles \(reason)")
        } else {
            for row in unshown { logger.info("\(reason)", metadata: ["path": "\(row.path)"]) }
        }
    }
}
