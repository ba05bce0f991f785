import Daemon
import Foundation
import Syndication
import Testing

@Suite("Status and metrics")
struct StatusTests {
    @Test("The status names all there is to know, for people and for programs, and its exit status tells a monitor")
    func complete() async throws {
        let place = try Place()
        try place.write(SeedText.many(6))
        let daemon = try await SowerDaemon(place, configuration: "entries: 2\ngrace: 1h\n")
        let calm = try await place.sower("status", "--state", place.state)
        #expect(calm.status == 0, "\(calm.output)")

        try place.write("bad.txt", "Only a title\n")
        try place.write("soon.txt", "Not Yet\nMarch 5, 2199\n\nIn a while.\n")
        try place.write("twin.txt", SeedText.plain("Article Number 1", day: 2))
        try place.remove("article-6.txt")
        let refresh = try await place.sower("refresh", "--wait", "--state", place.state)
        #expect(refresh.lines.first == "0 new, 0 changed, 1 refused")
        #expect(refresh.lines.dropFirst().count == 2, "\(refresh.output)")
        #expect(refresh.output.contains("held: article-6.txt: gone since 20"))
        #expect(refresh.output.contains(", withdrawn at 20"))
        #expect(refresh.lines.contains("held: soon.txt: held back until 2199-03-05T00:00:00Z"))
        try place.file("sower.yaml", "entries: none\n")
        #expect(try await place.sower("reload", "--state", place.state).status == 1)

        // Of the last files an event may come behind the comparison that has found them.
        let text = try await eventually("nothing waits") {
            let text = try await place.sower("status", "--state", place.state)
            return ["queue:     0 waiting", "reloaded: "].allSatisfy(text.output.contains) ? text : nil
        }
        #expect(text.status == 1)
        for line in [
            "seeds:     \(place.seeds)", "state:     \(place.state)", "watch:     inotify", "articles:  6",
            "queue:     0 waiting", "compared:  20", "drift:     0 changes",
            "feed:      \(try #require(daemon.feeds.first)), last change 20",
            "reloaded:  20", "refreshed: 20", "failed: ", "refused: 1\n  bad.txt:1: ",
            "scheduled: 1\n  soon.txt: held back until 2199-03-05",
            "duplicates: 1\n  twin.txt: the same article as article-1.txt", "missing: 1\n  article-6.txt",
            "in no feed, as there are newer ones: 4",
        ] { #expect(text.output.contains(line), "\(line) is not in\n\(text.output)") }
        #expect(!text.output.contains("\u{1B}"))

        let json = try await place.sower("status", "--json", "--state", place.state)
        #expect(json.status == 1)
        let object = try #require(try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any])
        for key in [
            "articles", "counts", "duplicates", "edition", "feeds", "incidents", "lastChange", "lastLook",
            "lastRefresh",
            "lastReload", "missing", "watchMode", "queue", "drift", "losses", "lastReconcile", "freshness", "process",
            "refused", "scheduled", "seeds", "started", "state", "unshown",
            "version",
            "watch",
        ] { #expect(object[key] != nil, "\(key)") }
        let quiet = try await place.sower("status", "--quiet", "--state", place.state)
        #expect(quiet.status == 1 && quiet.output.isEmpty && quiet.errors.isEmpty)
        try await daemon.terminate()
        let gone = try await place.sower("status", "--quiet", "--state", place.state)
        #expect(gone.status == 69)
    }

    @Test("A feed's last change moves with its bytes, and only then")
    func lastChange() async throws {
        let place = try Place()
        try place.write(SeedText.many(2))
        let daemon = try await SowerDaemon(place)
        let before = try await daemon.status().feeds
        try await daemon.refresh()
        #expect(try await daemon.status().feeds.map(\.lastChange) == before.map(\.lastChange))
        // The status tells whole seconds.
        try await eventually("it is another second") {
            before.allSatisfy { ($0.lastChange ?? "") < Timestamp.now.rfc3339 }
        }
        let last = try #require(try await daemon.status().lastChange)
        #expect(try await place.sower("reload", "--state", place.state).status == 0)
        #expect(try await daemon.status().lastChange == last)
        try place.write("more.txt", SeedText.plain("More"))
        try await daemon.refresh()
        #expect(try #require(try await daemon.status().lastChange) > last)
        let after = try await daemon.status().feeds
        #expect(after.map(\.path) == ["/atom.xml", "/rss.xml", "/feed.json"])
        #expect(zip(before, after).allSatisfy { ($0.lastChange ?? "") < ($1.lastChange ?? "") })
        // Last-Modified moves a second with each change; the status tells the time.
        for number in 1...8 {
            try place.drop("quick-\(number).txt", SeedText.plain("Quick \(number)"))
            try await daemon.holds(3 + number)
        }
        let now = Timestamp.now.rfc3339
        #expect(try await daemon.status().feeds.allSatisfy { $0.lastChange ?? "" <= now })
    }

    @Test("The status is never behind the feeds, however fast they change")
    func abreast() async throws {
        let place = try Place()
        try place.write(Manuscript(1))
        let daemon = try await SowerDaemon(place)
        for number in 2...20 {
            try place.drop("quick-\(number).txt", SeedText.plain("Quick \(number)"))
            try await eventually("it is in the feed") { try await daemon.atom()["Quick \(number)"] }
            #expect(try await daemon.status().articles == number)
            #expect(try await daemon.metric("sower_articles") == Double(number))
        }
    }

    @Test("A restart is no change: the last one is that of before")
    func lastChangeOfBefore() async throws {
        let place = try Place()
        try place.write(SeedText.many(2))
        let first = try await SowerDaemon(place, baseURL: "http://news.example")
        let before = try #require(try await first.status().lastChange)
        try await first.terminate()
        try await eventually("the clock has gone on") { Timestamp.now.rfc3339 > before }
        let second = try await SowerDaemon(place, baseURL: "http://news.example")
        #expect(try await second.status().lastChange == before)
        try place.write("more.txt", SeedText.plain("More"))
        try await second.refresh()
        #expect(try #require(try await second.status().lastChange) > before)
    }

    @Test("Metrics are what Prometheus reads, and say what happened")
    func metrics() async throws {
        let place = try Place()
        try place.write(SeedText.many(3))
        try place.write("bad \"quoted\".txt", "Only a title\n")
        let daemon = try await SowerDaemon(place)
        let tag = try #require(try await daemon.get("/atom.xml").tag)
        #expect(try await daemon.get("/atom.xml", ["If-None-Match": tag]).status == 304)
        #expect(try await daemon.get("/nowhere").status == 404)
        let answer = try await fetch("/metrics", from: .unix(place.state + "/admin.sock"))
        #expect(answer["content-type"] == "text/plain; version=0.0.4; charset=utf-8")
        let lines = answer.text.split(separator: "\n").map(String.init)
        for line in [
            "sower_articles 3", "sower_seeds{outcome=\"refused\"} 1", "sower_http_responses_total{code=\"304\"} 1",
            "sower_http_responses_total{code=\"404\"} 1", "sower_brake 0", "sower_trouble 0", "sower_watch_degraded 0",
            "sower_last_refresh_success 1", "sower_watch_mode{mode=\"events\"} 1", "sower_watch_mode{mode=\"poll\"} 0",
            "sower_watch_drift_total 0", "sower_watch_losses_total 0", "sower_reconcile_interval_seconds 900",
            "sower_freshness_seconds_count 0",
        ] { #expect(lines.contains(line), "\(line) is not in\n\(answer.text)") }
        let resident = lines.first { $0.hasPrefix("process_resident_memory_bytes ") }?.split(separator: " ").last
        #expect(resident.flatMap { Int($0) } ?? 0 > 1 << 20)
        let start = lines.first { $0.hasPrefix("process_start_time_seconds ") }?.split(separator: " ").last
        #expect(abs((start.flatMap { Double($0) } ?? 0) - Date().timeIntervalSince1970) < 120)
        let path = try place.file("metrics", answer.text)
        let checked = try await place.run("sh", ["-c", "promtool check metrics < \(path)"])
        #expect(checked.status == 0 && checked.errors.isEmpty, "\(checked)")
        #expect(try await daemon.get("/metrics").status == 404)
    }

    @Test(
        "The time from closed to served is measured for what changes while it is waited for, not for what was there before"
    )
    func freshness() async throws {
        let place = try Place()
        try place.write(SeedText.many(5))
        let daemon = try await SowerDaemon(place)
        #expect(try await daemon.status().freshness.counts.allSatisfy { $0 == 0 })
        #expect(try await daemon.status().freshness.median == nil)
        for number in 1...4 {
            try place.drop("drop-\(number).txt", SeedText.plain("Drop \(number)"))
            try await daemon.holds(5 + number)
        }
        try place.write("written.txt", SeedText.plain("Written"))
        try await daemon.holds(10)
        try await eventually("all five are measured") {
            try await daemon.status().freshness.counts.reduce(0, +) == 5
        }
        let freshness = try await daemon.status().freshness
        let (median, most) = (try #require(freshness.median), try #require(freshness.percentile99))
        // A written file rests for a quarter of a second before it is taken.
        #expect(median > 0 && median <= most && most >= 0.25 && most < 60)
        #expect(try await daemon.metric("sower_freshness_seconds_count") == 5)
        #expect(try #require(try await daemon.metric("sower_freshness_seconds_sum")) >= most)
        #expect(try await daemon.metric("sower_freshness_seconds_bucket{le=\"+Inf\"}") == 5)
        let text = try await place.sower("status", "--state", place.state).output
        #expect(text.contains("freshness: 5 served, half within "), "\(text)")
    }

    @Test("The alert rules are sound, and ring when they should")
    func alerts() async throws {
        let place = try Place()
        let folder = Checkout.path("deploy/prometheus")
        let checked = try await place.run("promtool", ["check", "rules", folder + "/sower.rules.yaml"])
        #expect(checked.status == 0, "\(checked)")
        let tested = try await place.run("promtool", ["test", "rules", folder + "/sower.rules.test.yaml"])
        #expect(tested.status == 0, "\(tested)")
        let rules = try String(contentsOfFile: folder + "/sower.rules.yaml", encoding: .utf8)
        let tests = try String(contentsOfFile: folder + "/sower.rules.test.yaml", encoding: .utf8)
        let names = rules.split(separator: "\n").filter { $0.contains("- alert:") }.compactMap {
            $0.split(separator: " ").last
        }
        #expect(names.count >= 7)
        for name in names { #expect(tests.contains("alertname: \(name)"), "\(name) has no test") }
    }
}
