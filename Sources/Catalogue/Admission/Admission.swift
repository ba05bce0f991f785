package import Syndication

/// Decides, inside one ledger transaction, which article a seed is: one that is known, or a new one.
package struct Admission {
    let ledger: LedgerTransaction
    let now: Timestamp
    let zone: Zone
    /// Where the publisher's own site has its articles, for finding them in an imported feed.
    let links: LinkPattern?
    /// The numbers of new articles that are published at first sight, in the order in which they came.
    var arrivals: [Int64] = []
    /// What the ledger holds of those.
    var arrived: [Int64: LedgerRow] = [:]
    /// By a day's noon, the second at which to look for the next free one.
    var nextSeconds: [Timestamp: Timestamp] = [:]
    /// Whether entries of an imported feed wait for their articles; asked once.
    var expectsImports: Bool?
    /// Articles whose seed now holds another one.
    package internal(set) var displaced: [LedgerRow] = []

    package enum Decision {
        case new(LedgerRow)
        /// Known; `isChanged` when subscribers should hear of the change.
        case known(LedgerRow, isChanged: Bool)
        case scheduled(Timestamp)
        /// The same article as that of another seed, which is still there.
        case duplicate(LedgerRow)
        case withdrawn(LedgerRow)
    }

    package init(_ ledger: LedgerTransaction, now: Timestamp, zone: Zone, links: LinkPattern? = nil) {
        (self.ledger, self.now, self.zone, self.links) = (ledger, now, zone, links)
    }

    /// Decides for one seed and writes what follows into the ledger.
    ///
    /// A row that stays as it is is not written, so that the ledger's revision stays too.
    ///
    /// - Parameters:
    ///   - marks: the article's; made here when nobody has made them off the writer before.
    ///   - source: the digest of the seed's bytes.
    ///   - isPresent: whether an article's own seed is still there under its path.
    package mutating func admit(
        _ article: Article,
        marks: ArticleMarks? = nil,
        path: String,
        source: Digest,
        isPresent: (LedgerRow) throws -> Bool
    ) throws -> Decision {
        let marks = marks ?? ArticleMarks(article)
        let here = try ledger.articles(path: path)
        if let stored = try known(article, marks, path: path, source: source, here, isPresent) {
            if stored.state == .withdrawn {
                if try isElsewhere(stored, than: path, isPresent) { return .duplicate(stored) }
                return .withdrawn(try moved(stored, to: path, article, marks))
            }
            if try isElsewhere(stored, than: path, isPresent) {
                // Whatever stood here has been written over.
                try displace(here, by: stored)
                // It stays the same article when that one is edited: a forgotten copy is no second one.
                if stored.textKey == marks.textKey { try ledger.addAlias(twin(of: marks, source), to: stored) }
                return .duplicate(stored)
            }
            if stored.state == .retracted, case .scheduled(let moment) = publication(of: article) {
                try displace(here, by: stored)
                return .scheduled(moment)
            }
            var row = stored
            let isChanged = update(&row, with: article, marks, path: path, source: source)
            if row != stored { try write(row) }
            try remember(article, as: row)
            try displace(here, by: row)
            return .known(row, isChanged: isChanged)
        }
        let decision = try found(article, marks.identity, at: path) { $0.take(marks, source: source) }
        if case .new(let row) = decision { try displace(here, by: row) } else { try displace(here, by: nil) }
        return decision
    }

    /// Gives an article that nothing known is continued by its identity, its address and its date.
    ///
    /// - Parameter complete: adds to its row what is known of it besides.
    mutating func found(
        _ article: Article,
        _ identity: MintedIdentity,
        at path: String,
        _ complete: (inout LedgerRow) -> Void = { _ in }
    ) throws -> Decision {
        let publication = publication(of: article)
        let published: Timestamp
        switch publication {
        case .scheduled(let moment): return .scheduled(moment)
        case .atFirstSight: published = now
        case .at(let moment): published = moment
        case .fromNoon(let noon): published = try freeSecond(from: noon)
        }
        let id = try freeID(for: identity)
        var row = LedgerRow(
            provisional: id,
            slug: try freeSlug(for: article, id: id),
            path: path,
            article: article,
            published: published,
            firstSeen: now
        )
        complete(&row)
        if let updated = declaredUpdate(of: article), updated > row.updated { row.updated = updated }
        let origin = try origin(of: row)
        if let origin { try origin.give(to: &row, in: ledger) }
        try ledger.insert(&row)
        if let origin { try ledger.settle(origin, as: row) }
        try remember(article, as: row)
        if origin == nil, case .atFirstSight = publication {
            arrivals.append(row.number)
            arrived[row.number] = row
        }
        return .new(row)
    }

    /// Gives articles that arrived together seconds of their own, in order of arrival, where there is room for them
    /// between the last publication and now; never later than now.
    ///
    /// Returns the rows that moved.
    package mutating func spreadArrivals() throws -> [LedgerRow] {
        defer { (arrivals, arrived) = ([], [:]) }
        guard arrivals.count > 1, let first = arrivals.first else { return [] }
        let room = Int64(min(arrivals.count, 60) - 1)
        let midnight = zone.start(of: zone.civil(at: now).date)
        let last = try ledger.lastPublication(upTo: now, before: first).map { $0 + 1 } ?? midnight
        var moment = min(now, max(now + -room, last, midnight))
        var moved: [LedgerRow] = []
        for number in arrivals {
            guard var row = arrived[number] else { continue }
            if moment != row.published {
                if row.updated == row.published { row.updated = moment }
                row.published = moment
                try ledger.update(row)
                moved.append(row)
            }
            moment = min(now, moment + 1)
        }
        return moved
    }
}
