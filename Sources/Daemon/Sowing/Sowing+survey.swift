import Catalogue
import Syndication

/// The first of the two passes over many new seeds: it makes their ids durable and stores the newest of them alone, so that the
/// feeds are there long before all bodies are (architecture, decision 7).
extension Sowing {
    /// Made durable together: a start that is broken off does not begin from nothing again.
    private static let surveyStep = 20_000

    /// One that is new, with what is needed to store it.
    struct Candidate {
        var recognition: Recognition
        var seed: SeedRow
        var row: LedgerRow
    }

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
        for start in stride(from: 0, to: paths.count, by: Sowing.surveyStep) {
            let step = paths[start..<min(start + Sowing.surveyStep, paths.count)]
            // Undone as a whole when it is broken off, so what was found is added only after it.
            newest.add(try survey(step, keeping: count, now: now, onProgress: onProgress).candidates)
        }
        try store(whole(newest.candidates), &outcome)
    }

    /// The same with their texts, read again; without those whose bytes are others meanwhile, of which the ledger knows
    /// nothing: the pass that follows takes those.
    private func whole(_ candidates: [Candidate]) -> [Candidate] {
        let reader = SeedReader(folder: folder, recogniser: settings.recogniser, limit: settings.largestSeed)
        let readings = reader.read(candidates.map { SeedReader.Task(path: $0.seed.path) })
        return zip(candidates, readings).compactMap { candidate, reading in
            guard case .article(let recognition, _, var seed) = reading, seed.hash == candidate.seed.hash else {
                return nil
            }
            seed.article = candidate.row.number
            return Candidate(recognition: recognition, seed: seed, row: candidate.row)
        }
    }

    private func survey(
        _ paths: ArraySlice<(path: String, sighting: Sighting?)>,
        keeping count: Int,
        now: Timestamp,
        onProgress: (Int) -> Void
    ) throws -> Newest {
        let unknown = try catalogue.read { catalogue in
            guard try catalogue.hasSeeds() else { return Array(paths) }
            return try paths.filter { try catalogue.seed(path: $0.path) == nil }
        }
        var reader = SeedReader(folder: folder, recogniser: settings.recogniser, limit: settings.largestSeed)
        reader.keepsText = false
        var batches = ReadAhead(
            unknown.map { SeedReader.Task(path: $0.path, known: nil, sighting: $0.sighting) },
            by: reader
        )
        return try ledger.write { plain in
            var newest = Newest(count)
            let isMost = try Int64(unknown.count) * 4 > plain.size()
            let ledger = isMost ? try plain.forMany() : plain
            var admission = Admission(ledger, now: now, zone: settings.recogniser.settings.zone, links: settings.links)
            while let readings = batches.next() {
                try Swift.Task<Never, Never>.checkCancellation()
                var candidates: [Candidate] = []
                for case .article(let recognition, let marks, let seed) in readings {
                    let decision = try admission.admit(
                        recognition.article,
                        marks: marks,
                        path: seed.path,
                        source: seed.hash ?? Digest(bytes: [])
                    ) { try presence(of: $0) != .gone }
                    switch decision {
                    case .new(let row), .known(let row, _):
                        var seed = seed
                        seed.article = row.number
                        candidates.append(Candidate(recognition: recognition, seed: seed, row: row))
                    case .scheduled, .duplicate, .withdrawn: break
                    }
                }
                newest.add(candidates)
                onProgress(paths.startIndex + batches.done)
            }
            newest.update(try admission.spreadArrivals())
            return newest
        }
    }
}

/// The latest of some articles, as feeds choose them.
private struct Newest {
    private let count: Int
    private var kept: [Sowing.Candidate] = []
    /// What is no later than this is not among them.
    private var floor = Timestamp(seconds: .min)

    init(_ count: Int) { self.count = count }

    var candidates: [Sowing.Candidate] { latest }

    mutating func add(_ candidates: [Sowing.Candidate]) {
        kept += candidates.lazy.filter { $0.row.recency > floor }
        // Seldom, so that sorting costs no more than what is sorted.
        guard kept.count > 4 * count else { return }
        kept = latest
        if kept.count == count, let last = kept.last { floor = last.row.recency }
    }

    /// Takes over rows that were changed after their candidates were made.
    mutating func update(_ rows: [LedgerRow]) {
        guard !rows.isEmpty else { return }
        let changed = Dictionary(rows.map { ($0.number, $0) }, uniquingKeysWith: { $1 })
        for index in kept.indices { kept[index].row = changed[kept[index].row.number] ?? kept[index].row }
    }

    private var latest: [Sowing.Candidate] {
        let keys = kept.indices.map { (kept[$0].row.recency, kept[$0].row.number, $0) }
        return keys.sorted { ($0.0, $0.1) > ($1.0, $1.1) }.prefix(count).map { kept[$0.2] }
    }
}

extension LedgerRow {
    fileprivate var recency: Timestamp { max(published, updated) }
}
