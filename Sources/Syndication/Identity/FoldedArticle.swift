/// An article's texts, folded once and joined with single spaces: what everything that identifies it is made from.
///
/// Folding looks at one character after another, so the texts folded and joined are the joined texts folded.
struct FoldedArticle {
    private let article: Article
    private let folded: FoldedText
    /// Of each text, where it stands in `folded`.
    private let places: [Range<Int>]

    /// Linear in the length of the texts.
    ///
    /// - Parameter size: about how many bytes the texts have; counted here where nobody knows.
    init(_ article: Article, size: Int? = nil) {
        var folded = FoldedText(capacity: size ?? FoldedArticle.size(of: article))
        var places: [Range<Int>] = []
        places.reserveCapacity(64)
        article.forEachText { text in
            let start = folded.beginText()
            Folding.fold(text, into: &folded)
            places.append(start..<max(start, folded.end))
        }
        (self.article, self.folded, self.places) = (article, folded, places)
    }

    private static func size(of article: Article) -> Int {
        var size = 0
        article.forEachText { size += $0.utf8.count + 1 }
        return size
    }

    /// `sower-text-1`.
    var textKey: Digest {
        var fields = DigestFields(of: "sower-text-1")
        fields.append(folded.bytes.span, 0..<folded.end)
        return fields.finish()
    }

    /// `sower-id-1`, but for the number of the collision.
    var identity: MintedIdentity {
        var fields = DigestFields(of: "sower-id-1")
        fields.append(Folding.folded(article.title))
        fields.append(article.date?.identifyingText ?? "")
        fields.append(folded.bytes.span, 0..<folded.end)
        return MintedIdentity(fields)
    }

    /// Of the text alone, without title and date; fast, and no more than that.
    var textHash: UInt64 { folded.bytes.span.extracting(0..<folded.end).quickHash }

    var sketch: Sketch { Sketch(folded: folded.bytes.span.extracting(0..<folded.end)) }

    /// `sower-digest-1`.
    var digest: Digest {
        var fields = DigestFields(of: "sower-digest-1")
        fields.append(Folding.folded(article.title))
        fields.append(Folding.folded(article.category ?? ""))
        if !article.corrections.isEmpty {
            fields.append("corrections")
            // As written: whatever changes in a correction is news.
            for correction in article.corrections { fields.append(correction.text) }
        }
        // In the order of `Article.texts`.
        var rest = places[...]
        for (name, count) in [
            ("standfirst", article.standfirst == nil ? 0 : 1), ("summary", article.summary.count),
            ("key points", article.keyPoints.count), ("body", article.body.reduce(0) { $0 + $1.textCount }),
            ("risks", article.risks.count), ("disclosure", article.disclosure.count),
        ] where count > 0 {
            fields.append(name)
            for place in rest.prefix(count) { fields.append(folded.bytes.span, place) }
            rest = rest.dropFirst(count)
        }
        return fields.finish()
    }
}

extension Article.Block {
    fileprivate var textCount: Int {
        switch self {
        case .paragraph, .heading: 1
        case .list(let items): items.count
        case .markup(_, let texts): texts.count
        }
    }
}

extension ArticleDate {
    /// `2026-01-07` for a day, the moment in UTC otherwise; part of the frozen identity.
    var identifyingText: String {
        switch self {
        case .day(let day): day.iso8601
        case .moment(let moment): moment.rfc3339
        }
    }
}
