package import Syndication

/// The configuration in force, complete and checked.
package struct Settings: Sendable {
    package var seeds: String
    /// Nil: a folder is chosen by the seeds folder's path.
    package var state: String?
    /// The text of a ledger that another daemon keeps; nil: it is kept here.
    package var follow: String?
    package var listeners: [Listener] = [.tcp(host: "127.0.0.1", port: 8080)]
    /// Nil: made from the first listener.
    package var baseURL: BaseURL?
    /// Nil: the seeds folder's name.
    package var title: String?
    package var description: String?
    package var author: String?
    package var language = "en"
    package var rights: String?
    package var zone = Zone.utc
    package var links: LinkPattern?
    /// 1 to 500.
    package var entries = 50
    /// Bytes, 1 kB to 16 MB.
    package var feedSize = 1 << 20
    package var categoryAliases = CategoryAliases()
    /// A folder; nil for the built-in templates alone.
    package var templates: String?
    /// Seconds, 60 to 86,400.
    package var maxAge = 300
    /// Seconds, 0 to 86,400.
    package var grace = 30
    /// False: `on-missing: keep`.
    package var retractsMissing = true
    /// Whether Atom feeds name articles that have left them.
    package var tombstones = true
    /// Whether readers may get what is new in a feed alone.
    package var deltas = false
    package var watching = WatchSettings()
    /// Told when a feed has changed.
    package var hubs: [HubAddress] = []
    package var idFromName: NamePattern?
    package var dateOrder = DateOrder.monthFirst
    package var furniture = FurnitureRules()
    package var bounds = SeedBounds()
    /// Bytes, 1 kB to 64 MB.
    package var largestSeed = 4 << 20
    package var logging = LogSettings()
    package var server = ServerSettings()
    /// A path, or "-" for standard output; nil for none.
    package var accessLog: String?

    /// What of it shapes articles.
    package var recognition: RecognitionSettings {
        var recognition = RecognitionSettings(
            zone: zone,
            idFromName: idFromName,
            dateOrder: dateOrder,
            furniture: furniture,
            bounds: bounds,
            base: links?.base
        )
        recognition.categoryAliases = categoryAliases
        return recognition
    }

    package init(seeds: String) {
        self.seeds = seeds
    }

    /// What of it can't change while the daemon runs; names the keys in which the other differs.
    package func fixedDifferences(from other: Settings) -> [ConfigurationKey] {
        var keys: [ConfigurationKey] = []
        if seeds != other.seeds { keys.append(.seeds) }
        if state != other.state { keys.append(.state) }
        if follow != other.follow { keys.append(.follow) }
        if listeners != other.listeners { keys.append(.listen) }
        let (access, otherAccess) = (server.socketAccess, other.server.socketAccess)
        if access.mode != otherAccess.mode { keys.append(.socketMode) }
        if access.owner != otherAccess.owner { keys.append(.socketOwner) }
        return keys
    }
}
