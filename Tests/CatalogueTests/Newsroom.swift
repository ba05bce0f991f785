import Syndication
import Testing

@testable import Catalogue

/// A ledger with a clock that stands still until it is set, and the seeds that are there.
final class Newsroom {
    let folder: TemporaryFolder
    let ledger: Ledger
    let zone: Zone
    var now = Newsroom.start
    /// Admits as where much is taken in at once.
    var admitsMany = false
    private(set) var seeds: [String: Article] = [:]

    /// 2026-01-07T12:00:00Z, a Wednesday.
    static let start = Timestamp(seconds: 1_767_787_200)

    init(zone: Zone = .utc) throws {
        folder = try TemporaryFolder()
        ledger = try Ledger(path: folder.path("ledger.db"), now: Newsroom.start, seed: [1, 2, 3])
        self.zone = zone
    }

    /// Puts a seed there and admits it.
    ///
    /// Its bytes are taken to differ whenever the article does.
    @discardableResult
    func sow(_ article: Article, at path: String, source: Digest? = nil) throws -> Admission.Decision {
        try #require(try sow([(article, path)], source: source).first)
    }

    /// The same for several in one transaction.
    func sow(_ batch: [(Article, String)], source: Digest? = nil) throws -> [Admission.Decision] {
        for (article, path) in batch { seeds[path] = article }
        return try ledger.write { plain in
            let ledger = admitsMany ? try plain.forMany() : plain
            var admission = Admission(ledger, now: now, zone: zone)
            let decisions = try batch.map { article, path in
                try admission.admit(
                    article,
                    path: path,
                    source: source ?? Newsroom.bytes(of: article),
                    isPresent: { self.seeds[$0.path] != nil }
                )
            }
            _ = try admission.spreadArrivals()
            return decisions
        }
    }

    /// Puts a seed there without telling the ledger.
    func put(_ article: Article, at path: String) { seeds[path] = article }

    /// Takes a seed away without telling the ledger.
    func take(_ path: String) { seeds[path] = nil }

    /// Takes seeds away and marks their articles as missing.
    func lose(_ paths: [String], by absence: Absence) throws {
        for path in paths { take(path) }
        try ledger.write { ledger in
            for path in paths { _ = try absence.mark(path, in: ledger, now: now) }
        }
    }

    func settle(_ absence: Absence, isFolderSuspect: Bool = false) throws -> Absence.Outcome {
        try ledger.write { try absence.settle(in: $0, now: now, isFolderSuspect: isFolderSuspect) }
    }

    func row(_ number: Int64) throws -> LedgerRow {
        try #require(try ledger.read { try $0.article(number: number) })
    }

    func rows() throws -> [LedgerRow] { try ledger.read { try $0.all() } }

    static func bytes(of article: Article) -> Digest { Digest([String(describing: article)]) }

    static func article(
        _ title: String,
        _ text: String = "It ran. And ran.",
        date: ArticleDate? = nil,
        id: String? = nil
    ) -> Article {
        Article(title: title, date: date, body: [.paragraph(Passage(text))], explicitID: id)
    }

    static func day(_ day: Int, month: Int = 1, year: Int = 2026) throws -> ArticleDate {
        .day(try #require(CivilDate(year: year, month: month, day: day)))
    }
}

extension Admission.Decision {
    /// The row, when it is that of a new article.
    var new: LedgerRow {
        get throws {
            guard case .new(let row) = self else { throw OtherDecision(self) }
            return row
        }
    }

    var known: (row: LedgerRow, isChanged: Bool) {
        get throws {
            guard case .known(let row, let isChanged) = self else { throw OtherDecision(self) }
            return (row, isChanged)
        }
    }

    var duplicate: LedgerRow {
        get throws {
            guard case .duplicate(let row) = self else { throw OtherDecision(self) }
            return row
        }
    }

    var withdrawn: LedgerRow {
        get throws {
            guard case .withdrawn(let row) = self else { throw OtherDecision(self) }
            return row
        }
    }

    var scheduled: Timestamp {
        get throws {
            guard case .scheduled(let moment) = self else { throw OtherDecision(self) }
            return moment
        }
    }
}

private struct OtherDecision: Error, CustomStringConvertible {
    let description: String

    init(_ decision: Admission.Decision) { description = "decided \(decision)" }
}
