/// A seed that a refresh did not bring into the feeds, or out of them.
package struct HeldSeed: Sendable, Hashable, Codable {
    package enum Reason: String, Sendable, Codable {
        /// It is still being written.
        case quiet
        /// It is gone, and its article stays for the grace period.
        case grace
        /// It is gone, and absence withdraws nothing: `on-missing: keep`.
        case kept
        /// It vanished together with many others.
        case brake
        /// It is dated later than now.
        case scheduled
        /// The ledger is kept elsewhere, and does not name it.
        case unnamed
    }

    package var path: String
    package var reason: Reason
    /// Since when it is gone, RFC 3339.
    package var since: String?
    /// When that ends by itself, RFC 3339.
    package var until: String?

    /// "b.txt: gone since …, withdrawn at … unless it returns".
    package var line: String {
        switch reason {
        case .quiet: "\(path): still being written"
        case .grace: "\(path): gone since \(since ?? "now"), withdrawn at \(until ?? "once") unless it returns"
        case .kept: "\(path): gone since \(since ?? "now"), its article is kept"
        case .brake: "\(path): gone together with many others, held until “sower retract --missing”"
        case .unnamed: "\(path): not named by the ledger that is followed"
        case .scheduled: "\(path): held back until \(until ?? "later")"
        }
    }
}
