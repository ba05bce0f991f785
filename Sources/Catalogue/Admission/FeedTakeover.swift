package import Syndication

/// Takes over ids, addresses and dates of a feed that was served before, so that readers see no article twice.
package struct FeedTakeover {
    private let ledger: LedgerTransaction
    private let zone: Zone
    private let links: LinkPattern?

    package struct Report {
        /// Articles that bear an entry's id now.
        package var matched: [LedgerRow] = []
        /// Entries whose seed was not seen yet.
        package var pending: [ImportedEntry] = []
        /// How many were taken over before.
        package var known = 0
    }

    package init(_ ledger: LedgerTransaction, zone: Zone, links: LinkPattern?) {
        (self.ledger, self.zone, self.links) = (ledger, zone, links)
    }

    /// Matches every entry with the live articles by link, then by title and day, then by slug and day; keeps the rest for
    /// seeds to come.
    ///
    /// O(articles + entries).
    package func take(_ entries: [ImportedEntry]) throws -> Report {
        var report = Report()
        var candidates = Candidates(try ledger.all().filter { $0.state == .live && $0.givenID == nil }, zone, links)
        for entry in entries {
            var kept = LedgerImport(
                id: entry.id,
                link: entry.link,
                slug: entry.link.flatMap(Slug.init(link:)),
                title: entry.title,
                published: entry.published,
                updated: entry.updated
            )
            guard try ledger.insert(kept) else {
                report.known += 1
                continue
            }
            kept = try ledger.imports(id: entry.id) ?? kept
            guard var row = candidates.take(for: kept) else {
                report.pending.append(entry)
                continue
            }
            try kept.give(to: &row, in: ledger)
            try ledger.update(row)
            try ledger.settle(kept, as: row)
            report.matched.append(row)
        }
        return report
    }
}

extension LedgerImport {
    /// Lets an article go on as this entry: its id, its dates, and its slug where that is free.
    func give(to row: inout LedgerRow, in ledger: LedgerTransaction) throws {
        row.givenID = id
        row.published = published ?? row.published
        row.updated = max(row.published, updated ?? row.published)
        guard let slug, slug != row.slug, try !ledger.isTaken(slug) else { return }
        // A number says that it is stored, and its present slug may be known to somebody.
        if row.number != 0 { try ledger.addFormerSlug(row.slug, of: row) }
        row.slug = slug
    }
}

/// Live articles by what an entry may know of them.
private struct Candidates {
    private var byLink: [String: LedgerRow] = [:]
    private var byTitle: [String: [LedgerRow]] = [:]
    private var bySlug: [Slug: LedgerRow] = [:]
    private var taken: Set<Int64> = []
    private let zone: Zone

    init(_ rows: [LedgerRow], _ zone: Zone, _ links: LinkPattern?) {
        self.zone = zone
        for row in rows {
            let day = zone.civil(at: row.published).date
            if let link = links?.address(slug: row.slug, path: row.path, day: day) { byLink[link] = row }
            byTitle[Folding.folded(row.title), default: []].append(row)
            bySlug[row.slug] = row
        }
    }

    mutating func take(for entry: LedgerImport) -> LedgerRow? {
        let linked = entry.link.flatMap { byLink[$0] }.map { [$0] } ?? []
        let titled = (byTitle[Folding.folded(entry.title)] ?? []).filter { row in
            row.date == nil && entry.published != nil || isOfDay(row, entry)
        }
        let named = entry.slug.flatMap { bySlug[$0] }.map { [$0] } ?? []
        let fitting = linked + titled + named.filter { isOfDay($0, entry) }
        guard let row = fitting.first(where: { !taken.contains($0.number) }) else { return nil }
        taken.insert(row.number)
        return row
    }
    private func isOfDay(_ row: LedgerRow, _ entry: LedgerImport) -> Bool {
        entry.published.map { zone.civil(at: $0).date == zone.civil(at: row.published).date } ?? false
    }
}
