import Foundation
import Testing

@Suite("Killed at any moment")
struct CrashTests {
    /// How often the daemon is killed; `make soak` asks for more.
    private static let kills = ProcessInfo.processInfo.environment["SOWER_SOAK_KILLS"].flatMap(Int.init) ?? 12

    @Test("Killed while seeds come, change and go, it never gives an article another id, nor loses or doubles one")
    func kills() async throws {
        let place = try Place()
        let seed = ProcessInfo.processInfo.environment["SOWER_SOAK_SEED"].flatMap(UInt64.init) ?? 20_260_107
        var newsroom = Newsroom(place, seed: seed)
        var witness = Witness()
        try place.file("sower.yaml", "entries: 500\ngrace: 1s\n")
        for round in 1...Self.kills {
            let when = "round \(round) of seed \(seed)"
            for _ in 0..<newsroom.number(upTo: 3) { try newsroom.work() }
            newsroom.note("started")
            let running = try start(place)
            // Every second time it lives on for a moment after its first answer, however slow the machine is.
            var end = round.isMultiple(of: 2) ? nil : ContinuousClock.now + newsroom.pause(upTo: 1_200)
            while end.map({ ContinuousClock.now < $0 }) ?? (running.status == nil) {
                try newsroom.work()
                for path in ["/atom.xml", "/rss.xml"] {
                    // Until it listens there is nobody who answers.
                    if let answer = try? await fetch(path, from: .unix(place.root + "/http.sock")) {
                        witness.see(answer, when)
                        end = end ?? ContinuousClock.now + newsroom.pause(upTo: 1_200)
                    }
                }
                try await Task.sleep(for: newsroom.pause(upTo: 60))
            }
            if let status = running.status { Issue.record("\(when): ended with \(status): \(place.text("serve.err"))") }
            newsroom.note("killed")
            running.send(SIGKILL)
            _ = try await running.exit()
            try await witness.readLedger(of: place, when)
            try await witness.parse(in: place)
            for mark in witness.suspects {
                Issue.record("\(when): \(newsroom.history(of: mark))\n\(place.text("serve.err"))")
            }
            try #require(witness.suspects.isEmpty)
        }
        #expect(witness.responses >= Self.kills / 2)

        let daemon = try await SowerDaemon(
            place,
            configuration: "entries: 500\ngrace: 1s\n",
            baseURL: "http://news.example"
        )
        try await daemon.refresh()
        let status = try await daemon.status()
        #expect(status.counts.refused == 0 && status.counts.duplicates == 0, "\(status.refused) \(status.duplicates)")
        try compare(try await daemon.shown(), newsroom.present, witness, isExact: false)
        let released = try await place.sower("retract", "--missing", "--state", place.state)
        #expect(released.status == 0, "\(released.errors)")
        try await eventually("what is gone is retracted") {
            let status = try await daemon.status()
            // What was not held yet when the brake was let go may be held now.
            if status.counts.held > 0 { _ = try await place.sower("retract", "--missing", "--state", place.state) }
            return status.counts.missing == 0 && status.articles == newsroom.present.count
        }
        try compare(try await daemon.shown(), newsroom.present, witness, isExact: true)
        #expect(try await daemon.status().counts.refused == 0)
        #expect(try await daemon.status().counts.duplicates == 0)
        #expect(!place.text("serve.err").contains("damaged"))
    }

    private func start(_ place: Place) throws -> Running {
        try Running(
            Checkout.program,
            [
                "serve", place.seeds, "--state", place.state, "--config", place.root + "/sower.yaml",
                "--base-url", "http://news.example", "--listen", "unix:\(place.root)/http.sock",
            ],
            environment: plainEnvironment(home: place.root),
            output: place.root + "/serve.out",
            errors: place.root + "/serve.err"
        )
    }

    private func compare(
        _ shown: ShownInFeeds,
        _ present: [Manuscript],
        _ witness: Witness,
        isExact: Bool
    ) throws {
        for feed in [shown.atom, shown.rss] {
            for manuscript in present {
                let entries = feed[manuscript.mark] ?? []
                #expect(entries.count == 1, "\(manuscript.path) is there \(entries.count) times")
                #expect(entries.first?.title == manuscript.title)
                if let known = witness.id(of: manuscript.mark) {
                    #expect(entries.first?.id == known, "\(manuscript.path)")
                }
            }
            for (mark, entries) in feed { #expect(entries.count == 1, "\(mark)") }
            if isExact { #expect(Set(feed.keys) == Set(present.map(\.mark))) }
        }
    }
}
