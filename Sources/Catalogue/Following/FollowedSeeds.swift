package import Syndication

/// What a ledger that is kept elsewhere says of seeds: it is only read, so nothing is minted, dated or let go.
package struct FollowedSeeds {
    package enum Decision {
        /// The ledger's own seed of a published article.
        case named(LedgerRow)
        /// Its article was withdrawn by order.
        case withdrawn(LedgerRow)
        /// To be held back, and why.
        case unnamed(String)
    }

    private let ledger: LedgerTransaction

    package init(_ ledger: LedgerTransaction) {
        self.ledger = ledger
    }

    /// A seed counts when the ledger was written from its very bytes.
    ///
    /// Then everything that is made from both is the same wherever it is made. O(log n).
    package func decision(path: String, source: Digest) throws -> Decision {
        let rows = try ledger.articles(path: path)
        let live = rows.filter { $0.state == .live }
        if let row = live.first(where: { $0.source == source }) { return .named(row) }
        if !live.isEmpty { return .unnamed("the ledger was written from another version of it") }
        if let row = rows.first(where: { $0.state == .withdrawn }) { return .withdrawn(row) }
        return .unnamed("the ledger doesn’t name it")
    }
}
