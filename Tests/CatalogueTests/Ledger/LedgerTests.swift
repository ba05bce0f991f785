import Foundation
import GRDB
import Syndication
import Testing

@testable import Catalogue

@Suite("Ledger")
struct LedgerTests {
    @Test("The site's facts are made once and kept, whatever later openings bring")
    func facts() throws {
        let folder = try TemporaryFolder()
        let path = folder.path("ledger.db")
        let first = try Ledger(path: path, now: Timestamp(seconds: 100), seed: [1])
        let site = first.site
        #expect(site.created == Timestamp(seconds: 100))
        #expect(first.isNew)
        try first.close()
        let second = try Ledger(path: path, now: Timestamp(seconds: 200), seed: [2])
        #expect(second.site == site && !second.isNew)
        let other = try Ledger(path: folder.path("other.db"), now: Timestamp(seconds: 100), seed: [2])
        #expect(other.site.id != site.id)
    }

    @Test("Writes are durable before they return: the writer's synchronous is FULL, after reopening too")
    func synchronous() throws {
        let folder = try TemporaryFolder()
        for _ in 0..<2 {
            let ledger = try Ledger(path: folder.path("ledger.db"), now: Newsroom.start, seed: [1])
            #expect(try ledger.synchronous == 2)
            try ledger.close()
        }
    }

    @Test("After a write that is not synced, even one that failed, the next is durable again")
    func unsynced() throws {
        let folder = try TemporaryFolder()
        let ledger = try Ledger(path: folder.path("ledger.db"), now: Newsroom.start, seed: [1])
        try ledger.write(concernsArticles: false, durability: .byTheNext) { try $0.setFact("one", "1") }
        #expect(try ledger.synchronous == 2)
        #expect(throws: CancellationError.self) {
            try ledger.write(durability: .bySync) { ledger in
                try ledger.setFact("two", "2")
                throw CancellationError()
            }
        }
        #expect(try ledger.synchronous == 2)
        #expect(try ledger.read { try [$0.fact("one"), $0.fact("two")] } == ["1", nil])
    }

    @Test("What was written is read, and read again by another ledger on the same file")
    func reopened() throws {
        let newsroom = try Newsroom()
        let dates: [ArticleDate?] = [
            nil, try Newsroom.day(3), .moment(Timestamp(seconds: -5)), try Newsroom.day(1, year: 1),
        ]
        for (number, date) in dates.enumerated() {
            try newsroom.sow(Newsroom.article("“Ünï” \(number)", "Text \(number).", date: date), at: "a/\(number).txt")
        }
        var changed = try newsroom.row(1)
        (changed.missingSince, changed.isHeld) = (Timestamp(seconds: 7), true)
        try newsroom.ledger.write { try $0.update(changed) }
        var gone = try newsroom.row(2)
        (gone.state, gone.retracted) = (.withdrawn, Timestamp(seconds: 8))
        try newsroom.ledger.write { try $0.update(gone) }
        try newsroom.ledger.write { try $0.setDocument("/atom.xml", digest: "d", lastModified: Timestamp(seconds: 9)) }
        let rows = try newsroom.rows()
        #expect(rows.count == 4)
        #expect(rows[0] == changed && rows[1] == gone)
        #expect(rows.map(\.date) == dates)
        try newsroom.ledger.close()

        let again = try Ledger(path: newsroom.folder.path("ledger.db"), now: newsroom.now, seed: [])
        #expect(try again.read { try $0.all() } == rows)
        let document = try #require(try again.read { try $0.document("/atom.xml") })
        #expect(document.digest == "d" && document.lastModified == Timestamp(seconds: 9))
    }

    @Test("A body that throws leaves nothing behind")
    func undone() throws {
        let newsroom = try Newsroom()
        let revision = try newsroom.ledger.read { try $0.revision() }
        #expect(throws: CancellationError.self) {
            try newsroom.ledger.write { ledger in
                try ledger.setFact("key", "value")
                throw CancellationError()
            }
        }
        #expect(try newsroom.ledger.read { try $0.fact("key") } == nil)
        #expect(try newsroom.ledger.read { try $0.revision() } == revision)
    }

    @Test("The revision moves with each write that changes something of the articles, and with no other")
    func revision() throws {
        let newsroom = try Newsroom()
        func revision() throws -> Int64 { try newsroom.ledger.read { try $0.revision() } }
        let start = try revision()
        try newsroom.ledger.write { try $0.setFact("key", "value") }
        #expect(try revision() == start + 1)
        _ = try newsroom.ledger.write { try $0.all() }
        #expect(try revision() == start + 1)
        try newsroom.ledger.write(concernsArticles: false) {
            try $0.setDocument("/", digest: "d", lastModified: newsroom.now)
        }
        #expect(try revision() == start + 1)
    }

    @Test("A ledger that a newer version wrote is refused and left as it is")
    func superseded() throws {
        let folder = try TemporaryFolder()
        let path = folder.path("ledger.db")
        try Ledger(path: path, now: Newsroom.start, seed: [1]).close()
        try raw(path) { try $0.execute(sql: "INSERT INTO grdb_migrations (identifier) VALUES ('99')") }
        let error = try #require(throws: LedgerVersionError.self) {
            try Ledger(path: path, now: Newsroom.start, seed: [1])
        }
        #expect(error.description.hasPrefix(path + ": written by a newer version"))
    }

    @Test("A file that is no ledger is refused and left as it is")
    func foreign() throws {
        let folder = try TemporaryFolder()
        let bytes = Data("This is a text, and not a database of any kind, however long it is read.".utf8)
        try bytes.write(to: folder.url.appending(path: "ledger.db"))
        #expect(throws: (any Error).self) { try Ledger(path: folder.path("ledger.db"), now: Newsroom.start, seed: [1]) }
        #expect(try Data(contentsOf: folder.url.appending(path: "ledger.db")) == bytes)
    }

    /// Opens the file as any other program could.
    func raw<Result>(_ path: String, _ body: (Database) throws -> Result) throws -> Result {
        var configuration = Configuration()
        configuration.foreignKeysEnabled = false
        let queue = try DatabaseQueue(path: path, configuration: configuration)
        defer { try? queue.close() }
        return try queue.writeWithoutTransaction(body)
    }
}
