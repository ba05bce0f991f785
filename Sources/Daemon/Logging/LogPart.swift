package import Logging

/// A part of the daemon that logs, under a level of its own where one is set.
package enum LogPart: String, CaseIterable, Sendable {
    /// Reading seeds, and publishing what came of them.
    case seeds
    /// Opening, restoring and backing up the ledger.
    case ledger
    /// Answering on public listeners.
    case http
    /// Starting, stopping, signals and configuration.
    case service

    /// A logger of this part, once the logging system is set up.
    package var logger: Logger { Logger(label: rawValue) }
}
