/// The keys of the configuration file; each is an environment variable `SOWER_…` too.
package enum ConfigurationKey: String, CaseIterable, Sendable {
    case seeds
    case state
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
    case maxAge = "max-age"
    case grace
    case onMissing = "on-missing"
    case tombstones
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

    /// `SOWER_BASE_URL` for `base-url`.
    package var variable: String {
        "SOWER_" + rawValue.uppercased().split(separator: "-").joined(separator: "_")
    }

    /// Whether a list of values may stand where one does.
    var takesList: Bool { self == .listen || self == .furniture }

    /// What parts values of a list in an environment variable.
    var separator: Character { self == .furniture ? ";" : " " }
}
