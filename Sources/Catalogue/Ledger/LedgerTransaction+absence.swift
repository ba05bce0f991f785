import Foundation
import GRDB
package import Syndication

/// Articles whose seeds are gone, and those that have left.
extension LedgerTransaction {
    /// Where the seeds of live ones were last seen that are not missing; O(n).
    package func presentPaths() throws -> [String] {
        try String.fetchAll(database, sql: "SELECT path FROM article WHERE state = 0 AND missingSince IS NULL")
    }

    /// Live ones without a seed, the longest missing first.
    package func missing() throws -> [LedgerRow] {
        try rows("missingSince IS NOT NULL AND state = 0 ORDER BY missingSince, number", [])
    }

    /// The paths of so many of those, and how many there are and of them are held; O(n), without reading any row.
    package func missing(named limit: Int) throws -> (paths: [String], count: Int, held: Int) {
        let missing = "missingSince IS NOT NULL AND state = 0"
        func count(_ condition: String) throws -> Int {
            let sql = "SELECT count(*) FROM article WHERE \(condition)"
            return try Int.fetchOne(database.cachedStatement(sql: sql)) ?? 0
        }
        let paths = "SELECT path FROM article WHERE \(missing) ORDER BY missingSince, number LIMIT ?"
        let all = try count(missing)
        return (
            try String.fetchAll(database.cachedStatement(sql: paths), arguments: [limit]), all,
            all - (try count("\(missing) AND isHeld = 0"))
        )
    }

    /// Since when the longest missing live one is, of those that the brake does not hold.
    package func firstMissing() throws -> Timestamp? {
        let first = """
            SELECT missingSince FROM article WHERE missingSince IS NOT NULL AND state = 0 AND isHeld = 0
            ORDER BY missingSince LIMIT 1
            """
        return try Int64.fetchOne(database.cachedStatement(sql: first)).map(Timestamp.init(seconds:))
    }

    /// The latest of a date whose seed is gone and whose title and sketch fit; at most 500 are looked at.
    package func lastGone(
        date: ArticleDate?,
        where fits: (_ title: String, _ sketch: Sketch) -> Bool
    ) throws -> LedgerRow? {
        if let filter, !filter.mayHaveGone { return nil }
        let gone = """
            SELECT number, title, sketch FROM article WHERE (missingSince IS NOT NULL OR state = 1) AND date IS ?
            ORDER BY number DESC LIMIT 500
            """
        let rows = try Row.fetchCursor(try database.cachedStatement(sql: gone), arguments: [date?.stored])
        while let row = try rows.next() {
            let place = row[0] as DatabaseValue
            var damage: LedgerDamage { LedgerDamage(table: "article", row: place.description) }
            guard let sketch = Sketch(stored: Array(try row.value(2, or: damage) as Data)) else { throw damage }
            if fits(try row.value(1, or: damage), sketch) { return try article(number: try row.value(0, or: damage)) }
        }
        return nil
    }

    /// The latest to leave, the latest first.
    package func lastRetracted(_ count: Int) throws -> [LedgerRow] {
        try rows("retracted IS NOT NULL AND state <> 0 ORDER BY retracted DESC, number DESC LIMIT ?", [count])
    }

    /// How many left by absence after a moment.
    package func retractedCount(after moment: Timestamp) throws -> Int {
        try Int.fetchOne(
            database,
            sql: "SELECT count(*) FROM article WHERE state = 1 AND retracted > ?",
            arguments: [moment.seconds]
        ) ?? 0
    }

    /// When the latest article left, be it back or not; nil when none ever has.
    package func lastRetraction() throws -> Timestamp? {
        try fact("lastRetraction").flatMap { Int64($0) }.map(Timestamp.init(seconds:))
    }

    /// Keeps the later of the two when there is one already.
    func setLastRetraction(_ moment: Timestamp) throws {
        if let last = try lastRetraction(), last >= moment { return }
        try setFact("lastRetraction", String(moment.seconds))
    }
}
