import Syndication
import Testing

@testable import Daemon

@Suite("Flood control of the log")
struct FloodGateTests {
    private let place = FloodGate.Place(file: "a.swift", line: 1)

    private func record(_ message: String, at seconds: Int64) -> LogRecord {
        LogOutputTests.record(message, at: seconds)
    }

    @Test("The same text passes three times a minute, and what was held back is told when the minute is over")
    func sameText() {
        var gate = FloodGate()
        let passed = (0..<400).map { gate.admit(record("again", at: 100 + $0 / 10), from: place).passes }
        #expect(passed.count { $0 } == 3 && passed.prefix(3).allSatisfy(\.self))
        #expect(gate.holdsAnything)
        #expect(gate.close(at: 159).isEmpty)
        #expect(gate.close(at: 160) == [.init(record: record("again", at: 139), count: 397)])
        #expect(!gate.holdsAnything)
        let next = gate.admit(record("again", at: 161), from: place)
        #expect(next.passes && next.summary == nil)
    }

    @Test("Other texts of the same place pass fifty times, other places have their own count")
    func samePlace() {
        var gate = FloodGate()
        let passed = (0..<2_000).map { gate.admit(record("\($0).txt", at: 100), from: place).passes }
        #expect(passed.count { $0 } == 50)
        let other = gate.admit(record("other", at: 100), from: .init(file: "a.swift", line: 2))
        #expect(other.passes)
        let next = gate.admit(record("later", at: 200), from: place)
        #expect(next.passes && next.summary == .init(record: record("1999.txt", at: 100), count: 1_950))
    }

    @Test("A clock that is set back ends the minute too, and stopping tells of all that is held back")
    func clock() {
        var gate = FloodGate()
        for _ in 0..<10 { _ = gate.admit(record("a", at: 1_000), from: place) }
        let back = gate.admit(record("a", at: 10), from: place)
        #expect(back.passes && back.summary?.count == 7)
        for _ in 0..<5 { _ = gate.admit(record("a", at: 11), from: place) }
        #expect(gate.close(at: nil).map(\.count) == [3])
    }
}
