import Foundation
import GRDB
import Syndication

extension SeedRow {
    static let columns = """
        path, size, modified, changed, inode, hash, fingerprint, outcome, article, due, line, column, detail
        """

    /// Throws `LedgerDamage` when a column holds what was never written there.
    init(_ row: Row) throws {
        let place = row[0] as DatabaseValue
        var damage: LedgerDamage { LedgerDamage(table: "seed", row: place.description) }
        path = try row.value(0, or: damage)
        if let size = try row.optional(1, or: damage) as Int64? {
            stamp = FileStamp(
                size: size,
                modified: try row.value(2, or: damage),
                changed: try row.value(3, or: damage),
                inode: UInt64(bitPattern: try row.value(4, or: damage) as Int64)
            )
        } else {
            stamp = nil
        }
        hash = (try row.optional(5, or: damage) as Data?).flatMap { Digest(stored: $0) }
        fingerprint = (try row.optional(6, or: damage) as Data?).flatMap { Digest(stored: $0) }
        article = try row.optional(8, or: damage)
        let detail: String? = try row.optional(12, or: damage)
        switch try row.value(7, or: damage) as String {
        case "accepted": outcome = .accepted
        case "refused":
            outcome = .refused(
                SeedProblem(
                    line: try row.optional(10, or: damage),
                    column: try row.optional(11, or: damage),
                    reason: detail ?? ""
                )
            )
        case "scheduled": outcome = .scheduled(Timestamp(seconds: try row.value(9, or: damage)))
        case "duplicate": outcome = .duplicate(of: detail ?? "")
        case "draft": outcome = .draft
        case "withdrawn": outcome = .withdrawn
        case "unnamed": outcome = .unnamed(detail ?? "")
        default: throw damage
        }
    }

    var arguments: StatementArguments {
        var (name, due, line, column, detail): (String, Int64?, Int?, Int?, String?) = ("accepted", nil, nil, nil, nil)
        switch outcome {
        case .accepted: break
        case .refused(let problem):
            (name, line, column, detail) = ("refused", problem.line, problem.column, problem.reason)
        case .scheduled(let moment): (name, due) = ("scheduled", moment.seconds)
        case .duplicate(let other): (name, detail) = ("duplicate", other)
        case .draft: name = "draft"
        case .withdrawn: name = "withdrawn"
        case .unnamed(let reason): (name, detail) = ("unnamed", reason)
        }
        return [
            path, stamp?.size, stamp?.modified, stamp?.changed, stamp.map { Int64(bitPattern: $0.inode) }, hash?.data,
            fingerprint?.data, name, article, due, line, column, detail,
        ]
    }
}
