import Syndication

/// What is written of it.
extension Admission {
    /// True when the change is one that moves `updated`.
    func update(
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
        row.take(marks, source: source)
        row.path = path
        row.title = article.title
        row.date = article.date
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
    func twin(of marks: ArticleMarks, _ source: Digest) -> String {
        "twin:" + Digest([source.hex, marks.textKey.hex]).hex
    }

    /// Marks other articles that were last seen at the path as missing; all of them, when what stands there now is none.
    mutating func displace(_ here: [LedgerRow], by row: LedgerRow?) throws {
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
    mutating func origin(of row: LedgerRow) throws -> LedgerImport? {
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

    mutating func moved(
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

    mutating func write(_ row: LedgerRow) throws {
        try ledger.update(row)
        if arrived[row.number] != nil { arrived[row.number] = row }
    }

    func remember(_ article: Article, as row: LedgerRow) throws {
        if let explicit = article.explicitID { try ledger.addAlias("id:" + explicit, to: row) }
        if let link = article.canonicalLink { try ledger.addAlias("link:" + link, to: row) }
    }

    /// Goes on where the last search for that day ended, so that a day of many articles costs no more than their number.
    mutating func freeSecond(from noon: Timestamp) throws -> Timestamp {
        let free = try ledger.freeSecond(from: nextSeconds[noon] ?? noon)
        nextSeconds[noon] = free + 1
        return free
    }

    func freeID(for identity: MintedIdentity) throws -> PermanentID {
        var collision = 0
        while true {
            let id = identity.id(collision: collision)
            if try ledger.article(id: id) == nil { return id }
            collision += 1
        }
    }

    /// When the publisher says it was last changed, at first sight; never in the future.
    func declaredUpdate(of article: Article) -> Timestamp? {
        switch article.updated {
        case nil: nil
        case .moment(let moment): min(moment, now)
        case .day(let day): min(zone.moment(of: CivilTime(date: day, secondOfDay: 12 * 3_600)), now)
        }
    }

    func freeSlug(for article: Article, id: PermanentID) throws -> Slug {
        let slug = article.slug ?? Slug(article.title) ?? Slug(stored: String(id.uuid.prefix(8)))
        if try !ledger.isTaken(slug) { return slug }
        var number = 2
        while try ledger.isTaken(slug.numbered(number)) { number += 1 }
        return slug.numbered(number)
    }
}
