import NIOCore
import NIOPosix
import Synchronization
import Testing

@testable import Daemon

@Suite("Editions on the event loops")
struct EditionShelfTests {
    private final class Record: Sendable {
        /// The latest that any event loop has shown.
        let seen = Atomic<UInt64>(0)
        let isOver = Atomic<Bool>(false)
    }

    @Test("What was seen on one event loop is met on every other: no edition is shown before all have it")
    func abreast() async throws {
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 3)
        let shelf = EditionShelf(.empty, group: group)
        let record = Record()
        let backwards = await withTaskGroup(of: Int.self) { tasks in
            for loop in group.makeIterator() {
                tasks.addTask {
                    var backwards = 0
                    while !record.isOver.load(ordering: .relaxed) {
                        let isBackwards = try? await loop.submit {
                            guard let place = shelf.place(of: loop) else { return true }
                            let before = record.seen.load(ordering: .acquiring)
                            let number = shelf.edition(at: place).number
                            record.seen.max(number, ordering: .releasing)
                            return number < before
                        }.get()
                        if isBackwards != false { backwards += 1 }
                    }
                    return backwards
                }
            }
            for number in 1...2_000 {
                await shelf.publish(Edition(number: UInt64(number), documents: []).published(in: UInt64(number)))
            }
            record.isOver.store(true, ordering: .relaxed)
            return await tasks.reduce(0, +)
        }
        #expect(backwards == 0)
        #expect(record.seen.load(ordering: .relaxed) > 0)
        try await group.shutdownGracefully()
    }

    @Test("An edition that comes again, and one that comes too late")
    func again() async throws {
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 2)
        let shelf = EditionShelf(.empty, group: group)
        let first = Edition(number: 1, documents: []).published(in: 1)
        let second = Edition(number: 2, documents: []).published(in: 2)
        let table: [(published: Edition, shown: UInt64)] = [(first, 1), (second, 2), (first, 2), (second, 2)]
        for row in table {
            await shelf.publish(row.published)
            for loop in group.makeIterator() {
                let number = try await loop.submit { shelf.place(of: loop).map { shelf.edition(at: $0).number } }.get()
                #expect(number == row.shown)
            }
        }
        try await group.shutdownGracefully()
    }
}
