import Syndication
import Testing

@testable import Catalogue

@Suite("Ledger with flipped bits")
struct LedgerOpeningPropertyTests {
    @Test("A bit that flips anywhere is harmless, or noticed and mended from the backup", arguments: 0..<10)
    func flippedBits(part: UInt64) throws {
        let state = try StateOnDisk()
        let original = try state.ledger()
        try state.backups.make(from: original, now: Newsroom.start)
        let content = try StateOnDisk.content(original)
        try original.close()
        let bytes = try state.bytes()
        var generator = SeededGenerator(seed: part)
        var noticed = 0
        for round in 0..<20 {
            // Every other round the schema and the header, where a bit weighs most.
            let bound = round.isMultiple(of: 2) ? bytes.count : 8_192
            let (place, bit) = (
                Int.random(in: 0..<bound, using: &generator), UInt8.random(in: 0..<8, using: &generator)
            )
            try TemporaryFolder.removeDatabase(state.path)
            var flipped = bytes
            flipped[place] ^= 1 << bit
            try state.write(flipped)
            let now = Newsroom.start + Int64(round)
            let (ledger, incidents) = try state.open(now: now)
            #expect(try StateOnDisk.content(ledger) == content, "bit \(bit) of byte \(place): \(incidents)")
            #expect(try ledger.verify().isSound)
            // It can be written to, also where only writing would meet the damage.
            try ledger.write { ledger in
                var row = StateOnDisk.row(1_000)
                try ledger.insert(&row)
                try ledger.addAlias("id:given-1000", to: row)
                try ledger.setDocument("/new", digest: "n", lastModified: now)
            }
            try ledger.close()
            guard !incidents.isEmpty else { continue }
            noticed += 1
            #expect(try state.bytes("\(state.path).damaged-\(now.compact)") == flipped)
        }
        #expect(noticed > 0)
    }

    @Test("A ledger that is cut off anywhere is noticed and mended from the backup")
    func truncated() throws {
        let state = try StateOnDisk()
        let original = try state.ledger()
        try state.backups.make(from: original, now: Newsroom.start)
        let content = try StateOnDisk.content(original)
        try original.close()
        let bytes = try state.bytes()
        var generator = SeededGenerator(seed: 7)
        for round in 0..<20 {
            try TemporaryFolder.removeDatabase(state.path)
            try state.write(Array(bytes.prefix(Int.random(in: 0..<bytes.count, using: &generator))))
            let (ledger, incidents) = try state.open(now: Newsroom.start + Int64(round))
            #expect(incidents.count == 2)
            #expect(try StateOnDisk.content(ledger) == content)
            try ledger.close()
        }
    }
}
