import Syndication

/// Which article a seed is.
extension Admission {
    /// By explicit id, as a copy that was seen before, by path with title or text, by equal text of the same date, by path with
    /// the date, and last by likeness to one whose seed is gone.
    ///
    /// - Parameter here: the articles last seen at the path.
    func known(
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
        // What was broken off before its marks were made has equal text if it has this id.
        if let row = try ledger.article(id: marks.identity.id(collision: 0)), row.isProvisional { return row }
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
    func isElsewhere(
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

    func publication(of article: Article) -> Publication {
        Publication(article.date, now: now, zone: zone)
    }
}
