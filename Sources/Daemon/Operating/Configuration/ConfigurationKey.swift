/// The keys of the configuration file; each is an environment variable `SOWER_…` too.
package enum ConfigurationKey: String, CaseIterable, Sendable {
    case seeds
    case state
    case follow
    case listen
    case baseURL = "base-url"
    case title
    case description
    case author
    case language
    case rights
    case zone
    case links
    case entries
    case feedSize = "max-feed-size"
    case categoryAliases = "category-aliases"
    case templates
    case maxAge = "max-age"
    case grace
    case onMissing = "on-missing"
    case tombstones
    case deltas
    case watch
    case pollInterval = "poll-interval"
    case reconcile
    case hubs
    case idFromName = "id-from-name"
    case dateOrder = "date-order"
    case furniture
    case largestSeed = "max-seed-size"
    case longestLine = "max-line-length"
    case deepestNesting = "max-nesting"
    case mostSections = "max-sections"
    case logLevel = "log-level"
    case logLevels = "log-levels"
    case logFormat = "log-format"
    case accessLog = "access-log"
    case maxConnections = "max-connections"
    case headerTimeout = "header-timeout"
    case idleTimeout = "idle-timeout"
    case writeTimeout = "write-timeout"
    case maxHeaderSize = "max-header-size"
    case maxHeaderCount = "max-header-count"
    case socketMode = "socket-mode"
    case socketOwner = "socket-owner"
    case throttle
    case trustedProxies = "trusted-proxies"
    case staleWhileRevalidate = "stale-while-revalidate"
    case staleIfError = "stale-if-error"

    /// `SOWER_BASE_URL` for `base-url`.
    package var variable: String {
        "SOWER_" + rawValue.uppercased().split(separator: "-").joined(separator: "_")
    }

    /// Whether a list of values may stand where one does.
    var takesList: Bool { [.listen, .furniture, .trustedProxies, .hubs, .categoryAliases].contains(self) }

    /// What parts values of a list in an environment variable.
    var separator: Character { self == .furniture || self == .categoryAliases ? ";" : " " }
}
