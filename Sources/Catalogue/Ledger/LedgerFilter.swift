import GRDB
import Syndication

/// What a ledger can't hold, told without asking it: for the one transaction that takes in most of its articles.
///
/// Remembers hashes of all that articles are looked up by. Where it knows none, nothing is there; where it knows one, the ledger
/// has to be asked.
final class LedgerFilter {
    private var ids: Set<Int> = []
    private var slugs: Set<Int> = []
    private var paths: Set<Int> = []
    private var texts: Set<Int> = []
    private var moments: Set<Int64> = []
    private var aliases: Set<Int> = []
    /// Whether an article may be there whose seed is gone.
    private(set) var mayHaveGone = false
    /// Whether entries of an imported feed may wait to be continued.
    let mayHaveImports: Bool
    /// The number of the next article.
    private var next: Int64

    /// Reads the whole ledger; linear.
    init(_ ledger: LedgerTransaction) throws {
        let database = ledger.database
        next = try Int64.fetchOne(database, sql: LedgerTransaction.nextNumber) ?? 1
        mayHaveImports = try Bool.fetchOne(database, sql: "SELECT EXISTS(SELECT 1 FROM imported)") ?? true
        for row in try ledger.all() { add(row) }
        let names = try String.fetchCursor(database, sql: "SELECT name FROM alias")
        while let name = try names.next() { aliases.insert(name.hashValue) }
        let former = try String.fetchCursor(database, sql: "SELECT slug FROM formerSlug")
        while let slug = try former.next() { slugs.insert(slug.hashValue) }
    }

    func add(_ row: LedgerRow) {
        ids.insert(row.id.hashValue)
        slugs.insert(row.slug.text.hashValue)
        paths.insert(row.path.hashValue)
        texts.insert(row.textKey.hashValue)
        moments.insert(row.published.seconds)
        if row.missingSince != nil || row.state == .retracted { mayHaveGone = true }
    }

    func add(alias: String) { aliases.insert(alias.hashValue) }

    func add(slug: Slug) { slugs.insert(slug.text.hashValue) }

    func takeNumber() -> Int64 {
        defer { next += 1 }
        return next
    }

    func mayHave(_ id: PermanentID) -> Bool { ids.contains(id.hashValue) }
    func mayHave(_ slug: Slug) -> Bool { slugs.contains(slug.text.hashValue) }
    func mayHave(path: String) -> Bool { paths.contains(path.hashValue) }
    func mayHave(textKey: Digest) -> Bool { texts.contains(textKey.hashValue) }
    func mayHave(alias: String) -> Bool { aliases.contains(alias.hashValue) }
    func mayHave(_ moment: Timestamp) -> Bool { moments.contains(moment.seconds) }
}
