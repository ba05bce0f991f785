/// How changes in the seeds folder are noticed.
package struct WatchSettings: Sendable, Hashable {
    package enum Policy: String, Sendable {
        /// By events, and by reading the folder where the file system doesn't tell of all changes.
        case auto
        /// By events alone, whatever the file system is.
        case events
        /// By reading the folder alone.
        case poll
    }

    package var policy = Policy.auto
    /// Seconds between two readings of the whole folder while not every change is heard of; 1 to 3,600.
    package var pollInterval = 5
    /// Seconds between two readings that look for what no event told of; 0 for never, up to 86,400.
    package var reconcileInterval = 900

    package init() {}
}
