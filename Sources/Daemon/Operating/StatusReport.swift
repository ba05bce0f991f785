/// What `sower status` tells: the daemon's own view of itself at one moment.
///
/// Of each kind of seed at most a thousand are named; the counts are whole.
package struct StatusReport: Sendable, Hashable, Codable {
    package var version = ""
    package var process: Int32 = 0
    package var seeds = ""
    package var state = ""
    /// Names why nothing is retracted at the moment; nil when all is well.
    package var brake: String?
    /// What could not be stored at the last try; nil when all was.
    package var trouble: String?
    /// What befell the ledger before it was opened.
    package var incidents: [String] = []
    /// How far the first reading of the folder is; nil once it is done.
    package var starting: String?
    package var edition: UInt64 = 0
    /// RFC 3339.
    package var lastChange: String?
    package var articles = 0
    package var counts = Counts()
    package var feeds: [Feed] = []
    package var refused: [Refusal] = []
    package var scheduled: [Held] = []
    package var duplicates: [Duplicate] = []
    /// Published articles that the main feed does not show, because there are newer ones; at most 100 are named.
    package var unshown: [String] = []
    package var missing: [String] = []
    /// Seeds that are held back, since the ledger that is followed does not name them.
    package var unnamed: [Refusal] = []
    /// The ledger that another daemon keeps; nil where it is kept here.
    package var following: Following?
    /// In words, with the reason when the folder is read again and again.
    package var watch = ""
    /// "events", "poll" (as the file system or the configuration wants it), "degraded" (events should tell of everything, but don't)
    /// or "away".
    package var watchMode = ""
    /// Whether not every change is heard although it should be, so that the folder is read every few seconds.
    package var isWatchDegraded = false
    /// Paths that wait to be looked at, and events that nobody has looked into yet.
    package var queue = 0
    /// How often the system lost events since the start, so that the whole folder was read.
    package var losses = 0
    /// Changes since the start that a reading of the whole folder found and no event had told of.
    package var drift = 0
    package var lastReconcile: Reconcile?
    /// Seconds; 0 for never.
    package var reconcileInterval = 0
    package var freshness = Freshness()
    /// When the sowing task last ended a piece of work, RFC 3339; it looks at the folder every few seconds.
    package var lastLook: String?
    /// When the daemon started, RFC 3339.
    package var started: String?
    package var lastRefresh: Event?
    package var lastReload: Event?
    package var lastBackup: Event?

    package struct Counts: Sendable, Hashable, Codable {
        package var refused = 0
        package var scheduled = 0
        package var duplicates = 0
        package var unshown = 0
        package var missing = 0
        /// Of the missing, those that the brake holds.
        package var held = 0
        package var unnamed = 0

        package init() {}
    }

    package struct Feed: Sendable, Hashable, Codable {
        package var address: String
        /// Below the base URL.
        package var path: String
        /// When its bytes last changed, RFC 3339; nil before it was first made.
        package var lastChange: String?
    }

    package struct Refusal: Sendable, Hashable, Codable {
        package var path: String
        package var line: Int?
        package var reason: String
    }

    package struct Held: Sendable, Hashable, Codable {
        package var path: String
        /// RFC 3339.
        package var until: String
    }

    package struct Duplicate: Sendable, Hashable, Codable {
        package var path: String
        package var first: String
    }

    package struct Following: Sendable, Hashable, Codable {
        /// The path of its text.
        package var ledger: String
        /// When it was taken over last, RFC 3339.
        package var taken: String?
        /// Why the text that is there now was not.
        package var problem: String?
    }

    /// A reading of the whole folder.
    package struct Reconcile: Sendable, Hashable, Codable {
        /// When it ended, RFC 3339.
        package var time: String
        /// How long comparing took; what was found is read and published afterwards.
        package var milliseconds: Double
        package var seeds: Int
        package var differences: Int
    }

    package struct Event: Sendable, Hashable, Codable {
        /// RFC 3339.
        package var time: String
        package var result: String
        package var succeeded: Bool
    }

    package init() {}

    /// Whether somebody should look: something is refused, held, damaged or failing.
    package var needsAttention: Bool {
        brake != nil || trouble != nil || !incidents.isEmpty || counts.refused > 0 || isWatchDegraded
            || following?.problem != nil || lastReload?.succeeded == false || lastBackup?.succeeded == false
    }

    /// One line for a log.
    package var line: String {
        var parts = ["\(articles) articles", "\(counts.refused) refused"]
        if counts.scheduled > 0 { parts.append("\(counts.scheduled) scheduled") }
        if counts.missing > 0 { parts.append("\(counts.missing) missing") }
        if counts.unnamed > 0 { parts.append("\(counts.unnamed) not named by the ledger") }
        parts.append("edition \(edition)")
        parts.append("last change \(lastChange ?? "none")")
        if let brake { parts.append(brake) }
        if let trouble { parts.append("trouble: \(trouble)") }
        return parts.joined(separator: ", ")
    }
}
