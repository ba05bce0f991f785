import Foundation
import Testing

@Suite("Dates in feeds")
struct DateTests {
    @Test("A scheduled article appears at its moment by itself, with that moment as its date")
    func scheduled() async throws {
        let place = try Place()
        try place.write(Manuscript(1))
        let daemon = try await SowerDaemon(place)
        let moment = Date(timeIntervalSince1970: (Date().timeIntervalSince1970 + 10).rounded(.down))
        let text = moment.formatted(.iso8601)
        try place.write("later.txt", "Not Before Its Time\n\(text)\n\nIt is said when it is due.\n")
        let held = try await eventually("it is held back") { try await daemon.status().scheduled.first }
        #expect(held.path == "later.txt" && held.until == text)
        #expect(try await daemon.atom()["Not Before Its Time"] == nil)
        #expect(try await daemon.status().articles == 1)
        let entry = try await eventually("it is published") {
            try await daemon.atom()["Not Before Its Time"]
        }
        #expect(Date() >= moment)
        #expect(entry.published == text && entry.updated == text)
        #expect(try await daemon.status().counts.scheduled == 0)
    }

    @Test("One that became due while the daemon was away is published at the start, with its own moment")
    func overdue() async throws {
        let place = try Place()
        try place.write(Manuscript(1))
        let first = try await SowerDaemon(place)
        let moment = Date(timeIntervalSince1970: (Date().timeIntervalSince1970 + 2).rounded(.down))
        let text = moment.formatted(.iso8601)
        try place.write("later.txt", "Not Before Its Time\n\(text)\n\nIt is said when it is due.\n")
        try await eventually("it is known") {
            let status = try await first.status()
            return status.counts.scheduled == 1 || status.articles == 2
        }
        try await first.terminate()
        try await eventually("its moment has come") { Date() > moment }
        let second = try await SowerDaemon(place)
        #expect(try await second.atom()["Not Before Its Time"]?.published == text)
    }

    @Test("Moments are exact: in the gap and the overlap of summer time, before 1970, and far behind")
    func exact() async throws {
        let place = try Place()
        let zoned: [(line: String, atom: String, rss: String)] = [
            ("2025-03-30 01:59", "2025-03-30T00:59:00Z", "Sun, 30 Mar 2025 00:59:00 +0000"),
            ("2025-03-30 03:00", "2025-03-30T01:00:00Z", "Sun, 30 Mar 2025 01:00:00 +0000"),
            ("2025-10-26 01:30", "2025-10-25T23:30:00Z", "Sat, 25 Oct 2025 23:30:00 +0000"),
            ("2025-10-26 03:00", "2025-10-26T02:00:00Z", "Sun, 26 Oct 2025 02:00:00 +0000"),
            ("2025-03-30T02:30+01:00", "2025-03-30T01:30:00Z", "Sun, 30 Mar 2025 01:30:00 +0000"),
            ("2025-07-01", "2025-07-01T10:00:00Z", "Tue, 01 Jul 2025 10:00:00 +0000"),
            ("January 7, 2026", "2026-01-07T11:00:00Z", "Wed, 07 Jan 2026 11:00:00 +0000"),
            ("1969-12-31T23:59:59Z", "1969-12-31T23:59:59Z", "Wed, 31 Dec 1969 23:59:59 +0000"),
            ("1969-07-20T20:17:40Z", "1969-07-20T20:17:40Z", "Sun, 20 Jul 1969 20:17:40 +0000"),
            ("1970-01-01T00:00:00Z", "1970-01-01T00:00:00Z", "Thu, 01 Jan 1970 00:00:00 +0000"),
            ("2000-02-29T12:00:00Z", "2000-02-29T12:00:00Z", "Tue, 29 Feb 2000 12:00:00 +0000"),
        ]
        for (index, row) in zoned.enumerated() {
            var lines = Manuscript(index).text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
            lines[1] = row.line
            try place.write("at-\(index).txt", lines.joined(separator: "\n"))
        }
        let configuration = "zone: Europe/Vienna\n"
        let first = try await SowerDaemon(place, configuration: configuration, baseURL: "http://news.example")
        let shown = try await first.shown()
        for (index, row) in zoned.enumerated() {
            let mark = Manuscript.mark(index)
            #expect(shown.atom[mark]?.first?.published == row.atom, "\(row.line)")
            #expect(shown.rss[mark]?.first?.published == row.rss, "\(row.line)")
        }
        try await first.terminate()
        let second = try await SowerDaemon(place, configuration: configuration, baseURL: "http://news.example")
        #expect(try await second.shown() == shown)
    }
}
