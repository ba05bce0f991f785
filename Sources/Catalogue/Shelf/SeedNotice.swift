import GRDB
package import Syndication

/// What somebody is told of a seed that is not published.
package struct SeedNotice: Sendable, Hashable {
    package enum Outcome: String, Sendable {
        case refused
        case scheduled
        case duplicate
        case unnamed
    }

    package let path: String
    /// Where the problem is.
    package let line: Int?
    /// When it is to be published.
    package let due: Timestamp?
    /// The reason, or the path of the first of two that are the same.
    package let detail: String

    /// Throws `LedgerDamage` when a column holds what was never written there.
    init(_ row: Row) throws {
        let place = row[0] as DatabaseValue
        var damage: LedgerDamage { LedgerDamage(table: "seed", row: place.description) }
        path = try row.value(0, or: damage)
        line = try row.optional(1, or: damage)
        due = try row.optional(2, or: damage).map(Timestamp.init(seconds:))
        detail = try row.optional(3, or: damage) ?? ""
    }
}
