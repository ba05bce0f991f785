import Foundation
import Testing

@Suite("Files that take each other's names")
struct NameExchangeTests {
    @Test(
        "Names that move on by one, because files were added or taken away in front, move no ids",
        arguments: [(1, false), (-1, false), (1, true), (-1, true)]
    )
    func shift(by step: Int, isLive: Bool) async throws {
        try await exchange(sameDay: false, isLive: isLive) { index in
            index + step
        }
    }

    @Test("The same for articles of one day", arguments: [(1, false), (-1, false), (1, true), (-1, true)])
    func shiftOnOneDay(by step: Int, isLive: Bool) async throws {
        try await exchange(sameDay: true, isLive: isLive) { index in index + step }
    }

    private func exchange(sameDay: Bool, isLive: Bool, _ place: (Int) -> Int) async throws {
        let folder = try Place()
        var manuscripts = (0..<8).map(Manuscript.init)
        for index in manuscripts.indices {
            manuscripts[index].stem = "00\(index + 1)"
            if sameDay { manuscripts[index].day = 5 }
        }
        for manuscript in manuscripts { try folder.write(manuscript) }
        var daemon = try await start(folder)
        let before = try await daemon.shown()
        if !isLive { try await daemon.terminate() }
        for index in manuscripts.indices {
            try folder.rename(folder.seed(manuscripts[index].path), folder.seeds + "/.moving-\(index)")
        }
        for index in manuscripts.indices {
            manuscripts[index].stem = "00\(place(index + 1))"
            try folder.rename(folder.seeds + "/.moving-\(index)", folder.seed(manuscripts[index].path))
        }
        if !isLive { daemon = try await start(folder) }
        try await daemon.refresh()
        try await eventually("each is itself again") {
            let status = try await daemon.status()
            return status.counts.duplicates == 0 && status.counts.missing == 0 && status.articles == 8
        }
        let after = try await daemon.shown()
        #expect(after.permanent == before.permanent)
        #expect(after.atom.mapValues { $0.map(\.updated) } == before.atom.mapValues { $0.map(\.updated) })
    }

    private func start(_ place: Place) async throws -> SowerDaemon {
        try await SowerDaemon(place, baseURL: "http://news.example")
    }
}
