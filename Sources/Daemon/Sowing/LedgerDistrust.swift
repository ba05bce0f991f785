package import Catalogue

/// The ledger turned out to be damaged after it had been opened quickly; nothing was written to it since.
package struct LedgerDistrust: Error, CustomStringConvertible {
    package let findings: [LedgerFinding]

    package var description: String {
        "the ledger is damaged: \(findings.map(\.description).joined(separator: "; "))"
    }
}
