import Catalogue
import Logging
import Syndication

/// Serving what was published while the state can't be written: no id is given, nothing is let go.
extension Season {
    /// How often it is looked whether the state can be written again.
    private static let frozenDelay: Duration = .seconds(60)

    func beginFrozen(_ reason: String) async throws {
        guard try loop.catalogue.read({ try $0.count() }) > 0 else {
            throw StateError("\(reason); but nothing had been published")
        }
        logger.critical("\(reason)")
        trouble = reason
        try await publish(isSynced: true)
        nextLook = ContinuousClock.now + Season.frozenDelay
        try updateStatus()
        await outlets.didStart(loop.board.current)
    }

    /// Refuses every order but that for the status.
    func handleFrozen(_ contents: Inbox.Contents) throws {
        let error = OrderError(trouble ?? "the state can't be written")
        for order in contents.orders {
            switch order {
            case .refresh(let reply): reply(.failure(error))
            case .reload(let reply):
                LogPart.service.logger.error("configuration not reloaded: \(error)")
                reply(.failure(error))
            case .retract(_, let reply): reply(.failure(error))
            case .verified, .checked: break
            case .follow, .ping, .report: break
            case .logStatus:
                try updateStatus()
                LogPart.service.logger.notice("status: \(loop.board.current.line)")
            }
        }
        guard ContinuousClock.now >= nextLook else { return }
        nextLook = ContinuousClock.now + Season.frozenDelay
        let thawed = "\(loop.state.path): can be written again; restart sower, so that it takes in what is new"
        if loop.state.obstacle == nil, trouble != thawed {
            logger.critical("\(thawed)")
            trouble = thawed
            try updateStatus()
        }
    }
}
