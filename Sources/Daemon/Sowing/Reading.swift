import Catalogue
import Syndication

/// What a look at one path came to.
enum Reading: Sendable {
    /// Nothing that matters has changed.
    case unchanged
    /// The same bytes under another stamp. A row with bytes but without a stamp must be looked at again.
    case touched(SeedRow)
    case article(Recognition, ArticleMarks, SeedRow)
    /// An article, of which only the header was kept; its seed's path.
    case sight(Article, FirstSight, path: String)
    /// Can be an article, but is not to be published.
    case draft(SeedRow)
    /// Can't be an article; what was known of it stays.
    case problem(SeedProblem, SeedRow)
    /// No seed is there.
    case gone
    /// It was changing while it was read: look again.
    case unsettled
}

/// Looks at paths and reads what has to be read.
struct SeedReader: Sendable {
    let folder: SeedFolder
    let recogniser: Recogniser
    /// The largest seed that is read, in bytes.
    let limit: Int
    var extent = Extent.whole

    /// How much is wanted of an article: what is not is let go by the thread that read it, or never made.
    enum Extent {
        case whole
        /// Its header and all its marks.
        case marks
        /// Its header and what it is admitted by where no other is known; nor is it compared with what the catalogue knows.
        case firstSight
    }

    /// - Parameters:
    ///   - known: what the catalogue says of the path.
    ///   - sighting: what a scan saw; nil to look now.
    ///   - isForced: read even what seems unchanged.
    ///   - parent: of the path that was read before.
    func read(
        _ path: String,
        known: SeedRow?,
        sighting: Sighting? = nil,
        isForced: Bool = false,
        from parent: inout OpenFolder?
    ) -> Reading {
        switch sighting ?? folder.look(at: path) {
        case .absent, .folder, .ignored:
            return .gone
        case .refused(let reason):
            // While the folder is away nothing can be said of what it holds.
            guard folder.identity() != nil else { return .unchanged }
            return problem(SeedProblem(reason: reason), path, known, stamp: nil)
        case .seed(let stamp):
            let fingerprint = recogniser.fingerprint
            if let known, known.stamp == stamp, known.fingerprint == fingerprint, !isForced { return .unchanged }
            return readFile(path, known, seen: stamp, fingerprint, isForced, &parent)
        }
    }

    private func readFile(
        _ path: String,
        _ known: SeedRow?,
        seen: FileStamp,
        _ fingerprint: Digest,
        _ isForced: Bool,
        _ parent: inout OpenFolder?
    ) -> Reading {
        let (bytes, stamp): ([UInt8], FileStamp)
        do {
            (bytes, stamp) = try folder.read(path, limit: limit, from: &parent, isKnown: true)
        } catch {
            switch error.reason {
            case .absent: return .gone
            case .unsettled: return .unsettled
            case .rootUnreadable: return .unchanged
            case let reason: return problem(SeedProblem(reason: "\(reason)"), path, known, stamp: seen)
            }
        }
        if extent == .firstSight, let sight = sight(bytes, path) { return sight }
        let hash = Digest(bytes: bytes)
        let kept = isYoung(stamp) ? nil : stamp
        if let known, known.hash == hash, known.fingerprint == fingerprint, !isForced {
            var row = known
            row.stamp = kept
            return .touched(row)
        }
        var row = SeedRow(
            path: path,
            stamp: kept,
            hash: hash,
            fingerprint: fingerprint,
            outcome: .accepted,
            article: known?.article
        )
        do {
            var recognition = try recogniser.recognise(bytes, path: path)
            guard recognition.isDraft else {
                // On this thread: the one that writes has enough to do.
                let marks = ArticleMarks(recognition.article)
                if extent != .whole { recognition = recognition.withoutText }
                return .article(recognition, marks, row)
            }
            (row.outcome, row.article) = (.draft, nil)
            return .draft(row)
        } catch {
            row.outcome = .refused(error)
            return .problem(error, row)
        }
    }

    /// Nil where it is no article that may be published.
    private func sight(_ bytes: [UInt8], _ path: String) -> Reading? {
        let recognition = try? recogniser.recognise(bytes, path: path, readsFurniture: false)
        guard let recognition, !recognition.isDraft else { return nil }
        var article = recognition.article
        let sight = FirstSight(article, size: bytes.count)
        article.dropText()
        return .sight(article, sight, path: path)
    }

    /// Whether the file was changed so shortly ago that another change might leave the same stamp: the clock that
    /// stamps files ticks every few milliseconds.
    ///
    /// Then no stamp is kept, and it is read once more.
    private func isYoung(_ stamp: FileStamp) -> Bool {
        wallClockNanoseconds() - stamp.changed < 20_000_000
    }

    private func problem(_ problem: SeedProblem, _ path: String, _ known: SeedRow?, stamp: FileStamp?) -> Reading {
        let row = SeedRow(
            path: path,
            stamp: stamp,
            hash: nil,
            fingerprint: recogniser.fingerprint,
            outcome: .refused(problem),
            article: known?.article
        )
        return row == known ? .unchanged : .problem(problem, row)
    }
}

extension Recognition {
    fileprivate var withoutText: Recognition {
        var header = Recognition(article)
        header.article.dropText()
        return header
    }
}

extension Article {
    fileprivate mutating func dropText() {
        (standfirst, body, related) = (nil, [], [])
        (summary, keyPoints, risks, disclosure, corrections) = ([], [], [], [], [])
    }
}
