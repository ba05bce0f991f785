import GRDB
import Syndication

/// Rows of the ledger's small tables, held against their checksums; each throws `LedgerDamage`.
extension Row {
    /// A row of (name, article, checksum).
    func name(in table: String) throws -> (name: String, article: Int64) {
        let place = self[0] as DatabaseValue
        var damage: LedgerDamage { LedgerDamage(table: table, row: place.description) }
        let (name, article): (String, Int64) = (try value(0, or: damage), try value(1, or: damage))
        guard Checksum.of([name, String(article)]) == (try value(2, or: damage) as Int64) else { throw damage }
        return (name, article)
    }

    /// A row of (path, digest, lastModified, checksum).
    func document() throws -> LedgerLine.DocumentLine {
        let place = self[0] as DatabaseValue
        var damage: LedgerDamage { LedgerDamage(table: "document", row: place.description) }
        let (path, digest): (String, String) = (try value(0, or: damage), try value(1, or: damage))
        let seconds: Int64 = try value(2, or: damage)
        guard Checksum.of([path, digest, String(seconds)]) == (try value(3, or: damage) as Int64) else { throw damage }
        return LedgerLine.DocumentLine(path: path, digest: digest, lastModified: Timestamp(seconds: seconds))
    }

    /// A row of (key, value, checksum).
    func fact() throws -> (key: String, value: String) {
        let place = self[0] as DatabaseValue
        var damage: LedgerDamage { LedgerDamage(table: "fact", row: place.description) }
        let (key, text): (String, String) = (try value(0, or: damage), try value(1, or: damage))
        guard Checksum.of([key, text]) == (try value(2, or: damage) as Int64) else { throw damage }
        return (key, text)
    }
}
