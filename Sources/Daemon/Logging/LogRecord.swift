import Logging
import Syndication

/// One event of the log, free of anything that could act on a terminal or forge a line.
struct LogRecord: Sendable, Hashable {
    var time: Timestamp
    var level: Logger.Level
    var part: String
    var message: String
    /// Names and values, sorted by name.
    var fields: [Field]

    struct Field: Sendable, Hashable {
        var name: String
        var value: String
    }

    init(time: Timestamp, level: Logger.Level, part: String, message: String, fields: [String: String]) {
        (self.time, self.level, self.part) = (time, level, part)
        self.message = message.visible
        self.fields = fields.sorted { $0.key < $1.key }.map { (name, value) in
            Field(name: name.visible, value: value.visible)
        }
    }

    /// One of syslog's severities, 2 to 7 (RFC 5424 section 6.2.1).
    var priority: Int {
        switch level {
        case .trace, .debug: 7
        case .info: 6
        case .notice: 5
        case .warning: 4
        case .error: 3
        case .critical: 2
        }
    }
}
