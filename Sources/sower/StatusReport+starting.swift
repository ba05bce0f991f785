import Daemon
import Glibc
import Syndication

extension StatusReport {
    /// What can be said before the folder has been read.
    static func starting(seeds: String, state: StateFolder) -> StatusReport {
        var report = StatusReport()
        report.version = Generator.version
        report.process = getpid()
        report.seeds = seeds
        report.state = state.path
        report.started = Timestamp.now.rfc3339
        report.starting = "reading seeds"
        return report
    }
}
