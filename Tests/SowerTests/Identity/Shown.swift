import Foundation

/// What a feed shows of one article, as text.
struct Shown: Equatable {
    var id: String
    var title: String
    var link: String
    var published: String
    var updated: String
}

/// The entries of a feed by the marks of their manuscripts; one that is there twice has two.
typealias ShownByMark = [String: [Shown]]

extension AtomText {
    var shown: ShownByMark {
        Dictionary(grouping: entries) { Manuscript.mark(in: $0.title) ?? $0.title }.mapValues { entries in
            entries.map {
                Shown(id: $0.id, title: $0.title, link: $0.link, published: $0.published, updated: $0.updated)
            }
        }
    }
}

/// What stands in an RSS feed that Sower wrote, by the marks of its manuscripts.
func shownInRSS(_ text: String) -> ShownByMark {
    let items = text.pieces(between: "<item>", and: "</item>").map { item in
        Shown(
            id: item.piece("<guid isPermaLink=\"false\">", "</guid>"),
            title: item.piece("<title>", "</title>").unescaped,
            link: item.piece("<link>", "</link>").unescaped,
            published: item.piece("<pubDate>", "</pubDate>"),
            updated: item.piece("<atom:updated>", "</atom:updated>")
        )
    }
    return Dictionary(grouping: items) { Manuscript.mark(in: $0.title) ?? $0.title }
}

/// Both feeds at one time.
struct ShownInFeeds: Equatable {
    var atom: ShownByMark
    var rss: ShownByMark

    /// Of each article, id and date of publication in each feed: what never may change.
    var permanent: [String: [String]] {
        atom.reduce(into: [:]) { result, item in
            let all = item.value + (rss[item.key] ?? [])
            result[item.key] = all.flatMap { [$0.id, $0.published] }
        }
    }
}

extension SowerDaemon {
    func shown() async throws -> ShownInFeeds {
        try await ShownInFeeds(
            atom: AtomText(document("/atom.xml").text).shown,
            rss: shownInRSS(document("/rss.xml").text)
        )
    }

    /// What of `sower status --json` is about the ledger's health.
    func health() async throws -> Health {
        let answer = try await fetch("/status", from: .unix(place.state + "/admin.sock"))
        return try JSONDecoder().decode(Health.self, from: Data(answer.body))
    }
}

struct Health: Decodable {
    var trouble: String?
    var incidents: [String]
    var lastBackup: Status.Event?
}

extension Place {
    func write(_ manuscript: Manuscript) throws {
        if let folder = manuscript.folder {
            try FileManager.default.createDirectory(atPath: seed(folder), withIntermediateDirectories: true)
        }
        try drop(manuscript)
    }

    /// Puts the seed into its folder whole.
    private func drop(_ manuscript: Manuscript) throws {
        let part = seed(".\(manuscript.stem).part")
        try Data(manuscript.text.utf8).write(to: URL(fileURLWithPath: part))
        try rename(part, seed(manuscript.path))
    }

    /// Replaces one manuscript's seed by the other's: where it has another path, the former goes first.
    func replace(_ before: Manuscript, by after: Manuscript) throws {
        if before.path != after.path { try remove(before.path) }
        try write(after)
    }
}
