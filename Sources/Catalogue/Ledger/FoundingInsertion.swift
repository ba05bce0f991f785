import GRDB
import GRDBSQLite
import Syndication

/// Stores rows that say nothing yet besides who an article is and when it was published.
///
/// By SQLite's own calls: to gather a statement's arguments for GRDB takes longer than SQLite takes to store them, and a first
/// start stores as many such rows as there are seeds.
enum FoundingInsertion {
    private static let sql = """
        INSERT INTO article (\(LedgerRow.columns)) VALUES \
        (?, ?, ?, ?, ?, ?, zeroblob(16), ?, ?, ?, zeroblob(16), 0, zeroblob(16), 0, NULL, NULL, 0, NULL, x'', ?)
        """

    /// Whether a row says no more than that.
    static func fits(_ row: LedgerRow) -> Bool {
        row.isProvisional && row.textKey == .none && row.digest == .none && row.source == .none && row.sketch == .none
            && row.state == .live && row.retracted == nil && row.missingSince == nil && !row.isHeld
            && row.givenID == nil
    }

    /// Throws what GRDB would.
    static func store(_ row: LedgerRow, in database: Database) throws {
        let statement = try database.cachedStatement(sql: sql).sqliteStatement
        defer {
            sqlite3_reset(statement)
            sqlite3_clear_bindings(statement)
        }
        try bind(row, to: statement, in: database)
        try check(sqlite3_step(statement), is: SQLITE_DONE, in: database)
    }

    private static func bind(_ row: LedgerRow, to statement: SQLiteStatement, in database: Database) throws {
        for (place, number) in [
            (1, row.number), (7, row.published.seconds), (8, row.updated.seconds), (9, row.firstSeen.seconds),
            (10, row.checksum),
        ] as [(CInt, Int64)] {
            try check(sqlite3_bind_int64(statement, place, number), in: database)
        }
        try row.id.bytes.withUnsafeBytes {
            try check(sqlite3_bind_blob(statement, 2, $0.baseAddress, CInt($0.count), copied), in: database)
        }
        try bind(row.slug.text, to: statement, 3, in: database)
        try bind(row.path, to: statement, 4, in: database)
        try bind(row.title, to: statement, 5, in: database)
        if let date = row.date { try bind(date.stored, to: statement, 6, in: database) }
    }

    private static func bind(
        _ text: String,
        to statement: SQLiteStatement,
        _ place: CInt,
        in database: Database
    ) throws {
        var text = text
        try text.withUTF8 { bytes in
            try bytes.withMemoryRebound(to: CChar.self) {
                try check(sqlite3_bind_text(statement, place, $0.baseAddress, CInt($0.count), copied), in: database)
            }
        }
    }

    /// SQLITE_TRANSIENT, which Swift can't import: SQLite keeps a copy of its own.
    private static let copied = unsafe unsafeBitCast(-1, to: sqlite3_destructor_type.self)

    private static func check(_ code: CInt, is expected: CInt = SQLITE_OK, in database: Database) throws {
        guard code != expected else { return }
        throw DatabaseError(
            resultCode: ResultCode(rawValue: sqlite3_extended_errcode(database.sqliteConnection)),
            message: database.lastErrorMessage,
            sql: sql
        )
    }
}
