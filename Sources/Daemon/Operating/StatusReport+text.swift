import Foundation
import Glibc

extension StatusReport {
    /// "10,412 articles, 3 refused, last change 12:04", for the service manager's one line.
    package var summary: String {
        var parts = ["\(StatusReport.grouped(articles)) articles", "\(StatusReport.grouped(counts.refused)) refused"]
        if let lastChange { parts.append("last change \(StatusReport.onLocalClock(lastChange))") }
        if let brake { parts.append(brake) }
        if let trouble { parts.append("trouble: \(trouble)") }
        if let lastReload, !lastReload.succeeded { parts.append("not reloaded: \(lastReload.result)") }
        return parts.joined(separator: ", ")
    }

    /// A moment of RFC 3339 as this machine's clocks show it, with the day only when that isn't today's; itself when it is none.
    private static func onLocalClock(_ text: String) -> String {
        guard let date = try? Date(text, strategy: .iso8601) else { return text }
        var (moment, now) = (time_t(date.timeIntervalSince1970), time(nil))
        var (then, today) = (tm(), tm())
        guard localtime_r(&moment, &then) != nil, localtime_r(&now, &today) != nil else { return text }
        let isToday = then.tm_year == today.tm_year && then.tm_yday == today.tm_yday
        return withUnsafeTemporaryAllocation(of: CChar.self, capacity: 32) { buffer in
            let count = strftime(buffer.baseAddress, buffer.count, isToday ? "%H:%M" : "%Y-%m-%d %H:%M", &then)
            return String(decoding: buffer.prefix(count).map { UInt8(bitPattern: $0) }, as: UTF8.self)
        }
    }

    /// For a terminal, a line each.
    ///
    /// - Parameter isColoured: what needs attention is shown in red, titles in bold.
    package func text(isColoured: Bool = false) -> String {
        func bold(_ text: String) -> String { isColoured ? "\u{1B}[1m\(text)\u{1B}[0m" : text }
        func red(_ text: String) -> String { isColoured ? "\u{1B}[31m\(text)\u{1B}[0m" : text }
        var lines = [bold("sower \(version), process \(process)\(started.map { ", since \($0)" } ?? "")")]
        func fact(_ name: String, _ value: String, isBad: Bool = false) {
            let line = "\(name):".padding(toLength: 11, withPad: " ", startingAt: 0) + value.visible
            lines.append(isBad ? red(line) : line)
        }
        func event(_ name: String, _ event: Event?) {
            guard let event else { return }
            fact(name, "\(event.time): \(event.succeeded ? "" : "failed: ")\(event.result)", isBad: !event.succeeded)
        }
        func list(_ title: String, _ count: Int, _ items: [String], isBad: Bool = false) {
            guard count > 0 else { return }
            lines.append(isBad ? red("\(title): \(count)") : bold("\(title): \(count)"))
            let named = items.prefix(100)
            lines += named.map { "  \($0.visible)" }
            if count > named.count { lines.append("  and \(count - named.count) more") }
        }

        fact("seeds", seeds)
        fact("state", state)
        if let starting { fact("starting", starting) }
        fact("watch", watch.isEmpty ? "not yet" : watch, isBad: isWatchDegraded)
        fact("queue", "\(queue) waiting to be looked at")
        if let reconcile = lastReconcile {
            let time = StatusReport.short(reconcile.milliseconds)
            fact("compared", "\(reconcile.time): \(StatusReport.grouped(reconcile.seeds)) seeds in \(time) ms")
        }
        fact("drift", "\(drift) changes that no event told of")
        if let median = freshness.median, let most = freshness.percentile99 {
            let (half, all) = (StatusReport.short(median * 1e3), StatusReport.short(most * 1e3))
            fact("freshness", "\(freshness.count) served, half within \(half) ms of closing, 99 % within \(all) ms")
        }
        fact("edition", "\(edition), last change \(lastChange ?? "none")")
        fact("articles", StatusReport.grouped(articles))
        for feed in feeds { fact("feed", "\(feed.address)\(feed.lastChange.map { ", last change \($0)" } ?? "")") }
        if let following {
            fact("follows", "\(following.ledger), taken over \(following.taken ?? "never since the start")")
            if let problem = following.problem { fact("ledger", "not taken over: \(problem)", isBad: true) }
        }
        if let brake { fact("brake", brake, isBad: true) }
        if let trouble { fact("trouble", trouble, isBad: true) }
        for incident in incidents { fact("ledger", incident, isBad: true) }
        event("backed up", lastBackup)
        event("refreshed", lastRefresh)
        event("reloaded", lastReload)
        list(
            "refused",
            counts.refused,
            refused.map {
                [$0.path, $0.line.map(String.init)].compactMap { $0 }.joined(separator: ":") + ": " + $0.reason
            },
            isBad: true
        )
        list("scheduled", counts.scheduled, scheduled.map { "\($0.path): held back until \($0.until)" })
        list("duplicates", counts.duplicates, duplicates.map { "\($0.path): the same article as \($0.first)" })
        list("not named by the ledger", counts.unnamed, unnamed.map { "\($0.path): \($0.reason)" })
        list(counts.held > 0 ? "missing (\(counts.held) held by the brake)" : "missing", counts.missing, missing)
        list("in no feed, as there are newer ones", counts.unshown, unshown)
        return lines.map { $0 + "\n" }.joined()
    }

    /// A number with one digit after the point.
    private static func short(_ number: Double) -> String { "\((number * 10).rounded() / 10)" }

    /// 10412 as "10,412".
    private static func grouped(_ number: Int) -> String {
        let digits = Array(String(number))
        return digits.enumerated().reduce(into: "") { text, digit in
            if digit.offset > 0, (digits.count - digit.offset) % 3 == 0, digits[digit.offset - 1] != "-" { text += "," }
            text.append(digit.element)
        }
    }
}
