extension StatusReport {
    /// For a terminal, a line each.
    package var text: String {
        var lines = [
            "sower \(version), process \(process)",
            "seeds:     \(seeds)",
            "state:     \(state)",
            "watch:     \(watch)",
            "edition:   \(edition), last change \(lastChange ?? "none")",
            "articles:  \(articles)",
        ]
        lines += feeds.map { "feed:      \($0)" }
        if let brake { lines.append("brake:     \(brake)") }
        if let trouble { lines.append("trouble:   \(trouble)") }
        lines += incidents.map { "ledger:    \($0)" }
        if let lastBackup { lines.append("backed up: \(lastBackup.time): \(lastBackup.result)") }
        if let lastRefresh { lines.append("refreshed: \(lastRefresh.time): \(lastRefresh.result)") }
        if let lastReload { lines.append("reloaded:  \(lastReload.time): \(lastReload.result)") }
        list(
            "refused",
            counts.refused,
            refused.map {
                [$0.path, $0.line.map(String.init)].compactMap { $0 }.joined(separator: ":") + ": " + $0.reason
            },
            &lines
        )
        list("scheduled", counts.scheduled, scheduled.map { "\($0.path): held back until \($0.until)" }, &lines)
        list("duplicates", counts.duplicates, duplicates.map { "\($0.path): the same article as \($0.first)" }, &lines)
        list("missing", counts.missing, missing, &lines)
        list("in no feed, as there are newer ones", counts.unshown, unshown, &lines)
        return lines.map { $0 + "\n" }.joined()
    }

    private func list(_ title: String, _ count: Int, _ items: [String], _ lines: inout [String]) {
        guard count > 0 else { return }
        lines.append("\(title): \(count)")
        lines += items.map { "  \($0)" }
        if count > items.count { lines.append("  and \(count - items.count) more") }
    }
}
