import GRDB
import Syndication

/// Looks through an open ledger for damage, and keeps the first findings.
struct LedgerInspection {
    private(set) var findings: [LedgerFinding] = []
    private(set) var rows = 0

    /// How many findings are kept.
    static let bound = 20

    var verdict: LedgerVerdict { LedgerVerdict(findings: findings, rows: rows) }

    /// SQLite's own check, with that of every index against its table; O(n log n).
    ///
    /// `quick_check` would pass over an index that has lost an entry, and look-ups by it would find nothing.
    mutating func checkStructure(_ database: Database) throws {
        try gather { inspection in
            let words = try String.fetchCursor(database, sql: "PRAGMA integrity_check(\(LedgerInspection.bound))")
            while let line = try words.next(), line != "ok" {
                for words in line.split(separator: "\n") { inspection.add(.file("SQLite: \(words)")) }
            }
        }
        try gather { inspection in
            let orphans = try Row.fetchCursor(database, sql: "PRAGMA foreign_key_check")
            while let row = try orphans.next(), !inspection.isFull {
                let (table, parent) = (row[0] as DatabaseValue, row[2] as DatabaseValue)
                inspection.add(.file("table \(table) names a row that table \(parent) does not have"))
            }
        }
    }

    /// Tables, columns and indexes against those that the migrations up to `identifier` make.
    mutating func checkSchema(_ database: Database, upTo identifier: String) throws {
        try gather { inspection in
            let missing = try LedgerSchema.expected(upTo: identifier).subtracting(LedgerSchema.shape(database))
            for part in missing.sorted() { inspection.add(.file("the schema lacks \(part)")) }
        }
    }

    /// Every row against its checksum; linear.
    mutating func checkRows(_ database: Database) throws {
        try check("SELECT \(LedgerRow.columns) FROM article", database) { _ = try LedgerRow($0) }
        try check("SELECT name, article, checksum FROM alias", database) { _ = try $0.name(in: "alias") }
        try check("SELECT slug, article, checksum FROM formerSlug", database) { _ = try $0.name(in: "formerSlug") }
        try check("SELECT \(LedgerImport.columns) FROM imported", database) { _ = try LedgerImport($0) }
        try check("SELECT path, digest, lastModified, checksum FROM document", database) { _ = try $0.document() }
        try check("SELECT key, value, checksum FROM fact", database) { _ = try $0.fact() }
        try checkSequence(database)
    }

    /// A sequence behind its table would give the next article a number that is taken.
    private mutating func checkSequence(_ database: Database) throws {
        try gather { inspection in
            let behind = """
                SELECT 1 WHERE coalesce((SELECT max(number) FROM article), 0)
                    > coalesce((SELECT max(seq) FROM sqlite_sequence WHERE name = 'article'), 0)
                """
            if try Row.fetchOne(database, sql: behind) != nil {
                inspection.add(.row(table: "sqlite_sequence", row: "article"))
            }
        }
    }

    private mutating func check(_ sql: String, _ database: Database, _ read: (Row) throws -> Void) throws {
        try gather { inspection in
            let cursor = try Row.fetchCursor(database, sql: sql)
            while !inspection.isFull, let row = try cursor.next() {
                inspection.rows += 1
                do { try read(row) } catch let damage as LedgerDamage { inspection.add(LedgerFinding(damage)) }
            }
        }
    }

    /// Turns an error that bears witness to damage into a finding.
    private mutating func gather(_ body: (inout LedgerInspection) throws -> Void) throws {
        guard !isFull else { return }
        do {
            try body(&self)
        } catch let error as DatabaseError where error.isDamage {
            add(.file("SQLite: \(error.message ?? error.resultCode.description)"))
        }
    }

    private var isFull: Bool { findings.count >= LedgerInspection.bound }

    private mutating func add(_ finding: LedgerFinding) {
        if !isFull { findings.append(finding) }
    }
}

extension DatabaseError {
    /// Whether the bytes of the file are at fault, and not its storage, its permissions or another process.
    var isDamage: Bool {
        [.SQLITE_CORRUPT, .SQLITE_NOTADB, .SQLITE_ERROR, .SQLITE_TOOBIG].contains(resultCode)
    }
}
