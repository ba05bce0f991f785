import GRDB
import Syndication
import Testing

@testable import Catalogue

@Suite("Ledger, verified")
struct LedgerVerifyTests {
    @Test("A sound ledger is found sound, with every row of every table counted")
    func sound() throws {
        let state = try StateOnDisk()
        let ledger = try state.ledger(articles: 60)
        let verdict = try ledger.verify()
        #expect(verdict.isSound && verdict.findings.isEmpty)
        let articles = 60, aliases = 60 + 20, formerSlugs = 15, imported = 12, documents = 2, facts = 4
        #expect(verdict.rows == articles + aliases + formerSlugs + imported + documents + facts)
    }

    @Test("A new ledger is sound")
    func new() throws {
        let state = try StateOnDisk()
        #expect(try state.ledger(articles: 0).verify().isSound)
    }

    @Test(
        "Each damaged row is named by table and row",
        arguments: [
            ("UPDATE article SET title = title || '!' WHERE number = 7", "article", "7"),
            ("UPDATE article SET sketch = x'00' WHERE number = 8", "article", "8"),
            ("UPDATE article SET state = 'live' WHERE number = 9", "article", "9"),
            ("UPDATE alias SET article = 3 WHERE name = 'id:given-2'", "alias", "\"id:given-2\""),
            ("UPDATE formerSlug SET checksum = 5 WHERE slug = 'former-4'", "formerSlug", "\"former-4\""),
            ("UPDATE formerSlug SET article = x'00' WHERE slug = 'former-8'", "formerSlug", "\"former-8\""),
            ("UPDATE imported SET link = 'elsewhere' WHERE number = 1", "imported", "1"),
            ("UPDATE imported SET published = 'soon' WHERE number = 2", "imported", "2"),
            ("UPDATE document SET lastModified = 1.5 WHERE path = '/atom.xml'", "document", "\"/atom.xml\""),
            ("UPDATE fact SET value = 'x' WHERE key = 'site'", "fact", "\"site\""),
            ("UPDATE sqlite_sequence SET seq = 3 WHERE name = 'article'", "sqlite_sequence", "article"),
            ("DELETE FROM sqlite_sequence", "sqlite_sequence", "article"),
        ]
    )
    func damaged(change: String, table: String, row: String) throws {
        let state = try StateOnDisk()
        let ledger = try state.ledger(articles: 12)
        try StateOnDisk.raw(state.path) { try $0.execute(sql: change) }
        let findings = try ledger.verify().findings
        #expect(findings.contains(.row(table: table, row: row)), "\(findings)")
    }

    @Test("A name that leads to no article is damage")
    func orphan() throws {
        let state = try StateOnDisk()
        let ledger = try state.ledger(articles: 3)
        try StateOnDisk.raw(state.path) { try $0.execute(sql: "DELETE FROM article WHERE number = 2") }
        #expect(try !ledger.verify().isSound)
    }

    @Test("At most 20 findings are listed")
    func bounded() throws {
        let state = try StateOnDisk()
        let ledger = try state.ledger(articles: 50)
        try StateOnDisk.raw(state.path) { try $0.execute(sql: "UPDATE article SET title = 'x'") }
        let verdict = try ledger.verify()
        #expect(verdict.findings.count == 20)
        #expect(verdict.findings.first == .row(table: "article", row: "1"))
    }

    @Test(
        "A schema that is not the one that was made is damage",
        arguments: [
            "DROP INDEX article_path", "DROP INDEX article_givenID; CREATE INDEX article_givenID ON article(givenID)",
            "ALTER TABLE document RENAME COLUMN digest TO other",
            "PRAGMA writable_schema = 1; UPDATE sqlite_schema SET sql = replace(sql, 'slug TEXT', 'slug TEPT')",
        ]
    )
    func schema(change: String) throws {
        let state = try StateOnDisk()
        try state.ledger(articles: 1).close()
        try StateOnDisk.raw(state.path) { try $0.execute(sql: change) }
        let ledger = try Ledger(path: state.path, now: Newsroom.start, seed: [1])
        let findings = try ledger.verify().findings
        #expect(findings.contains { $0.description.hasPrefix("the schema lacks") }, "\(findings)")
    }

    @Test("An index of an operator's own is no damage")
    func ownIndex() throws {
        let state = try StateOnDisk()
        let ledger = try state.ledger(articles: 2)
        try StateOnDisk.raw(state.path) { try $0.execute(sql: "CREATE INDEX mine ON article(title)") }
        #expect(try ledger.verify().isSound)
    }
}

@Suite("What SQLite complains of")
struct DatabaseErrorDamageTests {
    @Test(
        "Failing storage, permissions and other processes are not damage",
        arguments: [
            .SQLITE_FULL, .SQLITE_IOERR, .SQLITE_IOERR_READ, .SQLITE_IOERR_FSYNC, .SQLITE_CANTOPEN, .SQLITE_READONLY,
            .SQLITE_PERM, .SQLITE_BUSY, .SQLITE_LOCKED, .SQLITE_NOMEM, .SQLITE_AUTH,
        ] as [ResultCode]
    )
    func storage(code: ResultCode) {
        #expect(!DatabaseError(resultCode: code).isDamage)
    }

    @Test(
        "A file that makes no sense is damage",
        arguments: [.SQLITE_CORRUPT, .SQLITE_CORRUPT_VTAB, .SQLITE_NOTADB, .SQLITE_ERROR, .SQLITE_TOOBIG]
            as [ResultCode]
    )
    func damage(code: ResultCode) {
        #expect(DatabaseError(resultCode: code).isDamage)
    }
}
