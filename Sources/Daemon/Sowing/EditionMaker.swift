import Catalogue
import Logging
import NIOCore
import Syndication

/// Makes the next edition from the catalogue: only what differs from the last one is made anew.
struct EditionMaker {
    private let ledger: Ledger
    private let catalogue: ArticleCatalogue
    private let pages: Pages
    let formats: [any FeedFormat] = FeedFormats.all

    private var entries: LatestEntries
    private var sent: SentDocuments
    private var frontPage = FrontPage()
    private var missingPage = MissingPage()
    private var history: DeltaHistory
    private var documents: [String: Document] = [:]
    private(set) var number: UInt64 = 0
    /// The moment at which a document's Last-Modified, left out until then, may be given.
    private(set) var nextDue: Timestamp?
    /// The articles that the main feed shows, by number.
    private(set) var shown: Set<Int64> = []
    /// The paths of documents whose bytes are others in the last edition than were ever served before it, even by another
    /// run.
    var altered: [String] { sent.altered }
    /// When the bytes of each document last changed.
    private(set) var changes: [String: Timestamp] = [:]

    init(ledger: Ledger, catalogue: ArticleCatalogue, pages: Pages, isFollowing: Bool = false, logger: Logger) {
        (self.ledger, self.catalogue, self.pages) = (ledger, catalogue, pages)
        entries = LatestEntries(catalogue, pages: pages, formats: formats, logger: logger)
        sent = SentDocuments(ledger, isFollowing: isFollowing)
        history = DeltaHistory(catalogue)
    }

    /// Forgets what was rendered under another configuration.
    mutating func forget() {
        entries.forget()
        (frontPage, missingPage) = (FrontPage(), MissingPage())
    }

    /// Begins to render the entry of an article that is about to be stored.
    mutating func renderAhead(_ holding: Holding, content: String, in site: Site) {
        entries.renderAhead(holding, content: content, in: site)
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
        let frame = try catalogue.readAsWriter { try $0.frame(of: site) }
        let page = pages.current
        let articles = try entries.current(in: site)
        shown = Set(articles.map { $0.holding.number })
        let (lastRemoval, lastRetracted, lastPart) = try ledger.readAsWriter { ledger in
            (
                try ledger.lastRetraction(), try ledger.lastRetracted(site.tombstones ? site.entries : 0),
                // Where nothing is older than what the feed shows, there is nothing to walk to.
                try ledger.hasLive(moreThan: articles.count) ? ledger.lastPart(in: site.zone) : nil
            )
        }
        let removals = lastRetracted.compactMap { row in
            row.retracted.map { Removal(id: row.idText, moment: $0) }
        }
        let updated = (articles.map { $0.entry.updated } + [lastRemoval].compactMap { $0 }).max() ?? ledger.site.created
        let moved = max(updated, articles.lazy.map { $0.holding.firstSeen }.max() ?? updated)
        var feed = Feed.main(
            of: site,
            updated: updated,
            removals: removals,
            hasAuthors: articles.contains { !$0.entry.authors.isEmpty }
        )
        feed.hubs = site.hubs
        feed.hasEntries = !articles.isEmpty
        feed.history.previous = lastPart?.path
        nextDue = nil
        sent.begin(isPreliminary: isPreliminary)
        var next: [Document] = []
        for format in formats {
            let path = "/" + format.fileName
            let (head, tail) = try format.envelope(of: feed, at: path, in: site)
            let parts = articles.compactMap { $0.fragments[format.name] }
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
            next.append(try isKnown ? made : history.offer(made, articles, of: feed, as: format, in: site))
        }
        let front = frontPage.parts(of: articles, page, site, frame)
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
        try sent.write(isSynced ? .atOnce : .byTheNext)
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
        let lastModified = try sent.lastModified(of: path, digest: digest, moved: moved)
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
}
