/// The ledger as text, for diffing, keeping under version control and moving: one JSON object a line.
///
/// The first line names the format and counts what follows: articles sorted by id, then entries of imported feeds and
/// documents sorted by name. What is absent or empty is left out.
package enum LedgerText {
    static let format = "sower ledger"
    static let version: Int64 = 1

    /// What an import did.
    package struct Report: Sendable, Hashable {
        /// Articles that the ledger did not have.
        package var added = 0
        /// Articles that the ledger has, and that stayed as they were.
        package var known = 0
        /// Of those added, how many got another slug since theirs was taken.
        package var renamed = 0
    }
}

/// Why a text can't be imported; nothing of it was.
package struct LedgerTextError: Error, Sendable, Hashable, CustomStringConvertible {
    /// Counted from 1; nil when the text as a whole or the ledger is at fault.
    package let line: Int?
    package let reason: String

    package var description: String { line.map { "line \($0): \(reason)" } ?? reason }
}
