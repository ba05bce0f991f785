import GRDB
import Syndication
import Testing

@testable import Catalogue

@Suite("Ledgers of earlier versions")
struct LedgerMigrationsTests {
    @Test("A ledger of the first schema opens with all its rows")
    func first() throws {
        let state = try StateOnDisk()
        try StateOnDisk.raw(state.path) { try $0.execute(sql: FirstSchema.sql) }
        let (ledger, incidents) = try state.open(now: Newsroom.start + 60)
        #expect(incidents.allSatisfy { !$0.isLoss }, "\(incidents)")
        let verdict = try ledger.verify()
        #expect(verdict.isSound, "\(verdict.findings)")
        #expect(ledger.site.id.urn == "urn:uuid:4bf5122f-3445-84c5-bbde-2ebb8cd2b7e3")
        #expect(ledger.site.created == Newsroom.start)
        try ledger.read { ledger in
            let rows = try ledger.all()
            #expect(
                rows.map(\.id.uuid) == [
                    "e93f2cf9-a167-8480-bcb6-b97eba862d06", "ee2e1853-9289-855e-9ab0-52768b090f53",
                    "4c7056ee-43dd-8494-a0db-d7ba01748070", "e9eaf778-7d9b-8a51-8128-d2d50682a5f9",
                    "6708b031-f6a3-8dd8-8043-790ced6cd37d",
                ]
            )
            #expect(rows.map(\.number) == [1, 2, 3, 4, 5])
            #expect(rows.map(\.slug.text) == (1...5).map { "headline-\($0)" })
            #expect(rows.map(\.path) == (1...5).map { "a b/ñ-\($0).txt" })
            #expect(rows.map(\.title) == (1...5).map { "“Ünï” headline \($0)" })
            #expect(
                rows.map(\.date?.text) == [
                    "2026-01-07", "2026-01-07T14:00:00Z", nil, "2026-01-07", "2026-01-07T17:00:00Z",
                ]
            )
            #expect(rows.map(\.published) == (1...5).map { Newsroom.start + $0 * 3_600 })
            #expect(rows.map(\.givenID) == [nil, "tag:old.example,2020:2", nil, "tag:old.example,2020:4", nil])
            for row in rows { #expect(try ledger.aliases(of: row).first == "id:given-\(row.number)") }
            #expect(try ledger.article(alias: "link:https://news.example/3")?.number == 3)
            #expect(try ledger.article(formerSlug: "former-4")?.number == 4)
            #expect(try ledger.pendingImports().isEmpty)
            #expect(try ledger.document("/atom.xml")?.digest == "a1")
            #expect(try ledger.document("/category/science/")?.lastModified == Newsroom.start + 60)
            #expect(try ledger.revision() == 1)
            #expect(try ledger.lastRetraction() == Newsroom.start)
        }
    }
}
