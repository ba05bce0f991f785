import Logging

/// Hands the events of one part to the output, whose level decides.
struct PartLogHandler: LogHandler {
    let part: LogPart?
    let label: String
    let output: LogOutput
    var metadata: Logger.Metadata = [:]
    private var ownLevel: Logger.Level?

    init(part: LogPart?, label: String, output: LogOutput) {
        (self.part, self.label, self.output) = (part, label, output)
    }

    /// The output's, so that a reload changes it everywhere, unless it was set here.
    var logLevel: Logger.Level {
        get { ownLevel ?? output.level(of: part) }
        set { ownLevel = newValue }
    }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        let facts = metadata.merging(event.metadata ?? [:]) { $1 }
        let record = LogRecord(
            time: wallClock(),
            level: event.level,
            part: label,
            message: "\(event.message)",
            fields: facts.mapValues { "\($0)" }
        )
        output.log(record, from: FloodGate.Place(file: event.file, line: event.line))
    }
}
