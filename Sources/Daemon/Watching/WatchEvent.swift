/// What the watcher says; paths are relative to the seeds folder.
///
/// A hint where to look, never a fact: by the time it is heard the disk may have moved on.
package enum WatchEvent: Sendable, Hashable {
    /// Closed after writing, linked into place, or made readable.
    case written(String)
    /// Renamed into place, so it was whole from the start.
    case arrived(String)
    /// Deleted or renamed away.
    case removed(String)
    /// To be scanned now; it and all below it are watched already.
    case folderArrived(String)
    /// It and all below it are gone from this path.
    case folderRemoved(String)
    /// Something came whose name can't be a path; shown repaired, with the reason.
    case refused(String, String)
    /// Events were lost: scan everything; the reason, with the setting to raise where a limit was hit.
    ///
    /// All is watched again before this is said, unless the watcher's mode says otherwise.
    case rescan(String)
    /// The seeds folder itself was renamed, deleted or unmounted; nothing is watched until `start` is called again.
    case rootLost(String)
}

/// How far the watcher can be relied on.
package enum WatchMode: Sendable, Hashable {
    /// Every change inside the folder is heard of.
    case inotify
    /// Some or all changes go unheard, so the folder must be scanned from time to time; the reason.
    case degraded(String)
}
