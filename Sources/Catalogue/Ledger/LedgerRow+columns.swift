import Foundation
import GRDB
import Syndication

extension LedgerRow {
    static let columns = """
        number, id, slug, path, title, date, textKey, published, updated, firstSeen, digest, digestVersion, state, \
        retracted, missingSince, isHeld, checksum
        """

    /// Throws `LedgerDamage` when the checksum does not fit the columns.
    init(_ row: Row) throws {
        let number: Int64 = row[0]
        guard let id = PermanentID(stored: row[1] as Data), let textKey = Digest(stored: row[6] as Data),
            let digest = Digest(stored: row[10] as Data), let state = State(rawValue: row[12])
        else { throw LedgerDamage(table: "article", row: String(number)) }
        self.number = number
        self.id = id
        self.slug = Slug(stored: row[2])
        self.path = row[3]
        self.title = row[4]
        self.date = (row[5] as String?).flatMap(ArticleDate.init(stored:))
        self.textKey = textKey
        self.published = Timestamp(seconds: row[7])
        self.updated = Timestamp(seconds: row[8])
        self.firstSeen = Timestamp(seconds: row[9])
        self.digest = digest
        self.digestVersion = row[11]
        self.state = state
        self.retracted = (row[13] as Int64?).map(Timestamp.init(seconds:))
        self.missingSince = (row[14] as Int64?).map(Timestamp.init(seconds:))
        self.isHeld = row[15]
        guard checksum == row[16] as Int64 else { throw LedgerDamage(table: "article", row: String(number)) }
    }

    var arguments: StatementArguments {
        [
            number, Data(id.bytes), slug.text, path, title, date?.stored, Data(textKey.bytes), published.seconds,
            updated.seconds, firstSeen.seconds, Data(digest.bytes), digestVersion, state.rawValue, retracted?.seconds,
            missingSince?.seconds, isHeld, checksum,
        ]
    }
}

/// A row whose columns are not what was written.
package struct LedgerDamage: Error, CustomStringConvertible {
    package let table: String
    package let row: String

    package var description: String { "ledger: row \(row) of table \(table) is damaged: its checksum does not fit" }
}

extension ArticleDate {
    /// `2026-01-07` or seconds since the epoch.
    var stored: String {
        switch self {
        case .day(let day): String(CivilTime(date: day, secondOfDay: 0).moment().rfc3339.prefix(10))
        case .moment(let moment): "@\(moment.seconds)"
        }
    }

    init?(stored text: String) {
        if text.hasPrefix("@"), let seconds = Int64(text.dropFirst()) {
            self = .moment(Timestamp(seconds: seconds))
            return
        }
        let parts = text.split(separator: "-").compactMap { Int($0) }
        guard parts.count == 3, let day = CivilDate(year: parts[0], month: parts[1], day: parts[2]) else { return nil }
        self = .day(day)
    }
}
