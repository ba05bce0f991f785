package import Syndication

/// The founding of a ledger that knew no article: what a seed can be is known without most of its marks, which are made behind.
extension Admission {
    package enum FirstDecision {
        case decided(Decision)
        /// It may be the same article as one of these, which was admitted before and whose marks must be made to know that.
        case undecided(rivals: [LedgerRow])
    }

    /// Decides for a seed as `admit` would, if that is sure without its marks; its row is provisional then.
    ///
    /// O(log n).
    ///
    /// - Parameter texts: of all that were admitted so since the ledger was empty.
    package mutating func admit(
        _ article: Article,
        atFirstSight sight: FirstSight,
        path: String,
        _ texts: TextsAtFirstSight
    ) throws -> FirstDecision {
        let rivals = [
            try texts.numbers[sight.textHash].flatMap { try ledger.article(number: $0) },
            try article.explicitID.flatMap { try ledger.article(alias: "id:" + $0) },
            try article.canonicalLink.flatMap { try ledger.article(alias: "link:" + $0) },
        ].compactMap { $0 }
        guard rivals.isEmpty else { return .undecided(rivals: rivals.filter(\.isProvisional)) }
        let decision = try found(article, sight.identity, at: path)
        if case .new(let row) = decision { texts.numbers[sight.textHash] = row.number }
        return .decided(decision)
    }
}

/// The numbers of articles by what tells their texts apart; 16 bytes and more of memory each.
package final class TextsAtFirstSight {
    fileprivate var numbers: [UInt64: Int64] = [:]

    package init() {}
}
