import Catalogue
import Logging
import Syndication

extension Season {
    /// Takes over a new configuration, all of it or nothing; false when it was bad, and the reply is given.
    func reload(_ reply: @escaping Order.Reply<ReloadReport>) -> Bool {
        let next: SowingLoop.Plan
        outlets.willReload()
        do {
            next = try outlets.reload()
        } catch {
            LogPart.service.logger.error("configuration not reloaded, the one before stays in force: \(error)")
            lastReload = event("\(error)", succeeded: false)
            outlets.didReload()
            reply(.failure(OrderError("configuration not reloaded: \(error)")))
            return false
        }
        plan = next
        sowing.settings = next.sowing
        loop.source.use(next.site)
        maker.forget()
        hasNewPlan = true
        let note =
            next.restartNeeded.isEmpty ? "" : "; only after a restart: \(next.restartNeeded.joined(separator: ", "))"
        LogPart.service.logger.notice("configuration reloaded\(note)")
        lastReload = event("reloaded\(note)", succeeded: true)
        unanswered.append { [outlets] result in
            outlets.didReload()
            reply(result.map { ReloadReport(refresh: $0, restartNeeded: next.restartNeeded) })
        }
        return true
    }

    /// Withdraws by order, or lets go what the brake holds, and publishes.
    func retract(_ target: RetractTarget, _ reply: Order.Reply<RetractReport>) async throws {
        if let followed {
            return reply(.failure(OrderError("nothing is withdrawn here: this daemon follows \(followed.path)")))
        }
        try await assureLedger()
        let now = wallClock()
        let absence = plan.sowing.absence
        let rows: [LedgerRow]
        switch target {
        case .missing:
            rows = try loop.ledger.write { try absence.release(in: $0, now: now) }
        case .article(let name):
            guard let row = try article(named: name) else {
                return reply(.failure(OrderError("\(name): no article has this path or id")))
            }
            guard row.state != .withdrawn else {
                return reply(.failure(OrderError("\(name): withdrawn already")))
            }
            rows = [try loop.ledger.write { try absence.withdraw(row, in: $0, now: now) }]
            try loop.catalogue.write { catalogue in
                for var seed in try catalogue.seeds(article: row.number) {
                    seed.outcome = .withdrawn
                    try catalogue.put(seed)
                }
            }
        }
        try sowing.drop(rows)
        try sowing.followLedger()
        for row in rows {
            logger.notice("article withdrawn by order", metadata: ["path": "\(row.path)", "title": "\(row.title)"])
        }
        if !rows.isEmpty { try await publish(isSynced: false) }
        try updateStatus()
        reply(.success(RetractReport(withdrawn: rows.map { "\($0.path): \($0.title)" })))
    }

    private func article(named name: String) throws -> LedgerRow? {
        if let id = PermanentID(name), let row = try loop.ledger.read({ try $0.article(id: id) }) { return row }
        let root = loop.folder.path + "/"
        let path = name.hasPrefix(root) ? String(name.dropFirst(root.count)) : name
        if let number = try loop.catalogue.read({ try $0.seed(path: path)?.article }) {
            return try loop.ledger.read { try $0.article(number: number) }
        }
        return try loop.ledger.read { ledger in
            let here = try ledger.articles(path: path)
            return here.first { $0.state == .live } ?? here.first
        }
    }
}
