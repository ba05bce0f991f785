import Catalogue
import Logging
import Syndication

/// Following a ledger that another daemon keeps.
extension Season {
    /// Whether the ledger that is followed is to be looked at now: by order, or since the last time failed.
    func asksToFollow(_ contents: Inbox.Contents) -> Bool {
        guard followed != nil else { return false }
        return trouble != nil
            || contents.orders.contains { order in
                switch order {
                case .follow, .refresh, .reload: true
                case .retract, .ping, .report, .logStatus, .verified, .checked: false
                }
            }
    }

    /// Takes over what that ledger says now; true when so much of it is different that the folder must be read again.
    ///
    /// One that can't be read is named in log and status, once, and the last good one stays in force. Throws what storage
    /// fails with; then it is to be called again.
    func follow() throws -> Bool {
        guard let before = followed.map(\.problem) else { return false }
        do {
            if let news = try followed?.take(into: loop.ledger, now: wallClock()) { unaligned = news.after(unaligned) }
        } catch let error as StateError {
            if followed?.problem != before { logger.error("the ledger that is followed stays as it was: \(error)") }
        }
        if before != nil, followed?.problem == nil { logger.notice("the ledger that is followed can be read again") }
        guard let news = unaligned else { return false }
        var isWhole = false
        switch news {
        case .whole:
            isWhole = true
            try sowing.alignWithFollowed()
        case .articles(let numbers):
            let now = ContinuousClock.now
            for path in try sowing.alignWithFollowed(numbers) { quiet.add(path, now: now) }
        }
        logger.debug("took over the ledger that is followed", metadata: ["news": "\(news)"])
        unaligned = nil
        // An edition is due although no seed changed: dates may have.
        hasNewPlan = true
        return isWhole
    }

    /// What the status says of it.
    var following: StatusReport.Following? {
        followed.map { .init(ledger: $0.path, taken: $0.taken?.rfc3339, problem: $0.problem) }
    }
}

extension FollowedLedger.News {
    /// Together with what came before it.
    func after(_ former: FollowedLedger.News?) -> FollowedLedger.News {
        switch (former, self) {
        case (nil, _), (_, .whole): self
        case (.whole, _): .whole(isOtherSite: false)
        case (.articles(let numbers), .articles(let more)): .articles(numbers + more)
        }
    }
}
