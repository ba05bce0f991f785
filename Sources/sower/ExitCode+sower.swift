import ArgumentParser
import Catalogue
import Daemon

extension ExitCode {
    /// Problems were found in what was looked at.
    static let problems = ExitCode(1)
    /// EX_UNAVAILABLE of sysexits.h: a port is taken, the state is locked, or no daemon answers.
    static let unavailable = ExitCode(69)
    /// EX_CONFIG of sysexits.h.
    static let badConfiguration = ExitCode(78)

    /// The exit status that fits an error, after its message has been written to standard error.
    static func reporting(_ error: any Error) -> ExitCode {
        switch error {
        case let code as ExitCode:
            return code
        case is ConfigurationError, is StateError, is LedgerVersionError, is LedgerFormatError:
            Terminal.complain("\(error)")
            return .badConfiguration
        case is StateLocked, is ListenError, is AdminClientError, is DaemonOptions.Unknown:
            Terminal.complain("\(error)")
            return .unavailable
        default:
            Terminal.complain("\(error)")
            return .problems
        }
    }
}
