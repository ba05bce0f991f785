import Foundation
import GRDB
import Syndication
import Testing

@testable import Catalogue

extension LedgerTests {
    @Test(
        "A value that changed behind the ledger's back is noticed, of whatever type it is now",
        arguments: [
            "number = 77", "id = x'0123456789ABCDEF0123456789ABCDEF'", "id = x'00'", "id = 5", "slug = slug || 'x'",
            "slug = x'ff'",
            "path = 'elsewhere'", "title = replace(title, 'a', 'b')", "title = 5", "title = x'ff'", "date = NULL",
            "date = 'junk'",
            "date = '2026-01-04'", "date = '@0'", "textKey = digest", "textKey = 'text'", "published = published + 1",
            "published = published | 4096", "published = 'soon'", "published = 1.5", "updated = updated + 1",
            "updated = x''",
            "firstSeen = firstSeen - 1", "firstSeen = 'then'", "digest = textKey", "digest = ''", "digestVersion = 9",
            "digestVersion = 'nine'", "source = digest", "source = 1", "state = 2", "state = 9", "state = 'live'",
            "retracted = 5", "retracted = 'then'", "missingSince = 5", "missingSince = x'00'", "isHeld = 1",
            "givenID = 'x'", "givenID = 5", "sketch = x'00'", "sketch = 'text'", "checksum = checksum + 1",
            "checksum = 'sum'",
        ]
    )
    func damagedArticle(change: String) throws {
        let newsroom = try Newsroom()
        try newsroom.sow(Newsroom.article("A barge", date: try Newsroom.day(3)), at: "a.txt")
        try newsroom.sow(Newsroom.article("Another", "Whole."), at: "b.txt")
        try newsroom.ledger.close()
        let path = newsroom.folder.path("ledger.db")
        try raw(path) { try $0.execute(sql: "UPDATE article SET \(change) WHERE number = 1") }
        let ledger = try Ledger(path: path, now: newsroom.now, seed: [])
        let damage = try #require(throws: LedgerDamage.self) { try ledger.read { try $0.all() } }
        #expect(damage.table == "article")
        #expect(damage.description.contains("row 1 of") || damage.description.contains("row 77 of"))
        #expect(try ledger.read { try $0.article(number: 2) } != nil)
    }

    @Test("A bit that flips in the file itself is noticed, though SQLite's own check finds nothing")
    func flippedBit() throws {
        let newsroom = try Newsroom()
        try newsroom.sow(Newsroom.article("Barge on the Wending"), at: "a.txt")
        try newsroom.ledger.close()
        let path = newsroom.folder.path("ledger.db")
        try raw(path) { _ = try Row.fetchAll($0, sql: "PRAGMA wal_checkpoint(TRUNCATE)") }
        var bytes = try Data(contentsOf: URL(filePath: path))
        let place = try #require(bytes.firstRange(of: Data("Barge on the Wending".utf8)))
        bytes[place.lowerBound] ^= 0x01
        try bytes.write(to: URL(filePath: path))
        #expect(try raw(path) { try String.fetchOne($0, sql: "PRAGMA integrity_check") } == "ok")
        let ledger = try Ledger(path: path, now: newsroom.now, seed: [])
        #expect(throws: LedgerDamage.self) { try ledger.read { try $0.article(number: 1) } }
    }

    @Test(
        "Damage to an alias, a former slug, a document or a fact is noticed where it is read",
        arguments: [
            ("UPDATE alias SET article = 2", "alias"), ("UPDATE alias SET article = 'two'", "alias"),
            ("UPDATE formerSlug SET article = 2", "formerSlug"),
            ("UPDATE document SET digest = 'other'", "document"),
            ("UPDATE document SET lastModified = lastModified + 1", "document"),
            ("UPDATE document SET lastModified = 'then'", "document"),
            ("UPDATE fact SET value = 'other' WHERE key = 'key'", "fact"),
            ("UPDATE fact SET value = x'ff' WHERE key = 'key'", "fact"),
            ("UPDATE fact SET checksum = 'sum' WHERE key = 'key'", "fact"),
        ]
    )
    func damagedNames(change: String, table: String) throws {
        let newsroom = try Newsroom()
        try newsroom.sow(Newsroom.article("A", "One.", id: "x"), at: "a.txt")
        try newsroom.sow(Newsroom.article("B", "Two."), at: "b.txt")
        try newsroom.ledger.write { ledger in
            try ledger.setFact("key", "value")
            try ledger.setDocument("/", digest: "d", lastModified: newsroom.now)
        }
        let path = newsroom.folder.path("ledger.db")
        try raw(path) { database in
            try database.execute(
                sql: "INSERT INTO formerSlug (slug, article, checksum) VALUES ('old', 1, ?)",
                arguments: [Checksum.of(["old", "1"])]
            )
        }
        let readAll: (LedgerTransaction) throws -> Void = { ledger throws in
            #expect(try ledger.article(alias: "id:x")?.number == 1)
            #expect(try ledger.article(formerSlug: "old")?.number == 1)
            #expect(try ledger.document("/")?.digest == "d")
            #expect(try ledger.fact("key") == "value")
        }
        try newsroom.ledger.read(readAll)
        try raw(path) { try $0.execute(sql: change) }
        let damage = try #require(throws: LedgerDamage.self) { try newsroom.ledger.read(readAll) }
        #expect(damage.table == table)
    }

    @Test("A site whose facts are damaged is not given a new identity")
    func damagedSite() throws {
        let folder = try TemporaryFolder()
        let path = folder.path("ledger.db")
        try Ledger(path: path, now: Newsroom.start, seed: [1]).close()
        try raw(path) { try $0.execute(sql: "UPDATE fact SET value = replace(value, '8', '9') WHERE key = 'site'") }
        #expect(throws: LedgerDamage.self) { try Ledger(path: path, now: Newsroom.start, seed: [2]) }
    }
}
