import ArgumentParser
import Catalogue
import Daemon
import Syndication

/// A seed as the entry that subscribers will get.
struct EntryPreview {
    private let settings: Settings
    private let ledger: Ledger?
    /// Relative to the seeds folder where that is known.
    private let path: String

    /// - Parameters:
    ///   - config: the configuration file, when one is named.
    ///   - state: the state folder of the daemon that publishes it.
    init(config: String?, state: String?, file: String) throws {
        let real = FilesOnDisk.realPath(file)
        var options = try SettingsOptions.named(config)
        if let state { options.state = state }
        let isNamed = try options.layers().contains { $0.settings[.seeds] != nil }
        let recorded = state.flatMap { StateFolder(path: $0).seeds }
        settings = try options.settings(folder: isNamed ? nil : recorded ?? FilesOnDisk.folder(of: real))
        let seeds = FilesOnDisk.realPath(settings.seeds)
        path = real.hasPrefix(seeds + "/") ? String(real.dropFirst(seeds.count + 1)) : real
        var found: String?
        if config != nil || state != nil {
            found = try settings.stateFolder(seeds: seeds, environment: SettingsOptions.environment).ledger
        }
        ledger = try found.flatMap { path in
            guard FilesOnDisk.exists(path) else { return nil }
            return try Ledger(path: path, now: .now, seed: FilesOnDisk.randomBytes())
        }
    }

    /// The entry in a format, as it stands in a feed.
    func text(of article: Article, _ bytes: [UInt8], as format: any FeedFormat) throws -> String {
        let known = try ledger?.read { ledger in
            let named = try article.explicitID.flatMap { try ledger.article(alias: "id:" + $0) }
            return try named ?? ledger.articles(path: path).first { $0.state == .live }
        }
        let row = known ?? atFirstSight(article, bytes)
        let id = ledger?.site.id ?? PermanentID(Digest(bytes: []))
        let site = try Plan.make(settings, site: id, seeds: settings.seeds, bound: settings.listeners).site
        let content = article.content
        let entry = Holding(row, article, content: content).entry(content: content, in: site)
        let fragment = try format.fragment(of: entry, in: site)
        try format.check(fragment)
        return String(decoding: fragment, as: UTF8.self) + (fragment.last == UInt8(ascii: "\n") ? "" : "\n")
    }

    /// What the ledger would note now, where nothing else is in the way.
    private func atFirstSight(_ article: Article, _ bytes: [UInt8]) -> LedgerRow {
        let now = Timestamp.now
        let published =
            switch Publication(article.date, now: now, zone: settings.zone) {
            case .atFirstSight: now
            case .at(let moment), .fromNoon(let moment), .scheduled(let moment): moment
            }
        let id = article.mintedID(collision: 0)
        return LedgerRow(
            id: id,
            slug: article.slug ?? Slug(article.title) ?? Slug(stored: String(id.uuid.prefix(8))),
            path: path,
            article: article,
            source: Digest(bytes: bytes),
            published: published,
            firstSeen: now
        )
    }
}
