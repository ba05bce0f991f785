package import Syndication

/// Decides, inside one ledger transaction, which article a seed is: one that is known, or a new one.
package struct Admission {
    private let ledger: LedgerTransaction
    private let now: Timestamp
    private let zone: Zone
    /// Where the publisher's own site has its articles, for finding them in an imported feed.
    private let links: LinkPattern?
    /// The numbers of new articles that are published at first sight, in the order in which they came.
    private var arrivals: [Int64] = []
    /// What the ledger holds of those.
    private var arrived: [Int64: LedgerRow] = [:]
    /// By a day's noon, the second at which to look for the next free one.
    private var nextSeconds: [Timestamp: Timestamp] = [:]
    /// Whether entries of an imported feed wait for their articles; asked once.
    private var expectsImports: Bool?
    /// Articles whose seed now holds another one.
    package private(set) var displaced: [LedgerRow] = []

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
        let published: Timestamp
        switch publication(of: article) {
        case .scheduled(let moment):
            try displace(here, by: nil)
            return .scheduled(moment)
        case .atFirstSight: published = now
        case .at(let moment): published = moment
        case .fromNoon(let noon): published = try freeSecond(from: noon)
        }
        let id = try freeID(for: marks)
        var row = LedgerRow(
            id: id,
            slug: try freeSlug(for: article, id: id),
            path: path,
            article: article,
            marks: marks,
            source: source,
            published: published,
            firstSeen: now
        )
        if let updated = declaredUpdate(of: article), updated > row.updated { row.updated = updated }
        let origin = try origin(of: row)
        if let origin { try origin.give(to: &row, in: ledger) }
        try ledger.insert(&row)
        if let origin { try ledger.settle(origin, as: row) }
        try remember(article, as: row)
        try displace(here, by: row)
        if origin == nil, case .atFirstSight = publication(of: article) {
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
        (arrivals, arrived) = ([], [:])
        return moved
    }

    // MARK: Who it is

    /// By explicit id, as a copy that was seen before, by path with title or text, by equal text of the same date, by path with
    /// the date, and last by likeness to one whose seed is gone.
    ///
    /// - Parameter here: the articles last seen at the path.
    private func known(
        _ article: Article,
        _ marks: ArticleMarks,
        path: String,
        source: Digest,
        _ here: [LedgerRow],
        _ isPresent: (LedgerRow) throws -> Bool
    ) throws -> LedgerRow? {
        if let explicit = article.explicitID, let row = try ledger.article(alias: "id:" + explicit) { return row }
        let here = here.sorted { $0.state == .live && $1.state != .live }
        if let row = here.first, row.state == .live, row.missingSince == nil, row.source == source,
            try !isContradicted(row, by: article)
        {
            return row
        }
        if let row = try ledger.article(alias: twin(of: marks, source)) { return row }
        if let row = try linked(article, marks, path: path, isPresent) { return row }
        if let row = try here.first(where: { try isContinued($0, by: article, marks) }) { return row }
        let same = try ledger.articles(textKey: marks.textKey).filter {
            try isSame($0, as: article, path: path, isPresent)
        }
        if let row = same.first(where: { $0.state == .live }) ?? same.first { return row }
        // Only now, so that articles of one day whose files take each other's names stay who they are.
        if let row = try here.first(where: { try isContinuedByDate($0, article) }) { return row }
        guard marks.sketch.isTelling else { return nil }
        return try ledger.lastGone(date: article.date) { title, sketch in
            Likeness.continues(title: title, date: article.date, sketch: sketch, as: article, marks.sketch)
        }
    }

    /// The article of the same canonical link: while the other's seed is there, only with the same text.
    private func linked(
        _ article: Article,
        _ marks: ArticleMarks,
        path: String,
        _ isPresent: (LedgerRow) throws -> Bool
    ) throws -> LedgerRow? {
        guard let link = article.canonicalLink, let row = try ledger.article(alias: "link:" + link),
            try !isContradicted(row, by: article)
        else { return nil }
        if row.textKey == marks.textKey { return row }
        return try isElsewhere(row, than: path, isPresent) ? nil : row
    }

    /// Whether an article of equal text is this one: it has the same title, or a date, and there is more equal text than a
    /// formula; or its seed is gone, and in an undated one there is too much equal text for chance.
    private func isSame(
        _ row: LedgerRow,
        as article: Article,
        path: String,
        _ isPresent: (LedgerRow) throws -> Bool
    ) throws -> Bool {
        guard row.date == article.date else { return false }
        if Folding.folded(row.title) == Folding.folded(article.title) { return true }
        if row.date != nil, row.sketch.isSentence { return true }
        return try (row.date != nil || row.sketch.isTelling) && !isElsewhere(row, than: path, isPresent)
    }

    /// Whether a seed under the same path is still this article: its title or text is, and no explicit id says otherwise.
    private func isContinued(_ row: LedgerRow, by article: Article, _ marks: ArticleMarks) throws -> Bool {
        guard try !isContradicted(row, by: article) else { return false }
        return row.textKey == marks.textKey || Folding.folded(row.title) == Folding.folded(article.title)
    }

    /// The same by the date alone, which is enough only for the article whose seed stands there until now: not for one that is
    /// missing, or was retracted, and whose name another one may have got.
    private func isContinuedByDate(_ row: LedgerRow, _ article: Article) throws -> Bool {
        guard try !isContradicted(row, by: article) else { return false }
        return row.state == .live && row.missingSince == nil && row.date != nil && row.date == article.date
    }

    private func isContradicted(_ row: LedgerRow, by article: Article) throws -> Bool {
        guard let explicit = article.explicitID else { return false }
        let names = try ledger.aliases(of: row).filter { $0.hasPrefix("id:") }
        return !names.isEmpty && !names.contains("id:" + explicit)
    }

    /// Whether the article's own seed is still there under another path.
    ///
    /// The seed there may have become another article's, whose name this one bore before it went.
    private func isElsewhere(
        _ row: LedgerRow,
        than path: String,
        _ isPresent: (LedgerRow) throws -> Bool
    ) throws -> Bool {
        guard row.path != path, try isPresent(row) else { return false }
        guard row.state == .retracted || row.missingSince != nil else { return true }
        return try !ledger.articles(path: row.path).contains {
            $0.number != row.number && $0.state != .retracted && $0.missingSince == nil
        }
    }

    private func publication(of article: Article) -> Publication {
        Publication(article.date, now: now, zone: zone)
    }

    // MARK: What is written

    /// True when the change is one that moves `updated`.
    private func update(
        _ row: inout LedgerRow,
        with article: Article,
        _ marks: ArticleMarks,
        path: String,
        source: Digest
    ) -> Bool {
        // A difference that Sower or its configuration made is nobody's news.
        let isOurs = row.source == source || row.digestVersion != Article.digestVersion
        let isChanged = row.digest != marks.digest && !isOurs
        if isChanged { row.updated = max(now, row.updated + 1) }
        row.digest = marks.digest
        row.digestVersion = Article.digestVersion
        row.source = source
        row.path = path
        row.title = article.title
        row.date = article.date
        row.textKey = marks.textKey
        row.sketch = marks.sketch
        if let retracted = row.retracted {
            // It comes back: whoever was told that it is gone must see something later (RFC 6721 §3).
            row.updated = max(now, row.updated, retracted + 1)
        }
        row.state = .live
        row.retracted = nil
        row.missingSince = nil
        row.isHeld = false
        return isChanged
    }

    /// The name under which the ledger keeps that a seed of these bytes, read in this way, is the same article as another one's.
    private func twin(of marks: ArticleMarks, _ source: Digest) -> String {
        "twin:" + Digest([source.hex, marks.textKey.hex]).hex
    }

    /// Marks other articles that were last seen at the path as missing; all of them, when what stands there now is none.
    private mutating func displace(_ here: [LedgerRow], by row: LedgerRow?) throws {
        for var other in here where other.number != row?.number && other.state != .withdrawn {
            if other.state == .live, other.missingSince == nil {
                other.missingSince = now
                try write(other)
            }
            // One that was missing before, too: a seed may have been held back as its duplicate since.
            displaced.append(other)
        }
    }

    /// The entry of an imported feed that a new article continues: by link, then by title and day, then by slug and day.
    private mutating func origin(of row: LedgerRow) throws -> LedgerImport? {
        let expects = try expectsImports ?? ledger.hasPendingImports()
        expectsImports = expects
        guard expects else { return nil }
        let day = zone.civil(at: row.published).date
        if let link = links?.address(slug: row.slug, path: row.path, day: day),
            let entry = try ledger.imports(link: link).first
        {
            return entry
        }
        let titled = try ledger.imports(title: row.title)
        // A seed that names no day can't disagree about it.
        if row.date == nil, titled.count == 1 { return titled.first }
        return (titled + (try ledger.imports(slug: row.slug))).first { entry in
            guard let published = entry.published else { return false }
            return zone.civil(at: published).date == day
        }
    }

    private mutating func moved(
        _ stored: LedgerRow,
        to path: String,
        _ article: Article,
        _ marks: ArticleMarks
    ) throws -> LedgerRow {
        var row = stored
        (row.path, row.title, row.date, row.textKey) = (path, article.title, article.date, marks.textKey)
        if row != stored { try write(row) }
        return row
    }

    private mutating func write(_ row: LedgerRow) throws {
        try ledger.update(row)
        if arrived[row.number] != nil { arrived[row.number] = row }
    }

    private func remember(_ article: Article, as row: LedgerRow) throws {
        if let explicit = article.explicitID { try ledger.addAlias("id:" + explicit, to: row) }
        if let link = article.canonicalLink { try ledger.addAlias("link:" + link, to: row) }
    }

    /// Goes on where the last search for that day ended, so that a day of many articles costs no more than their number.
    private mutating func freeSecond(from noon: Timestamp) throws -> Timestamp {
        let free = try ledger.freeSecond(from: nextSeconds[noon] ?? noon)
        nextSeconds[noon] = free + 1
        return free
    }

    private func freeID(for marks: ArticleMarks) throws -> PermanentID {
        var collision = 0
        while true {
            let id = marks.mintedID(collision: collision)
            if try ledger.article(id: id) == nil { return id }
            collision += 1
        }
    }

    /// When the publisher says it was last changed, at first sight; never in the future.
    private func declaredUpdate(of article: Article) -> Timestamp? {
        switch article.updated {
        case nil: nil
        case .moment(let moment): min(moment, now)
        case .day(let day): min(zone.moment(of: CivilTime(date: day, secondOfDay: 12 * 3_600)), now)
        }
    }

    private func freeSlug(for article: Article, id: PermanentID) throws -> Slug {
        let slug = article.slug ?? Slug(article.title) ?? Slug(stored: String(id.uuid.prefix(8)))
        if try !ledger.isTaken(slug) { return slug }
        var number = 2
        while try ledger.isTaken(slug.numbered(number)) { number += 1 }
        return slug.numbered(number)
    }
}
