import Glibc
package import Logging
import Synchronization
import Syndication

/// Where all events of the log go: levels, flood control and the form of the lines.
///
/// An event is written by the task that logs it, in one write(2), so lines don't mix; a reader of standard error that stops
/// reading holds that task up. Nothing is logged for a request that was answered.
package final class LogOutput: Sendable {
    private struct State {
        var settings = LogSettings()
        var gate = FloodGate()
        var isClosing = false
    }

    private let state: Mutex<State>
    private let isTerminal: Bool
    private let isColoured: Bool
    private let isJournal: Bool
    private let journal: JournalSocket?
    private let write: @Sendable (String) -> Void

    /// Writes to standard error, or where that leads.
    package convenience init(environment: [String: String]) {
        let isTerminal = isatty(STDERR_FILENO) == 1
        self.init(
            isTerminal: isTerminal,
            isColoured: isTerminal && (environment["NO_COLOR"] ?? "").isEmpty && environment["TERM"] != "dumb",
            isJournal: JournalSocket.isStandardError(environment),
            journal: JournalSocket()
        ) { text in
            var text = text
            text.withUTF8 { bytes in _ = Glibc.write(STDERR_FILENO, bytes.baseAddress, bytes.count) }
        }
    }

    init(
        isTerminal: Bool = false,
        isColoured: Bool = false,
        isJournal: Bool = false,
        journal: JournalSocket? = nil,
        gate: FloodGate = FloodGate(),
        write: @escaping @Sendable (String) -> Void
    ) {
        state = Mutex(State(gate: gate))
        (self.isTerminal, self.isColoured, self.isJournal) = (isTerminal, isColoured, isJournal)
        (self.journal, self.write) = (journal, write)
    }

    /// Takes over levels and form; each event from here on follows them.
    package func use(_ settings: LogSettings) {
        state.withLock { $0.settings = settings }
    }

    /// A handler for a logger's label; labels that are no part follow the general level.
    package func handler(_ label: String) -> any LogHandler {
        PartLogHandler(part: LogPart(rawValue: label), label: label, output: self)
    }

    func level(of part: LogPart?) -> Logger.Level {
        state.withLock { state in part.map { state.settings.level(of: $0) } ?? state.settings.level }
    }

    func log(_ record: LogRecord, from place: FloodGate.Place) {
        let (lines, isHeld) = state.withLock { state in
            let held = state.gate.holdsAnything
            let (passes, summary) = state.gate.admit(record, from: place)
            let records = (summary.map { [told($0)] } ?? []) + (passes ? [record] : [])
            return (records.map { ($0, state.settings.format) }, !held && state.gate.holdsAnything)
        }
        for (record, format) in lines { put(record, format) }
        guard isHeld else { return }
        // The window ends although nothing more may come.
        Task.detached(priority: .utility) { [weak self] in
            while let self {
                try? await Task.sleep(for: .seconds(self.gateLength))
                if self.closeWindows(at: wallClock().seconds) { break }
            }
        }
    }

    private var gateLength: Int64 { state.withLock { $0.gate.length } }

    /// Sums up what was held back in windows that are over, or in all of them; true when nothing is held back any more.
    @discardableResult
    package func closeWindows(at now: Int64? = nil) -> Bool {
        let (summaries, format, isEmpty) = state.withLock { state in
            (state.gate.close(at: now), state.settings.format, !state.gate.holdsAnything)
        }
        for summary in summaries { put(told(summary), format) }
        return isEmpty
    }

    private func told(_ summary: FloodGate.Summary) -> LogRecord {
        var record = summary.record
        let hint = record.part == LogPart.seeds.rawValue ? " (see “sower status”)" : ""
        record.message = "\(summary.count) more like this within a minute\(hint): \(record.message)"
        return record
    }

    private func put(_ record: LogRecord, _ format: LogSettings.Format) {
        switch format {
        case .json: write(record.json + "\n")
        case .journal: putJournal(record)
        case .auto where isJournal: putJournal(record)
        case .auto, .lines: write("\(time(of: record))\(record.line(isColoured: isColoured))\n")
        }
    }

    /// The day is of no use to who looks on.
    private func time(of record: LogRecord) -> String {
        let time = record.time.rfc3339
        return isTerminal ? "\(time.dropFirst(11).prefix(8)) " : "\(time) "
    }

    private func putJournal(_ record: LogRecord) {
        if journal?.send(record.datagram) != true {
            // The journal reads a severity from the beginning of a line too (sd-daemon(3)).
            write("<\(record.priority)>\(record.line(isColoured: false))\n")
        }
    }
}
