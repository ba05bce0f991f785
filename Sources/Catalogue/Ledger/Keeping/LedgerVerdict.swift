/// What an examination of the whole ledger found.
package struct LedgerVerdict: Sendable, Hashable {
    /// What is damaged; at most the first 20.
    package let findings: [LedgerFinding]
    /// How many rows were held against their checksums.
    package let rows: Int

    package var isSound: Bool { findings.isEmpty }
}

/// One damaged place of a ledger.
package enum LedgerFinding: Sendable, Hashable, CustomStringConvertible {
    /// A row whose columns are not what was written.
    case row(table: String, row: String)
    /// What is wrong with the file as a whole, in SQLite's words or ours.
    case file(String)

    init(_ damage: LedgerDamage) {
        self = .row(table: damage.table, row: damage.row)
    }

    package var description: String {
        switch self {
        case .row(let table, let row): "row \(row) of table \(table) does not fit its checksum"
        case .file(let words): words
        }
    }
}
