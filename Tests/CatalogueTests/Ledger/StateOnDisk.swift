import Foundation
import GRDB
import Syndication
import Testing

@testable import Catalogue

/// A state folder of a test's own: a ledger's path, and its backups.
final class StateOnDisk {
    let folder: TemporaryFolder
    let path: String
    let backups: LedgerBackups

    init() throws {
        folder = try TemporaryFolder()
        path = folder.path("ledger.db")
        backups = LedgerBackups(folder: folder.path("backups"))
    }

    func open(now: Timestamp = Newsroom.start) throws -> (ledger: Ledger, incidents: [LedgerIncident]) {
        try LedgerOpening.open(path: path, backups: backups, now: now, seed: [9])
    }

    /// Makes a ledger with that many articles, and rows in every table.
    func ledger(articles: Int = 50, seed: [UInt8] = [1]) throws -> Ledger {
        let ledger = try Ledger(path: path, now: Newsroom.start, seed: seed)
        try ledger.write { try StateOnDisk.fill($0, with: articles) }
        return ledger
    }

    static func fill(_ ledger: LedgerTransaction, with articles: Int) throws {
        for number in 1..<(articles + 1) {
            var row = row(number)
            try ledger.insert(&row)
            try ledger.addAlias("id:given-\(number)", to: row)
            if number.isMultiple(of: 3) { try ledger.addAlias("link:https://news.example/\(number)", to: row) }
            if number.isMultiple(of: 4) { try ledger.putFormerSlug("former-\(number)", row) }
            if number.isMultiple(of: 5) {
                let entry = LedgerImport(
                    id: "https://old.example/?p=\(number)",
                    link: "https://old.example/\(number)",
                    slug: row.slug,
                    title: row.title,
                    published: row.published,
                    updated: nil
                )
                _ = try ledger.insert(entry)
                if let stored = try ledger.imports(title: row.title).first { try ledger.settle(stored, as: row) }
            }
        }
        try ledger.setDocument("/atom.xml", digest: "a1", lastModified: Newsroom.start)
        try ledger.setDocument("/category/science/", digest: "b2", lastModified: Newsroom.start + 60)
        try ledger.setLastRetraction(Newsroom.start)
    }

    /// A made-up row that differs from others in each column.
    static func row(_ number: Int) -> LedgerRow {
        let moment = Newsroom.start + Int64(number) * 3_600
        let dates: [ArticleDate?] = [nil, .day(CivilTime(moment).date), .moment(moment)]
        let article = Newsroom.article(
            "“Ünï” headline \(number)",
            "The text of number \(number) says something of its own.",
            date: dates[number % 3]
        )
        var row = LedgerRow(
            id: article.mintedID(collision: 0),
            slug: Slug(stored: "headline-\(number)"),
            path: "a b/ñ-\(number).txt",
            article: article,
            source: Digest(["source", String(number)]),
            published: moment,
            firstSeen: moment + -5
        )
        row.updated = moment + 7
        if number.isMultiple(of: 2) { row.givenID = "tag:old.example,2020:\(number)" }
        if number.isMultiple(of: 7) { (row.state, row.retracted) = (.retracted, moment + 9) }
        if number.isMultiple(of: 11) { (row.state, row.retracted) = (.withdrawn, moment + 9) }
        if number.isMultiple(of: 13) { (row.missingSince, row.isHeld) = (moment + 3, true) }
        return row
    }

    /// Opens a file as any other program could.
    static func raw<Result>(_ path: String, _ body: (Database) throws -> Result) throws -> Result {
        var configuration = Configuration()
        configuration.foreignKeysEnabled = false
        let queue = try DatabaseQueue(path: path, configuration: configuration)
        defer { try? queue.close() }
        return try queue.writeWithoutTransaction(body)
    }

    func bytes(_ path: String? = nil) throws -> [UInt8] {
        Array(try Data(contentsOf: URL(filePath: path ?? self.path)))
    }

    func write(_ bytes: [UInt8], to path: String? = nil) throws {
        try Data(bytes).write(to: URL(filePath: path ?? self.path))
    }

    /// The names in the state folder, sorted.
    func names(_ folder: String = ".") throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: self.folder.path(folder)).sorted()
    }

    /// What a ledger says: the rows of its tables as SQLite has them.
    static func content(_ ledger: Ledger) throws -> [String] {
        let tables = ["article", "alias", "formerSlug", "imported", "document", "fact", "sqlite_sequence"]
        return try ledger.read { ledger in
            try tables.flatMap { table in
                try Row.fetchAll(ledger.database, sql: "SELECT * FROM \(table) ORDER BY 1").map { "\(table) \($0)" }
            }
        }
    }

    static func ids(_ ledger: Ledger) throws -> Set<PermanentID> {
        Set(try ledger.read { try $0.all() }.map(\.id))
    }
}
