import Catalogue
import Syndication

/// The first of the two passes over many new seeds: it makes their ids durable and stores the newest of them alone, so that the
/// feeds are there long before all bodies are (architecture, decision 7).
extension Sowing {
    /// Made durable together: a start that is broken off does not begin from nothing again.
    private static let surveyStep = 20_000

    /// Gives ids to seeds that the catalogue does not know, and stores the `count` latest of them.
    ///
    /// What else has to be done for them is left to the pass that follows, which reads them again.
    ///
    /// - Parameter onProgress: called now and then with the number of those that were read.
    func survey(
        _ paths: [(path: String, sighting: Sighting?)],
        keeping count: Int,
        now: Timestamp,
        _ outcome: inout Outcome,
        onProgress: (Int) -> Void
    ) throws {
        var newest = Newest(count)
        var ahead: ReadAhead?
        // Where nothing is known yet, hardly a mark is needed to know that nothing is continued.
        let texts = try ledger.read { try $0.size() } == 1 ? TextsAtFirstSight() : nil
        for start in stride(from: 0, to: paths.count, by: Sowing.surveyStep) {
            let step = paths[start..<min(start + Sowing.surveyStep, paths.count)]
            newest = try survey(step, texts, adding: newest, now: now, onProgress: onProgress) { newest in
                guard step.endIndex == paths.endIndex else { return }
                // While the ledger is still being written. Read again, as the text was not kept.
                ahead = ReadAhead(
                    newest.latest.map { SeedReader.Task(path: $0.path) },
                    by: SeedReader(folder: folder, recogniser: settings.recogniser, limit: settings.largestSeed)
                )
            }
            Beside.submit { [ledger] in try? ledger.sync() }
        }
        try take(
            newest.latest.map { (path: $0.path, sighting: nil, isForced: false) }[...],
            ahead: ahead,
            now: now,
            &outcome
        )
        // Nobody sees an id that a power cut could still take.
        try ledger.sync()
    }

    /// - Parameter willCommit: told of the latest when all have their ids, and the ledger is still to be written.
    private func survey(
        _ paths: ArraySlice<(path: String, sighting: Sighting?)>,
        _ texts: TextsAtFirstSight?,
        adding others: Newest,
        now: Timestamp,
        onProgress: (Int) -> Void,
        willCommit: (Newest) -> Void
    ) throws -> Newest {
        let unknown = try catalogue.read { catalogue in
            guard try catalogue.hasSeeds() else { return Array(paths) }
            return try paths.filter { try catalogue.seed(path: $0.path) == nil }
        }
        var reader = SeedReader(folder: folder, recogniser: settings.recogniser, limit: settings.largestSeed)
        reader.extent = texts == nil ? .marks : .firstSight
        let tasks = unknown.map { SeedReader.Task(path: $0.path, known: nil, sighting: $0.sighting) }
        var batches = headStart?.take(for: tasks, by: reader) ?? ReadAhead(tasks, by: reader)
        reader.extent = .marks
        return try ledger.write(durability: .bySync) { plain in
            // Undone as a whole when it is broken off.
            var newest = others
            let isMost = try Int64(unknown.count) * 4 > plain.size()
            let ledger = isMost ? try plain.forMany() : plain
            var admission = Admission(ledger, now: now, zone: settings.recogniser.settings.zone, links: settings.links)
            while let readings = batches.next() {
                try Swift.Task<Never, Never>.checkCancellation()
                newest.add(try readings.compactMap { try admit($0, texts, by: &admission, again: reader) })
                onProgress(paths.startIndex + batches.done)
            }
            newest.update(try admission.spreadArrivals())
            willCommit(newest)
            return newest
        }
    }

    /// Returns the article's row if it is published now.
    ///
    /// - Parameter again: reads once more, for all marks, what can't be decided without them.
    private func admit(
        _ reading: Reading,
        _ texts: TextsAtFirstSight?,
        by admission: inout Admission,
        again: SeedReader
    ) throws -> LedgerRow? {
        let decision: Admission.Decision
        switch reading {
        case .sight(let article, let sight, let path):
            guard let texts else { return nil }
            switch try admission.admit(article, atFirstSight: sight, path: path, texts) {
            case .decided(let first): decision = first
            case .undecided(let rivals):
                let paths = rivals.map(\.path) + [path]
                let rows = try again.read(paths.map { SeedReader.Task(path: $0) }).map {
                    try admit($0, nil, by: &admission, again: again)
                }
                return rows.last ?? nil
            }
        case .article(let recognition, let marks, let seed):
            decision = try admission.admit(
                recognition.article,
                marks: marks,
                path: seed.path,
                source: seed.hash ?? .none
            ) { try presence(of: $0) != .gone }
        case .unchanged, .touched, .draft, .problem, .gone, .unsettled: return nil
        }
        switch decision {
        case .new(let row), .known(let row, _): return row
        case .scheduled, .duplicate, .withdrawn: return nil
        }
    }
}

/// The latest of some articles, as feeds choose them.
private struct Newest {
    private let count: Int
    private var kept: [LedgerRow] = []
    /// What is no later than this is not among them.
    private var floor = Timestamp(seconds: .min)

    init(_ count: Int) { self.count = count }

    mutating func add(_ rows: [LedgerRow]) {
        kept += rows.lazy.filter { $0.recency > floor }
        // Seldom, so that sorting costs no more than what is sorted.
        guard kept.count > 4 * count else { return }
        kept = latest
        if kept.count == count, let last = kept.last { floor = last.recency }
    }

    /// Takes over rows that were changed after they were added.
    mutating func update(_ rows: [LedgerRow]) {
        guard !rows.isEmpty else { return }
        let changed = Dictionary(rows.map { ($0.number, $0) }, uniquingKeysWith: { $1 })
        for index in kept.indices { kept[index] = changed[kept[index].number] ?? kept[index] }
    }

    var latest: [LedgerRow] {
        let keys = kept.indices.map { (kept[$0].recency, kept[$0].number, $0) }
        return keys.sorted { ($0.0, $0.1) > ($1.0, $1.1) }.prefix(count).map { kept[$0.2] }
    }
}

extension LedgerRow {
    fileprivate var recency: Timestamp { max(published, updated) }
}
