package import Logging

/// What of the configuration shapes the log.
package struct LogSettings: Sendable, Hashable {
    package enum Format: String, CaseIterable, Sendable {
        /// The journal where standard error leads there, else lines.
        case auto
        case lines
        case json
        case journal
    }

    package var level = Logger.Level.info
    /// Levels of parts that differ from the general one.
    package var parts: [LogPart: Logger.Level] = [:]
    package var format = Format.auto

    package init() {}

    func level(of part: LogPart) -> Logger.Level { parts[part] ?? level }
}
