import Catalogue
import Daemon
import Syndication

/// Which entries of imported feeds will find no article when the seeds are read: all that a start would do is tried on the
/// ledger, and undone.
struct Prospect {
    let unmatched: [LedgerImport]

    /// - Parameter seeds: the seeds folder; without one, only articles that the ledger has count.
    init(_ ledger: Ledger, _ settings: Settings, seeds: String?) throws {
        let folder = seeds.map { SeedFolder(path: $0) }
        let paths = try folder.flatMap { $0.identity() == nil ? nil : try $0.scan().seeds.keys.sorted() } ?? []
        let recogniser = settings.recogniser
        unmatched = try ledger.trial { ledger in
            var admission = Admission(ledger, now: .now, zone: settings.zone, links: settings.links)
            for (place, path) in paths.enumerated() {
                if place % 100 == 0 { Terminal.progress(place, of: paths.count) }
                // What is refused is for “sower check” to tell.
                guard let bytes = try? folder?.read(path, limit: settings.largestSeed).bytes,
                    let article = try? recogniser.recognise(bytes, path: path).article
                else { continue }
                _ = try admission.admit(article, path: path, source: Digest(bytes: bytes)) { other in
                    if case .seed = folder?.look(at: other.path) { true } else { false }
                }
            }
            return try ledger.pendingImports()
        }
    }
}
