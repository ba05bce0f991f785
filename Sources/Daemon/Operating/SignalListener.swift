import Glibc
package import Logging
import UnixSignals

/// Carries out what signals ask: SIGHUP reloads, SIGUSR1 refreshes, SIGUSR2 logs the status, SIGTERM and SIGINT stop, a
/// second one of those ends the process at once.
package struct SignalListener: Sendable {
    private let signals: UnixSignalsSequence
    private let hadTerminal: Bool

    /// From here on the signals no longer end the process, so it comes first.
    package init() async {
        hadTerminal = SignalListener.hasTerminal
        signals = await UnixSignalsSequence(trapping: .sighup, .sigusr1, .sigusr2, .sigterm, .sigint)
    }

    /// Runs until its task is cancelled.
    ///
    /// - Parameter stop: called once, for the first signal that stops.
    package func run(_ inbox: Inbox, logger: Logger, stop: @Sendable () -> Void) async {
        var isStopping = false
        for await signal in signals {
            switch signal {
            case .sighup where hadTerminal && !SignalListener.hasTerminal:
                logger.notice("the terminal has gone: stopping")
                if isStopping { _exit(129) }
                isStopping = true
                stop()
            case .sighup:
                logger.notice("SIGHUP: reading the configuration again")
                inbox.put(.reload { _ in })
            case .sigusr1:
                logger.notice("SIGUSR1: refreshing")
                inbox.put(
                    .refresh { result in
                        if case .success(let report) = result { logger.notice("refreshed: \(report.line)") }
                    }
                )
            case .sigusr2:
                inbox.put(.logStatus)
            default:
                if isStopping {
                    logger.warning("a second signal: ending at once")
                    _exit(128 + (signal == .sigint ? SIGINT : SIGTERM))
                }
                logger.notice("\(signal): stopping")
                isStopping = true
                stop()
            }
        }
    }

    /// Whether the process has a controlling terminal (tty(4)).
    private static var hasTerminal: Bool {
        let terminal = open("/dev/tty", O_RDWR | O_NOCTTY | O_CLOEXEC)
        guard terminal >= 0 else { return false }
        close(terminal)
        return true
    }
}
