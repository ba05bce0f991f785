import Catalogue
import Syndication

extension Sowing {
    /// What stands where an article's seed was.
    enum Presence {
        case here
        case gone
        /// Something is there that nobody has read yet.
        case unknown
    }

    /// Whether an article's own seed is still where it was: what is there now may be another article's.
    ///
    /// - Parameter texts: by path, what is being taken in together.
    func presence(of row: LedgerRow, _ texts: [String: Recognised] = [:]) throws -> Presence {
        guard case .seed(let stamp) = folder.look(at: row.path) else { return .gone }
        if let text = texts[row.path] {
            let isSame =
                text.marks.textKey == row.textKey
                || Folding.folded(text.recognition.article.title) == Folding.folded(row.title)
            return isSame ? .here : .gone
        }
        guard let seed = try catalogue.readAsWriter({ try $0.seed(path: row.path) }), seed.stamp == stamp else {
            return .unknown
        }
        switch seed.outcome {
        case .draft, .duplicate, .scheduled, .unnamed: return .gone
        case .accepted, .refused, .withdrawn: return seed.article == row.number ? .here : .gone
        }
    }
}
