import Catalogue
import Daemon
import Syndication

/// What the sowing loop works by, made from the configuration.
enum Plan {
    /// - Parameter bound: the listeners with the ports that they have; the first TCP one gives the default base URL.
    static func make(
        _ settings: Settings,
        site: PermanentID,
        seeds: String,
        bound: [Listener]
    ) throws -> SowingLoop.Plan {
        guard let baseURL = settings.baseURL ?? defaultBaseURL(bound) else {
            throw ConfigurationError([
                .init(place: "base-url", reason: "no TCP address is listened on, so “base-url” must be given")
            ])
        }
        let title = settings.title ?? defaultTitle(seeds)
        var shown = Site(
            id: site,
            title: title,
            description: settings.description,
            author: settings.author,
            language: settings.language,
            rights: settings.rights,
            zone: settings.zone,
            baseURL: baseURL,
            links: settings.links,
            maxAge: settings.maxAge,
            entries: settings.entries,
            tombstones: settings.tombstones
        )
        shown.feedSize = settings.feedSize
        shown.deltas = settings.deltas
        shown.categoryAliases = settings.categoryAliases
        var plan = SowingLoop.Plan(
            site: shown,
            sowing: SowingSettings(
                recogniser: settings.recogniser,
                absence: Absence(grace: Int64(settings.grace), retracts: settings.retractsMissing),
                links: settings.links,
                largestSeed: settings.largestSeed
            )
        )
        plan.site.hubs = settings.hubs.map(\.text)
        plan.watching = settings.watching
        return plan
    }

    /// Values of keys that nobody named, as they follow from others.
    static func derived(_ settings: Settings, environment: [String: String]) -> [ConfigurationKey: String] {
        let seeds = FilesOnDisk.realPath(settings.seeds)
        let title = settings.title ?? defaultTitle(seeds)
        return [
            .state: (try? settings.stateFolder(seeds: seeds, environment: environment).path) ?? "",
            .baseURL: defaultBaseURL(settings.listeners)?.text ?? "",
            .title: title,
            .author: title,
        ].filter { !$0.value.isEmpty }
    }

    private static func defaultTitle(_ seeds: String) -> String {
        seeds.split(separator: "/").last.map(String.init) ?? "Articles"
    }

    private static func defaultBaseURL(_ listeners: [Listener]) -> BaseURL? {
        listeners.lazy.compactMap { listener in
            guard case .tcp = listener else { return nil }
            return BaseURL("http://\(listener)")
        }.first
    }
}

extension Settings {
    var recogniser: Recogniser { Recogniser(recognition) }
}
