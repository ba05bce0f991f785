import Daemon

/// What `serve` prints when it is ready.
enum Greeting {
    static func say(_ report: StatusReport) {
        for feed in report.feeds { Terminal.say(feed.address) }
        var parts = ["\(report.articles) articles accepted"]
        parts.append("\(report.counts.refused) refused")
        if report.counts.scheduled > 0 { parts.append("\(report.counts.scheduled) held back until their date") }
        if report.counts.duplicates > 0 { parts.append("\(report.counts.duplicates) duplicates") }
        Terminal.say("\(report.seeds): \(parts.joined(separator: ", "))")
        for refusal in report.refused {
            let place = [refusal.path, refusal.line.map(String.init)].compactMap { $0 }.joined(separator: ":")
            Terminal.say("refused: \(place): \(refusal.reason)".visible)
        }
        Terminal.say("Drop a text file into the folder to publish it; press Ctrl-C to stop.")
    }
}
