import Foundation
import GRDB
import Syndication
import Testing

@testable import Catalogue

@Suite("Ledger's backups")
struct LedgerBackupsTests {
    private static let day: Int64 = 86_400

    @Test("A backup holds what the ledger held, bears its moment and needs no file beside it")
    func made() throws {
        let state = try StateOnDisk()
        let ledger = try state.ledger()
        let content = try StateOnDisk.content(ledger)
        let backup = try state.backups.make(from: ledger, now: Newsroom.start)
        #expect(backup.path == state.folder.path("backups/ledger-20260107T120000Z.db"))
        #expect(try state.names("backups") == ["ledger-20260107T120000Z.db"])
        #expect(try state.backups.newestGood() == backup)
        #expect(try state.names("backups") == ["ledger-20260107T120000Z.db"])
        let header = try state.bytes(backup.path)[18...19]
        #expect(header.elementsEqual([1, 1]))
        #expect(try StateOnDisk.content(Ledger(path: backup.path, now: Newsroom.start, seed: [])) == content)
    }

    @Test("Writers go on while backups are made, and each backup is one moment of the ledger")
    func whileInUse() async throws {
        let state = try StateOnDisk()
        let ledger = try state.ledger(articles: 200)
        let (path, backups) = (state.path, state.backups)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                for number in 201...400 {
                    try ledger.write { ledger in
                        // Both in one transaction, so that a snapshot has both or neither.
                        var row = StateOnDisk.row(number)
                        try ledger.insert(&row)
                        try ledger.setFact("last", String(number))
                    }
                }
            }
            group.addTask {
                for step in 0..<8 {
                    let backup = try backups.make(from: ledger, now: Newsroom.start + Int64(step))
                    let (count, last) = try StateOnDisk.raw(backup.path) { database in
                        (
                            try Int.fetchOne(database, sql: "SELECT count(*) FROM article"),
                            try String.fetchOne(database, sql: "SELECT value FROM fact WHERE key = 'last'")
                        )
                    }
                    #expect(last.flatMap { Int($0) } ?? 200 == count)
                }
            }
            try await group.waitForAll()
        }
        #expect(try ledger.verify().isSound, "\(path)")
    }

    @Test("A damaged ledger gives no backup, and those that are there stay")
    func damagedSource() throws {
        let state = try StateOnDisk()
        let ledger = try state.ledger()
        for step in 0..<3 { try state.backups.make(from: ledger, now: Newsroom.start + Int64(step)) }
        let before = try state.names("backups")
        try StateOnDisk.raw(state.path) { try $0.execute(sql: "UPDATE article SET title = 'x' WHERE number = 5") }
        let error = try #require(throws: LedgerBackupError.self) {
            try state.backups.make(from: ledger, now: Newsroom.start + 9)
        }
        #expect(error.findings == [.row(table: "article", row: "5")])
        #expect(error.description.contains("row 5 of table article"))
        #expect(try state.names("backups") == before)
    }

    @Test("The newest good one is found below damaged ones, those of a newer version and files that are no backups")
    func newestGood() throws {
        let state = try StateOnDisk()
        let ledger = try state.ledger()
        #expect(try state.backups.newestGood() == nil)
        let good = try state.backups.make(from: ledger, now: Newsroom.start)
        let damaged = try state.backups.make(from: ledger, now: Newsroom.start + 1)
        try StateOnDisk.raw(damaged.path) { try $0.execute(sql: "UPDATE fact SET value = 'x' WHERE key = 'site'") }
        let newer = try state.backups.make(from: ledger, now: Newsroom.start + 2)
        try StateOnDisk.raw(newer.path) { try $0.execute(sql: "INSERT INTO grdb_migrations VALUES ('later')") }
        for name in ["ledger-20990101T000000Z.db.part", "ledger-.db", "ledger-20990101T000000.db", "notes.txt"] {
            try state.write(Array("x".utf8), to: state.folder.path("backups/" + name))
        }
        try state.write([], to: state.folder.path("backups/ledger-20260108T000000Z.db"))
        #expect(try state.backups.newestGood() == good)
        #expect(try state.backups.all().count == 4)
    }

    @Test("What an interrupted backup left is cleared away, and nothing else")
    func remains() throws {
        let state = try StateOnDisk()
        let ledger = try state.ledger(articles: 1)
        let first = try state.backups.make(from: ledger, now: Newsroom.start)
        for name in ["ledger-20260107T120001Z.db.part", "ledger-20260107T120001Z.db.part-journal", "notes.txt"] {
            try state.write(Array("x".utf8), to: state.folder.path("backups/" + name))
        }
        let second = try state.backups.make(from: ledger, now: Newsroom.start + 1)
        let expected = [first, second].map { URL(filePath: $0.path).lastPathComponent } + ["notes.txt"]
        #expect(try state.names("backups") == expected)
    }

    @Test("Backups follow each other in name when the clock stands still or is set back")
    func clock() throws {
        let state = try StateOnDisk()
        let ledger = try state.ledger(articles: 1)
        let moments = try [0, 0, -5_000, 7].map { step in
            try state.backups.make(from: ledger, now: Newsroom.start + step).made - Newsroom.start
        }
        #expect(moments == [0, 1, 2, 7])
    }

    @Test("The newest three are kept, and the last one of each of seven days before")
    func rotation() throws {
        let state = try StateOnDisk()
        // Four a day for twelve days, the newest first.
        let backups = (0..<48).map {
            LedgerBackup(folder: state.backups.folder, made: Newsroom.start + (12 * Self.day + 43_199 - $0 * 6 * 3_600))
        }
        let unwanted = Set(LedgerBackups.unwanted(backups))
        let kept = backups.filter { !unwanted.contains($0) }
        #expect(kept.prefix(3) == backups.prefix(3))
        let days = kept.map { CivilTime($0.made).date }
        #expect(Set(days).count == 8 && kept.count == 3 + 7)
        for (backup, day) in zip(kept, days) where day != days[0] {
            #expect(backup == backups.first { CivilTime($0.made).date == day })
        }
        #expect(LedgerBackups.unwanted([]).isEmpty && LedgerBackups.unwanted(Array(backups.prefix(3))).isEmpty)
    }

    @Test("Made every six hours for twenty days, ten at most are there, and the oldest is seven days older")
    func rotated() throws {
        let state = try StateOnDisk()
        let ledger = try state.ledger(articles: 1)
        for step in 0..<80 { try state.backups.make(from: ledger, now: Newsroom.start + Int64(step) * 6 * 3_600) }
        let all = try state.backups.all()
        #expect(all.count <= 10)
        let (first, last) = (try #require(all.first), try #require(all.last))
        #expect(CivilTime(first.made).date.daysSinceEpoch - CivilTime(last.made).date.daysSinceEpoch == 7)
    }

    @Test("A folder that can't be made is failing storage, not damage")
    func storage() throws {
        let state = try StateOnDisk()
        let ledger = try state.ledger(articles: 1)
        let backups = LedgerBackups(folder: state.path + "/backups")
        let error = try #require(throws: LedgerFileError.self) { try backups.make(from: ledger, now: Newsroom.start) }
        #expect(error.number == ENOTDIR)
        #expect(error.description.hasPrefix(state.path + "/backups: can't be made"))
    }
}
