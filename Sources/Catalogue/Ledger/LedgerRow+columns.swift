import Foundation
import GRDB
import Syndication

extension LedgerRow {
    static let columns = """
        number, id, slug, path, title, date, textKey, published, updated, firstSeen, digest, digestVersion, source, \
        state, retracted, missingSince, isHeld, givenID, sketch, checksum
        """

    static let columnCount = 20

    static let insertion = "INSERT INTO article (\(columns)) VALUES (\(marks))"
    static let change = "UPDATE article SET (\(columns)) = (\(marks)) WHERE number = ?"

    private static let marks = Array(repeating: "?", count: columnCount).joined(separator: ", ")

    /// Throws `LedgerDamage` when the checksum does not fit the columns.
    init(_ row: Row) throws {
        let place = row[0] as DatabaseValue
        var damage: LedgerDamage { LedgerDamage(table: "article", row: place.description) }
        guard let id = PermanentID(stored: try row.value(1, or: damage) as Data),
            let textKey = Digest(stored: try row.value(6, or: damage) as Data),
            let digest = Digest(stored: try row.value(10, or: damage) as Data),
            let source = Digest(stored: try row.value(12, or: damage) as Data),
            let state = State(rawValue: try row.value(13, or: damage)),
            let sketch = Sketch(stored: Array(try row.value(18, or: damage) as Data))
        else { throw damage }
        self.number = try row.value(0, or: damage)
        self.id = id
        self.slug = Slug(stored: try row.value(2, or: damage))
        self.path = try row.value(3, or: damage)
        self.title = try row.value(4, or: damage)
        self.date = (try row.optional(5, or: damage) as String?).flatMap(ArticleDate.init(stored:))
        self.textKey = textKey
        self.published = Timestamp(seconds: try row.value(7, or: damage))
        self.updated = Timestamp(seconds: try row.value(8, or: damage))
        self.firstSeen = Timestamp(seconds: try row.value(9, or: damage))
        self.digest = digest
        self.digestVersion = try row.value(11, or: damage)
        self.source = source
        self.state = state
        self.retracted = (try row.optional(14, or: damage) as Int64?).map(Timestamp.init(seconds:))
        self.missingSince = (try row.optional(15, or: damage) as Int64?).map(Timestamp.init(seconds:))
        self.isHeld = try row.value(16, or: damage)
        self.givenID = try row.optional(17, or: damage)
        self.sketch = sketch
        guard checksum == (try row.value(19, or: damage) as Int64) else { throw damage }
    }

    var arguments: StatementArguments {
        // A list of values of one type would be mapped by a key path, which costs more than to store them.
        let values: [(any DatabaseValueConvertible)?] = [
            number.databaseValue, id.data.databaseValue, slug.text.databaseValue, path.databaseValue,
            title.databaseValue, date?.stored.databaseValue ?? .null, textKey.data.databaseValue,
            published.seconds.databaseValue, updated.seconds.databaseValue, firstSeen.seconds.databaseValue,
            digest.data.databaseValue, digestVersion.databaseValue, source.data.databaseValue,
            state.rawValue.databaseValue, retracted?.seconds.databaseValue ?? .null,
            missingSince?.seconds.databaseValue ?? .null, isHeld.databaseValue, givenID?.databaseValue ?? .null,
            Data(sketch.bytes).databaseValue, checksum.databaseValue,
        ]
        return StatementArguments(values)
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
        case .day(let day): day.iso8601
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
