import Foundation
import Syndication
import Testing

@testable import Catalogue

@Suite("What of the ledger is on the disk")
struct DurabilityTests {
    private struct Failure: Error {}

    enum Step {
        case write
        /// Of what waits for the disk by itself.
        case writeSynced
        /// Expected: nil for no look at the disk, otherwise whether all is written anew.
        case settle(Bool?)
        case fail(isAnew: Bool)
    }

    @Test(
        "The disk is waited for once for what was written, and what it failed at is written anew",
        arguments: [
            [.settle(nil)],
            [.write, .settle(false), .settle(nil)],
            [.write, .write, .settle(false), .settle(nil), .write, .settle(false)],
            [.write, .writeSynced, .settle(nil)],
            [.write, .fail(isAnew: false), .fail(isAnew: true), .settle(true), .settle(nil), .write, .settle(false)],
            [.write, .fail(isAnew: false), .writeSynced, .settle(true), .writeSynced, .settle(nil)],
        ] as [[Step]]
    )
    func steps(_ steps: [Step]) throws {
        let record = DurabilityRecord()
        for step in steps {
            switch step {
            case .write: record.noteWritten()
            case .writeSynced: record.noteSynced()
            case .settle(let expected):
                var seen: Bool?
                try record.settle { seen = $0 }
                #expect(seen == expected)
            case .fail(let expected):
                #expect(throws: Failure.self) {
                    try record.settle { isAnew in
                        #expect(isAnew == expected)
                        throw Failure()
                    }
                }
            }
        }
    }

    @Test("What comes while the disk is waited for is waited for again")
    func meanwhile() throws {
        let record = DurabilityRecord()
        record.noteWritten()
        var looks = 0
        for _ in 0..<3 {
            try record.settle { _ in
                looks += 1
                if looks == 1 { record.noteWritten() }
            }
        }
        #expect(looks == 2)
    }

    @Test("The log is brought to the disk, whatever was written, and a log that is gone is an error")
    func ledger() throws {
        let folder = try TemporaryFolder()
        let ledger = try Ledger(path: folder.path("ledger.db"), now: Newsroom.start, seed: [1])
        try ledger.sync()
        try ledger.write(durability: .bySync) { _ in }
        try FileManager.default.moveItem(atPath: folder.path("ledger.db-wal"), toPath: folder.path("away"))
        // Nothing was written.
        try ledger.sync()
        try ledger.write(durability: .byTheNext) { try $0.setFact("one", "1") }
        try ledger.sync()
        try ledger.write(durability: .bySync) { try $0.setFact("two", "2") }
        #expect(throws: LedgerFileError.self) { try ledger.sync() }
        // By the file itself.
        try ledger.sync()
        try FileManager.default.moveItem(atPath: folder.path("away"), toPath: folder.path("ledger.db-wal"))
        try ledger.write(durability: .bySync) { try $0.setFact("three", "3") }
        try ledger.sync()
        #expect(
            try ledger.read { ledger in try ["one", "two", "three"].map { try ledger.fact($0) } } == ["1", "2", "3"]
        )
    }
}
