extension Article {
    /// The text alone, folded, without title and date: two articles with the same key say the same.
    package var textKey: Digest {
        Digest(["sower-text-1", Folding.folded(texts.joined(separator: " "))])
    }

    /// The text with the date: those of one day that say the same have the same.
    package var dateKey: String { "\(date?.identifyingText ?? "") \(textKey.hex)" }

    /// The identity at first sight (`sower-id-1`); `collision` counts from 0 for texts that are alike.
    ///
    /// The function is frozen: it must give the same identity in every later version.
    package func mintedID(collision: Int) -> PermanentID {
        PermanentID(Digest(["sower-id-1"] + identifyingFields + [String(collision)]))
    }

    /// How alike its text is to that of others; without the title.
    package var sketch: Sketch { Sketch(texts.joined(separator: " ")) }

    /// The version of the function behind `digest`.
    package static let digestVersion = 1

    /// Moves when a change is one that subscribers should hear of: title, category and text count, folded.
    package var digest: Digest {
        var fields = ["sower-digest-1", Folding.folded(title), Folding.folded(category ?? "")]
        // As written: whatever changes in a correction is news.
        if !corrections.isEmpty { fields += ["corrections"] + corrections.map(\.text) }
        for (name, texts) in [
            ("standfirst", standfirst.map { [$0.text] } ?? []), ("summary", summary.map(\.text)),
            ("key points", keyPoints.map(\.text)), ("body", body.flatMap(\.texts)), ("risks", risks.map(\.text)),
            ("disclosure", disclosure.map(\.text)),
        ] where !texts.isEmpty {
            fields.append(name)
            fields += texts.map(Folding.folded)
        }
        return Digest(fields)
    }

    private var identifyingFields: [String] {
        [Folding.folded(title), date?.identifyingText ?? "", Folding.folded(texts.joined(separator: " "))]
    }
}

extension ArticleDate {
    /// `2026-01-07` for a day, the moment in UTC otherwise; part of the frozen identity.
    fileprivate var identifyingText: String {
        switch self {
        case .day(let day): String(CivilTime(date: day, secondOfDay: 0).moment().rfc3339.prefix(10))
        case .moment(let moment): moment.rfc3339
        }
    }
}
