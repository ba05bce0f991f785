import CLinux
import Foundation
import GRDB
import Syndication
import Testing

@testable import Catalogue

@Suite("Ledger, opened with care")
struct LedgerOpeningTests {
    private let later = Newsroom.start + 60

    @Test("A first start makes a ledger, and a later one opens it: nothing is worth telling")
    func uneventful() throws {
        let state = try StateOnDisk()
        let first = try state.open()
        #expect(first.incidents.isEmpty)
        try first.ledger.write { try StateOnDisk.fill($0, with: 5) }
        let content = try StateOnDisk.content(first.ledger)
        try first.ledger.close()
        let second = try state.open(now: later)
        #expect(second.incidents.isEmpty)
        #expect(try StateOnDisk.content(second.ledger) == content)
    }

    @Test("A ledger whose process was killed is opened with what its log holds")
    func killed() throws {
        let state = try StateOnDisk()
        let ledger = try state.ledger()
        let content = try StateOnDisk.content(ledger)
        let copy = try StateOnDisk()
        for suffix in ["", "-wal"] { try copy.write(state.bytes(state.path + suffix), to: copy.path + suffix) }
        let opened = try copy.open(now: later)
        #expect(opened.incidents.isEmpty)
        #expect(try StateOnDisk.content(opened.ledger) == content)
    }

    enum Harm: CaseIterable {
        case text, empty, shortHeader, halved, zeroes, otherDatabase, noTables, changedRow, lostMigrations
    }

    private func apply(_ harm: Harm, to state: StateOnDisk) throws {
        let bytes = try state.bytes()
        switch harm {
        case .text: try state.write(Array("This was a ledger once.\n".utf8))
        case .empty: try state.write([])
        case .shortHeader: try state.write(Array(bytes.prefix(60)))
        case .halved: try state.write(Array(bytes.prefix(bytes.count / 2)))
        case .zeroes: try state.write(bytes.prefix(8_192) + [UInt8](repeating: 0, count: bytes.count - 8_192))
        case .otherDatabase, .noTables:
            try TemporaryFolder.removeDatabase(state.path)
            try StateOnDisk.raw(state.path) { database in
                try database.execute(sql: "CREATE TABLE other (value)")
                if harm == .noTables { try database.execute(sql: "DROP TABLE other") }
            }
        case .changedRow:
            try StateOnDisk.raw(state.path) { try $0.execute(sql: "UPDATE article SET slug = 'x' WHERE number = 30") }
        case .lostMigrations:
            try StateOnDisk.raw(state.path) {
                try $0.execute(sql: "DELETE FROM grdb_migrations; INSERT INTO grdb_migrations VALUES ('9')")
            }
        }
    }

    @Test("A damaged ledger is set aside as it was, and the newest good backup goes on", arguments: Harm.allCases)
    func restored(harm: Harm) throws {
        let state = try StateOnDisk()
        let ledger = try state.ledger()
        let content = try StateOnDisk.content(ledger)
        let backup = try state.backups.make(from: ledger, now: Newsroom.start)
        try ledger.close()
        try apply(harm, to: state)
        let damaged = try state.bytes()
        let (reopened, incidents) = try state.open(now: later)
        #expect(try StateOnDisk.content(reopened) == content)
        #expect(try reopened.verify().isSound)
        let setAside = state.path + ".damaged-20260107T120100Z"
        #expect(try state.bytes(setAside) == damaged)
        #expect(incidents.count == 2)
        let first = try #require(incidents.first?.description)
        #expect(first.hasPrefix("\(state.path): damaged: ") && first.contains(setAside), "\(first)")
        #expect(incidents.last == .restored(path: state.path, backup: backup))
        #expect(incidents.last?.description.contains(backup.path) == true)
        #expect(try state.backups.all() == [backup])
        try reopened.close()
        #expect(try state.open(now: later + 1).incidents.isEmpty)
    }

    @Test(
        "Without a backup a new ledger is begun, which says that ids of edited articles are lost",
        arguments: Harm.allCases
    )
    func begunAnew(harm: Harm) throws {
        let state = try StateOnDisk()
        try state.ledger().close()
        try apply(harm, to: state)
        let (ledger, incidents) = try state.open(now: later)
        #expect(try ledger.read { try $0.all() }.isEmpty)
        #expect(try ledger.verify().isSound)
        #expect(incidents.count == 2 && incidents.last == .begunAnew(path: state.path))
        #expect(incidents.last?.description.contains("the ids of edited articles and of the site are lost") == true)
        #expect(try state.names().contains("ledger.db.damaged-20260107T120100Z"))
    }

    @Test("A damaged ledger's log goes with it, is not applied to the backup, and nothing set aside is overwritten")
    func log() throws {
        let state = try StateOnDisk()
        let ledger = try state.ledger(articles: 20)
        try state.backups.make(from: ledger, now: Newsroom.start)
        let content = try StateOnDisk.content(ledger)
        try ledger.write { try $0.setFact("later", "than the backup") }
        let other = try StateOnDisk()
        for folder in ["backups"] {
            try FileManager.default.copyItem(atPath: state.folder.path(folder), toPath: other.folder.path(folder))
        }
        let wal = try state.bytes(state.path + "-wal")
        for round in 1...3 {
            try other.write(Array("SQLite format 3, but no more".utf8))
            try other.write(wal, to: other.path + "-wal")
            let opened = try other.open(now: later)
            #expect(try StateOnDisk.content(opened.ledger) == content)
            try opened.ledger.close()
            let name = "ledger.db.damaged-20260107T120100Z" + (round == 1 ? "" : "-\(round)")
            #expect(try other.names().contains(name) && other.bytes(other.folder.path(name + "-wal")) == wal)
        }
    }

    @Test(
        "A lost ledger goes on from the newest good backup; a log left beside it is moved away",
        arguments: [false, true]
    )
    func lost(leavesLog: Bool) throws {
        let state = try StateOnDisk()
        let ledger = try state.ledger()
        let content = try StateOnDisk.content(ledger)
        let backup = try state.backups.make(from: ledger, now: Newsroom.start)
        try ledger.write { try $0.setFact("later", "than the backup") }
        let wal = try state.bytes(state.path + "-wal")
        try ledger.close()
        try TemporaryFolder.removeDatabase(state.path)
        if leavesLog { try state.write(wal, to: state.path + "-wal") }
        let (reopened, incidents) = try state.open(now: later)
        #expect(try StateOnDisk.content(reopened) == content)
        let setAside = leavesLog ? state.path + ".damaged-20260107T120100Z" : nil
        #expect(
            incidents == [.missing(path: state.path, setAside: setAside), .restored(path: state.path, backup: backup)]
        )
        #expect(try state.names().contains("ledger.db.damaged-20260107T120100Z-wal") == leavesLog)
    }

    @Test("Damaged backups are passed over and named; when all are, a new ledger is begun and they stay")
    func damagedBackups() throws {
        let state = try StateOnDisk()
        let ledger = try state.ledger()
        let good = try state.backups.make(from: ledger, now: Newsroom.start)
        let bad = try state.backups.make(from: ledger, now: Newsroom.start + 1)
        try ledger.close()
        try state.write(Array(state.bytes(bad.path).dropLast(4_096)), to: bad.path)
        try state.write([1, 2, 3])
        let first = try state.open(now: later)
        #expect(first.incidents.contains(.passedOver(damaged: [bad.path], newer: [])))
        #expect(first.incidents.last == .restored(path: state.path, backup: good))
        try first.ledger.close()
        try state.write([], to: good.path)
        try state.write([1, 2, 3])
        let second = try state.open(now: later + 1)
        #expect(second.incidents.contains(.passedOver(damaged: [bad.path, good.path], newer: [])))
        #expect(second.incidents.last == .begunAnew(path: state.path))
        #expect(try state.backups.all().count == 2)
    }

    @Test("A newer ledger is no damage: it stays, and the error names the newest backup that can be read")
    func newer() throws {
        let state = try StateOnDisk()
        let ledger = try state.ledger()
        let old = try state.backups.make(from: ledger, now: Newsroom.start)
        try ledger.write { try $0.database.execute(sql: "INSERT INTO grdb_migrations VALUES ('later')") }
        let new = try state.backups.make(from: ledger, now: Newsroom.start + 1)
        try ledger.close()
        let bytes = try state.bytes()
        let error = try #require(throws: LedgerVersionError.self) { try state.open(now: later) }
        #expect(error.path == state.path && error.backup == old.path)
        #expect(error.description.contains(old.path) && error.description.contains("install that version"))
        #expect(try state.bytes() == bytes)
        #expect(try state.names().allSatisfy { !$0.contains("damaged") })
        // The way back that the error names.
        try FileManager.default.moveItem(atPath: state.path, toPath: state.path + ".newer")
        let (reopened, incidents) = try state.open(now: later)
        #expect(incidents.contains(.passedOver(damaged: [], newer: [new.path])))
        #expect(incidents.last == .restored(path: state.path, backup: old))
        #expect(try StateOnDisk.ids(reopened).count == 50)
    }

    @Test("Where only a newer version can read the backups, no new ledger is begun")
    func onlyNewer() throws {
        let state = try StateOnDisk()
        let ledger = try state.ledger(articles: 1)
        try ledger.write { try $0.database.execute(sql: "INSERT INTO grdb_migrations VALUES ('later')") }
        try state.backups.make(from: ledger, now: Newsroom.start)
        try ledger.close()
        try TemporaryFolder.removeDatabase(state.path)
        #expect(throws: LedgerVersionError.self) { try state.open(now: later) }
        #expect(try state.names() == ["backups"])
    }

    @Test("Failing storage is thrown, and moves nothing")
    func storage() throws {
        let state = try StateOnDisk()
        try FileManager.default.createDirectory(atPath: state.path, withIntermediateDirectories: false)
        #expect(throws: LedgerFileError.self) { try state.open() }
        #expect(try state.names() == ["ledger.db"])
        let below = state.folder.path("file")
        try state.write([1], to: below)
        let error = try #require(throws: LedgerFileError.self) {
            try LedgerOpening.open(path: below + "/ledger.db", backups: state.backups, now: later, seed: [1])
        }
        #expect(error.number == ENOTDIR)
    }

    @Test("A ledger that may not be read is not damage")
    func permission() throws {
        let state = try StateOnDisk()
        try state.ledger(articles: 3).close()
        let before = try state.names()
        try FileManager.default.setAttributes([.posixPermissions: 0], ofItemAtPath: state.path)
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: state.folder.path(""))
        // Root may read everything, so its thread looks as nobody.
        let former = geteuid() == 0 ? setfsuid(65_534) : nil
        defer { if former != nil { setfsuid(0) } }
        let error = try #require(throws: LedgerFileError.self) { try state.open() }
        #expect(error.number == EACCES)
        #expect(try state.names() == before)
    }
}
