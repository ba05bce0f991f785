import Catalogue
import Syndication
import Testing

@testable import Daemon

@Suite("Drift")
struct DriftTests {
    private let start = ContinuousClock.now
    private let old = FileStamp(size: 1, modified: 1, changed: 1, inode: 1)
    private let new = FileStamp(size: 2, modified: 2, changed: 2, inode: 1)

    @Test("What no event comes for is counted once, when its time is over")
    func counted() {
        var drift = Drift()
        drift.suspect("b.txt", new, nil, now: start)
        drift.suspect("a.txt", nil, Digest(bytes: [1]), now: start)
        #expect(drift.nextDue == start + Drift.patience)
        #expect(drift.settle(now: start, stamp: { _ in new }, hash: { _ in nil }) == [])
        let found = drift.settle(now: start + Drift.patience, stamp: { $0 == "b.txt" ? new : nil }, hash: { _ in nil })
        #expect(found == ["a.txt", "b.txt"])
        #expect(drift.count == 2 && drift.nextDue == nil)
    }

    @Test(
        "An event for the path or a folder above it acquits, another does not",
        arguments: [
            ("d/e/a.txt", true), ("d/e", true), ("d", true), ("d/e/a.txt2", false), ("d/f", false), ("d/e/a", false),
        ]
    )
    func heard(path: String, isAcquitted: Bool) {
        var drift = Drift()
        drift.suspect("d/e/a.txt", new, nil, now: start)
        drift.hear(of: path)
        #expect(drift.settle(now: start + .seconds(9), stamp: { _ in new }, hash: { _ in nil }).isEmpty == isAcquitted)
    }

    @Test(
        "Neither a file that goes on changing nor one whose bytes stayed the same is drift, nor anything once events were lost"
    )
    func others() {
        var drift = Drift()
        drift.suspect("writing.txt", old, nil, now: start)
        drift.suspect("touched.txt", new, Digest(bytes: [7]), now: start)
        let later = start + .seconds(2)
        #expect(drift.settle(now: later, stamp: { _ in new }, hash: { _ in Digest(bytes: [7]) }) == [])
        #expect(drift.nextDue == later + Drift.patience)
        drift.forgive()
        #expect(drift.settle(now: later + .seconds(9), stamp: { _ in new }, hash: { _ in nil }) == [])
        #expect(drift.count == 0)
    }
}

@Suite("Spreading in time")
struct JitterTests {
    @Test("A tenth to either side, the same for the same site, others for another one")
    func spread() throws {
        let sites = try [1, 1, 2].map {
            try #require(PermanentID("00000000-0000-8000-8000-00000000000\($0)"))
        }
        var jitters = sites.map { Jitter($0) }
        let times = jitters.indices.map { index in (0..<200).map { _ in jitters[index].spread(900) } }
        #expect(times[0] == times[1] && times[0] != times[2])
        #expect(times.joined().allSatisfy { $0 >= .seconds(810) && $0 <= .seconds(990) })
        #expect(times[0].contains { $0 < .seconds(840) } && times[0].contains { $0 > .seconds(960) })
        #expect(jitters[0].spread(0) == .zero)
    }
}

@Suite("Freshness")
struct FreshnessTests {
    @Test("Times fall into their buckets, and percentiles are of the last thousand")
    func tally() {
        var tally = FreshnessTally()
        tally.add([])
        #expect(tally.freshness == Freshness())
        tally.add([0.001, 0.0011, 11])
        #expect(tally.freshness.counts == [1, 1] + Array(repeating: 0, count: 11) + [1])
        #expect(tally.freshness.count == 3 && abs(tally.freshness.sum - 11.0021) < 1e-9)
        #expect(tally.freshness.median == 0.0011 && tally.freshness.percentile99 == 11)
        tally.add((1...1_000).map { Double($0) / 1_000 })
        #expect(tally.freshness.median == 0.5 && tally.freshness.percentile99 == 0.99)
        #expect(tally.freshness.count == 1_003)
        for _ in 0..<1_000 { tally.add([0.002]) }
        #expect(tally.freshness.median == 0.002 && tally.freshness.percentile99 == 0.002)
    }
}
