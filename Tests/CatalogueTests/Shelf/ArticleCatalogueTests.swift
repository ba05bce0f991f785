import Foundation
import GRDB
import Syndication
import Testing

@testable import Catalogue

@Suite("ArticleCatalogue")
struct ArticleCatalogueTests {
    private let site = PermanentID(Digest(["site"]))
    // Kept by the suite, so that it outlives every connection of a test.
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    private func open(_ folder: TemporaryFolder, site: PermanentID? = nil) throws -> ArticleCatalogue {
        try ArticleCatalogue(
            path: folder.path("catalogue.db"),
            site: site ?? self.site,
            removeFile: TemporaryFolder.removeDatabase
        )
    }

    @Test("A catalogue is new once, and then holds what was put there")
    func reopened() throws {
        let first = try open(folder)
        #expect(first.isNew)
        try first.write { try $0.setFact("key", "value") }
        try first.close()
        let second = try open(folder)
        #expect(!second.isNew)
        #expect(try second.read { try $0.fact("key") } == "value")
    }

    @Test("One of another site, of another schema, or that is no database is thrown away and made anew")
    func disposable() throws {
        let spoilers: [(String) throws -> Void] = [
            { path in
                let queue = try DatabaseQueue(path: path)
                try queue.write { try $0.execute(sql: "UPDATE fact SET value = '0 ' || value WHERE key = 'schema'") }
                try queue.close()
            },
            { path in
                let queue = try DatabaseQueue(path: path)
                try queue.write { try $0.execute(sql: "DROP TABLE fact") }
                try queue.close()
            },
            { path in
                try Data("no database, but long enough to be taken for one at first sight".utf8).write(
                    to: URL(filePath: path)
                )
            },
            { path in try Data().write(to: URL(filePath: path)) },
        ]
        for spoil in spoilers {
            let folder = try TemporaryFolder()
            let first = try open(folder)
            try first.write { try $0.setFact("key", "value") }
            try first.close()
            try spoil(folder.path("catalogue.db"))
            let second = try open(folder)
            #expect(second.isNew)
            #expect(try second.read { try $0.fact("key") } == nil)
            try second.close()
            #expect(try !open(folder).isNew)
        }
        try open(folder).close()
        #expect(try open(folder, site: PermanentID(Digest(["other"]))).isNew)
    }

    @Test("A body that throws leaves nothing behind")
    func undone() throws {
        let catalogue = try open(folder)
        #expect(throws: CancellationError.self) {
            try catalogue.write { catalogue in
                try catalogue.setLedgerRevision(5)
                throw CancellationError()
            }
        }
        #expect(try catalogue.read { try $0.ledgerRevision() } == nil)
        try catalogue.write { try $0.setLedgerRevision(6) }
        #expect(try catalogue.read { try $0.ledgerRevision() } == 6)
    }

    @Test("A damaged row is an error, not a crash")
    func damaged() throws {
        let catalogue = try open(folder)
        try catalogue.write { try $0.put(Shelf.holding(1), content: "c") }
        try catalogue.write {
            try $0.put(SeedRow(path: "a", stamp: nil, hash: nil, fingerprint: nil, outcome: .accepted))
        }
        let queue = try DatabaseQueue(path: folder.path("catalogue.db"))
        for change in ["published = 'soon'", "id = 5", "digest = 'd'", "details = x'7b'", "title = x'ff'"] {
            try catalogue.write { try $0.put(Shelf.holding(1), content: "c") }
            try queue.write { try $0.execute(sql: "UPDATE article SET \(change)") }
            #expect(throws: LedgerDamage.self, "\(change)") {
                var known: [Int64: CatalogueTransaction.Stamped] = [:]
                _ = try catalogue.read { try $0.latest(1, known: &known) }
            }
        }
        for change in [
            "outcome = 'burnt'", "outcome = x'ff'", "outcome = 'scheduled', due = 'soon'", "size = 1, modified = 'x'",
        ] {
            try catalogue.write {
                try $0.put(SeedRow(path: "a", stamp: nil, hash: nil, fingerprint: nil, outcome: .accepted))
            }
            try queue.write { try $0.execute(sql: "UPDATE seed SET \(change)") }
            #expect(throws: LedgerDamage.self, "\(change)") { try catalogue.read { try $0.seeds() } }
        }
    }
}
