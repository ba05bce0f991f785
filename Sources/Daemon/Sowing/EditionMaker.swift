import Catalogue
import Logging
import NIOCore
import Syndication

/// Makes the next edition from the catalogue: only what differs from the last one is made anew.
struct EditionMaker {
    private let ledger: Ledger
    private let catalogue: ArticleCatalogue
    private let logger: Logger
    private let pages: Pages
    /// The ledger is kept elsewhere, and says when its documents changed.
    private let isFollowing: Bool
    let formats: [any FeedFormat] = FeedFormats.all

    private var fragments = Fragments()
    private var frontPage = FrontPage()
    private var missingPage = MissingPage()
    /// The latest of the last edition.
    private var known: [Int64: CatalogueTransaction.Stamped] = [:]
    private var history: DeltaHistory
    private var documents: [String: Document] = [:]
    private(set) var number: UInt64 = 0
    /// The moment at which a document's Last-Modified, left out until then, may be given.
    private(set) var nextDue: Timestamp?
    /// The articles that the main feed shows, by number.
    private(set) var shown: Set<Int64> = []
    /// The paths of documents whose bytes are others in the last edition than were ever served before it, even by another
    /// run.
    private(set) var altered: [String] = []
    /// When the bytes of each document last changed.
    private(set) var changes: [String: Timestamp] = [:]

    init(ledger: Ledger, catalogue: ArticleCatalogue, pages: Pages, isFollowing: Bool = false, logger: Logger) {
        (self.ledger, self.catalogue, self.pages, self.logger) = (ledger, catalogue, pages, logger)
        self.isFollowing = isFollowing
        history = DeltaHistory(catalogue)
    }

    /// Forgets what was rendered under another configuration.
    mutating func forget() {
        (fragments, frontPage, missingPage) = (Fragments(), FrontPage(), MissingPage())
    }

    /// Always gives an edition, with the documents of the last one where they stayed the same.
    ///
    /// - Parameters:
    ///   - isSynced: whether what is written of the documents must be on the disk before they are served. False where the
    ///     ledger was synced since the edition before: a power cut then loses no more than this one's dates, which come out
    ///     the same when they are made again from that ledger.
    ///   - isPreliminary: what is published lacks articles that a moment later are there. Its documents are not remembered:
    ///     a Last-Modified that told of them would be another one than that of a daemon that never showed them.
    mutating func make(of site: Site, now: Timestamp, isSynced: Bool, isPreliminary: Bool = false) throws -> Edition {
        let (latest, frame) = try catalogue.readAsWriter {
            (try $0.latest(site.entries, known: &known), try $0.frame(of: site))
        }
        // One after the other: what is measured has to be rendered before.
        let page = pages.current
        let rendered = try entries(for: latest, page, in: site)
        let (holdings, entries) = fitting(latest, rendered, in: site)
        shown = Set(holdings.map(\.number))
        let (lastRemoval, lastRetracted) = try ledger.readAsWriter {
            (try $0.lastRetraction(), try $0.lastRetracted(site.tombstones ? site.entries : 0))
        }
        let removals = lastRetracted.compactMap { row in
            row.retracted.map { Removal(id: row.idText, moment: $0) }
        }
        let updated = (entries.map(\.updated) + [lastRemoval].compactMap { $0 }).max() ?? ledger.site.created
        let moved = max(updated, holdings.map(\.firstSeen).max() ?? updated)
        var feed = Feed.main(
            of: site,
            updated: updated,
            removals: removals,
            hasAuthors: entries.contains { !$0.authors.isEmpty }
        )
        feed.hubs = site.hubs
        feed.hasEntries = !entries.isEmpty
        (nextDue, altered, sent) = (nil, [], [])
        self.isPreliminary = isPreliminary
        // Where nothing is older than what the feed shows, there is nothing to walk to.
        if try ledger.readAsWriter({ try $0.hasLive(moreThan: holdings.count) }) {
            feed.history.previous = try ledger.readAsWriter { try $0.lastPart(in: site.zone) }?.path
        }
        var next: [Document] = []
        for format in formats {
            let path = "/" + format.fileName
            let (head, tail) = try format.envelope(of: feed, at: path, in: site)
            let parts = entries.compactMap { fragments.fragment($0.id, format: format) }
            let made = try document(
                path,
                format.mediaType + "; charset=utf-8",
                // Each part is digested once, and most have been.
                digest: Digest(
                    ["sower-feed-1", Digest(bytes: head).hex, Digest(bytes: tail).hex] + parts.map(\.digest)
                ).hex,
                moved: moved,
                now: now,
                site,
                fields: HeaderField.crossOrigin + [self.links(of: path, in: site)]
            ) { format.splice(head, parts, tail) }
            let isKnown = documents[path] === made
            next.append(try isKnown ? made : history.offer(made, zip(entries, parts), of: feed, as: format, in: site))
        }
        let items = entries.compactMap { fragments.item($0.id) }
        let front = frontPage.parts(of: entries, items, page, site, frame)
        next.append(
            try document(
                "/",
                "text/html; charset=utf-8",
                digest: Digest(["sower-front-1"] + front.map(\.digest)).hex,
                moved: moved,
                now: now,
                site,
                fields: [HeaderField("Content-Security-Policy", page.contentSecurityPolicy)]
            ) { Body(pieces: front.map(\.bytes)) }
        )
        try note(sent, isSynced: isSynced)
        documents = Dictionary(next.map { ($0.path, $0) }, uniquingKeysWith: { $1 })
        number += 1
        return Edition(
            number: number,
            basePath: site.baseURL.path,
            documents: next,
            notFound: missingPage.document(page, site, frame)
        )
    }

    /// What keeps the feeds of an edition from being parsed as whole documents; nil when nothing does.
    ///
    /// Linear in their bytes.
    static func fault(in edition: Edition) -> String? {
        for format in FeedFormats.all {
            guard let body = edition.document(at: "/" + format.fileName)?.identity.body else { continue }
            do {
                try format.check(document: body.bytes)
            } catch {
                return "/\(format.fileName): \(error)"
            }
        }
        return nil
    }

    // MARK: Parts

    /// To the feed itself, and to the hubs that are told when it changes (WebSub §4).
    private func links(of path: String, in site: Site) -> HeaderField {
        let hubs = site.hubs.map { ", <\($0)>; rel=\"hub\"" }
        return HeaderField("Link", "<\(site.baseURL.appending(path))>; rel=\"self\"" + hubs.joined())
    }

    private mutating func entries(for holdings: [Holding], _ page: PageSet, in site: Site) throws -> [Entry] {
        var entries: [Entry] = []
        for holding in holdings {
            if let entry = fragments.entry(holding) {
                entries.append(entry)
                continue
            }
            guard let content = try catalogue.readAsWriter({ try $0.content(of: holding.number) }) else { continue }
            do {
                let rendered = try Fragments.Kept(holding, content: content, formats: formats, page: page, site: site)
                fragments.keep(rendered)
                entries.append(rendered.entry)
            } catch {
                logger.error("\(holding.path): not published as it is now: its entry does not parse: \(error)")
                // As it was before.
                if let entry = fragments.entry(holding.id) { entries.append(entry) }
            }
        }
        fragments.keep(only: Set(entries.map(\.id)))
        return entries
    }

    /// Those that the size of a feed allows, of the latest, in their order; the same in every format.
    private func fitting(_ holdings: [Holding], _ entries: [Entry], in site: Site) -> ([Holding], [Entry]) {
        let latest = entries.indices.sorted {
            (entries[$0].recency, entries[$0].published) > (entries[$1].recency, entries[$1].published)
        }
        let sizes = latest.map { index in
            formats.compactMap { fragments.fragment(entries[index].id, format: $0)?.bytes.readableBytes }.max() ?? 0
        }
        let fitting = FeedHead.fitting(sizes, limit: site.feedSize)
        guard fitting < holdings.count else { return (holdings, entries) }
        let kept = Set(latest.prefix(fitting).map { entries[$0].id })
        return (holdings.filter { kept.contains($0.id) }, entries.filter { kept.contains($0.id) })
    }

    private mutating func document(
        _ path: String,
        _ mediaType: String,
        digest: String,
        moved: Timestamp,
        now: Timestamp,
        _ site: Site,
        fields: [HeaderField],
        _ body: () -> Body
    ) throws -> Document {
        let lastModified = try lastModified(of: path, digest: digest, moved: moved)
        if digests.updateValue(digest, forKey: path) != digest { changes[path] = min(lastModified ?? moved, now) }
        var given = lastModified
        if let moment = lastModified, moment > now { (given, nextDue) = (nil, min(nextDue ?? moment, moment)) }
        let fields = fields + [HeaderField("Content-Language", site.language)]
        let cacheControl = "public, max-age=\(site.maxAge)"
        let stamp = Digest(
            [digest, cacheControl, site.deltas ? "deltas" : ""] + fields.flatMap { [$0.name, $0.value] }
        )
        if let document = documents[path], stamps[path] == stamp, document.lastModified == given { return document }
        stamps[path] = stamp
        return Document(
            path: path,
            mediaType: mediaType,
            body: body(),
            tag: digest,
            lastModified: given,
            cacheControl: cacheControl,
            fields: fields
        )
    }

    /// Those of the bytes of the documents at hand.
    private var digests: [String: String] = [:]

    /// Stands for bytes and fields of the documents at hand.
    private var stamps: [String: Digest] = [:]

    /// The ledger's time of the last change that these bytes show.
    ///
    /// A second past what was sent with other bytes when it would not be later. Nil where the ledger is
    /// kept elsewhere and says nothing of these bytes, or not yet.
    private mutating func lastModified(of path: String, digest: String, moved: Timestamp) throws -> Timestamp? {
        let before = try ledger.readAsWriter { try $0.document(path) }
        if let before, before.digest == digest { return before.lastModified }
        guard !isFollowing, !isPreliminary else { return nil }
        altered.append(path)
        let next = before.map { max(moved, $0.lastModified + 1) } ?? moved
        sent.append((path, digest, next))
        return next
    }

    /// Whether the edition that is being made is.
    private var isPreliminary = false

    /// What is going to be sent for the first time: in one transaction, before it is.
    private var sent: [(path: String, digest: String, lastModified: Timestamp)] = []

    private func note(_ documents: [(path: String, digest: String, lastModified: Timestamp)], isSynced: Bool) throws {
        guard !documents.isEmpty else { return }
        try ledger.write(concernsArticles: false, isSynced: isSynced) { ledger in
            for (path, digest, lastModified) in documents {
                try ledger.setDocument(path, digest: digest, lastModified: lastModified)
            }
        }
    }
}
