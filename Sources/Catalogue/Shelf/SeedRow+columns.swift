import Foundation
import GRDB
import Syndication

extension SeedRow {
    static let columns = """
        path, size, modified, changed, inode, hash, fingerprint, outcome, article, due, line, column, detail
        """

    init(_ row: Row) {
        path = row[0]
        if let size = row[1] as Int64? {
            stamp = FileStamp(size: size, modified: row[2], changed: row[3], inode: UInt64(bitPattern: row[4] as Int64))
        } else {
            stamp = nil
        }
        hash = (row[5] as Data?).flatMap { Digest(stored: $0) }
        fingerprint = (row[6] as Data?).flatMap { Digest(stored: $0) }
        article = row[8]
        let detail: String? = row[12]
        switch row[7] as String {
        case "accepted": outcome = .accepted
        case "scheduled": outcome = .scheduled(Timestamp(seconds: row[9] ?? 0))
        case "duplicate": outcome = .duplicate(of: detail ?? "")
        case "withdrawn": outcome = .withdrawn
        default: outcome = .refused(SeedProblem(line: row[10], column: row[11], reason: detail ?? ""))
        }
    }

    var arguments: StatementArguments {
        var (name, due, line, column, detail): (String, Int64?, Int?, Int?, String?) = ("accepted", nil, nil, nil, nil)
        switch outcome {
        case .accepted: break
        case .refused(let problem): (name, line, column, detail) = ("refused", problem.line, problem.column, problem.reason)
        case .scheduled(let moment): (name, due) = ("scheduled", moment.seconds)
        case .duplicate(let other): (name, detail) = ("duplicate", other)
        case .withdrawn: name = "withdrawn"
        }
        return [
            path, stamp?.size, stamp?.modified, stamp?.changed, stamp.map { Int64(bitPattern: $0.inode) }, hash?.data,
            fingerprint?.data, name, article, due, line, column, detail,
        ]
    }
}
