import Foundation
import Testing

@Suite("Durable before visible")
struct DurabilityTests {
    @Test("An id is on stable storage before the first byte with it leaves a socket")
    func order() async throws {
        let place = try Place()
        try place.write(SeedText.many(3))
        let trace = place.root + "/trace"
        let calls = "trace=fsync,fdatasync,write,pwrite64,pwritev,writev,sendto,sendmsg"
        let daemon = try await SowerDaemon(
            place,
            baseURL: "http://news.example",
            tracer: ["strace", "-f", "-tt", "-y", "-s", "100000", "-e", calls, "-e", "signal=none", "-o", trace]
        )
        let address = daemon.address
        // Readers ask all the time, so that one is there at the very moment.
        let polling = Task {
            while !Task.isCancelled {
                for path in ["/atom.xml", "/rss.xml", "/articles/lamp-on-the-mole", "/"] {
                    _ = try? await fetch(path, from: address)
                }
            }
        }
        var ids: [(title: String, id: String)] = []
        for title in ["Lamp on the Mole", "Net in the Loft", "Rope at the Slip"] {
            try place.drop("\(title).txt", SeedText.plain(title))
            let entry = try await eventually("it is published") { try await daemon.atom()[title] }
            ids.append((title, entry.id))
        }
        polling.cancel()
        await polling.value
        kill(try await daemon.status().process, SIGTERM)
        #expect(try await daemon.exit() == 0)

        let lines = place.text("trace").split(separator: "\n").map(String.init)
        for (title, id) in ids {
            let sent = try #require(
                lines.firstIndex { Self.isSocketWrite($0) && $0.contains(id) },
                "\(title) was never sent"
            )
            let stored = try #require(
                lines.firstIndex { $0.contains("pwrite64(") && $0.contains("ledger.db-wal>") && $0.contains(title) },
                "\(title) was never stored"
            )
            #expect(stored < sent, "\(title)")
            let synced = try #require(Self.syncEnd(in: lines, after: stored), "\(title) was never synced")
            #expect(synced < sent, "\(title): synced in line \(synced + 1), sent in line \(sent + 1)")
        }
    }

    private static func isSocketWrite(_ line: String) -> Bool {
        guard let call = line.firstMatch(of: /\b(?:write|writev|sendto|sendmsg)\(\d+<([^>]*)/) else { return false }
        return call.output.1.hasPrefix("socket:") || call.output.1.hasPrefix("UNIX") || call.output.1.hasPrefix("TCP")
    }

    /// The line at which the first sync of the ledger's log that began after a line has returned.
    private static func syncEnd(in lines: [String], after start: Int) -> Int? {
        let begun = lines[start...].firstIndex { $0.contains("sync(") && $0.contains("ledger.db-wal>") }
        guard let begun else { return nil }
        if lines[begun].hasSuffix("= 0") { return begun }
        let process = lines[begun].prefix { $0 != " " } + " "
        return lines[begun...].firstIndex {
            $0.hasPrefix(process) && $0.contains("sync resumed>") && $0.hasSuffix("= 0")
        }
    }
}
