package import Syndication

/// A copy of the ledger as it was at one moment.
package struct LedgerBackup: Sendable, Hashable {
    package let path: String
    /// As its name says; later than that of every backup made before, also when the clock was set back.
    package let made: Timestamp

    init(folder: String, made: Timestamp) {
        self.path = "\(folder)/ledger-\(made.compact).db"
        self.made = made
    }

    /// Nil when the name is not that of a backup.
    init?(folder: String, name: String) {
        guard name.hasPrefix("ledger-"), name.hasSuffix(".db"),
            let made = Timestamp(compact: String(name.dropFirst(7).dropLast(3)))
        else { return nil }
        self.init(folder: folder, made: made)
    }
}
