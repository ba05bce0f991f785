import GRDB
package import Syndication

/// What tells whether a seed has to be read again.
package struct SeedMark: Sendable, Hashable {
    /// Relative to the seeds folder.
    package var path: String
    package var stamp: FileStamp?
    /// Whether it was read by the rules in force.
    package var isCurrent: Bool
}

/// The marks of all seeds, one after the other in the order of their paths' bytes; valid inside its transaction.
package struct SeedMarks {
    private let rows: RowCursor
    /// Nil at the end.
    package private(set) var current: SeedMark?
    /// Why there are no more, when that is not the end.
    package private(set) var error: (any Error)?

    init(_ rows: RowCursor) {
        self.rows = rows
        advance()
    }

    package mutating func advance() {
        do {
            current = try rows.next().map(SeedMark.init)
        } catch {
            (current, self.error) = (nil, error)
        }
    }
}

extension SeedMark {
    fileprivate init(_ row: Row) throws {
        path = row[0]
        isCurrent = row[5]
        guard let size = row[1] as Int64? else { return }
        stamp = FileStamp(size: size, modified: row[2], changed: row[3], inode: UInt64(bitPattern: row[4]))
    }
}

extension CatalogueTransaction {
    /// Gives a walk through many pages, which reads them where the system has them: that takes half the time of copying each.
    ///
    /// They count as memory of the process until the walk is over (sqlite.org/mmap.html).
    package func mappingPages<Result>(_ walk: () throws -> Result) throws -> Result {
        try database.execute(sql: "PRAGMA mmap_size = 1073741824")
        defer { try? database.execute(sql: "PRAGMA mmap_size = 0") }
        return try walk()
    }

    /// - Parameter fingerprint: that of the rules in force.
    package func seedMarks(fingerprint: Digest) throws -> SeedMarks {
        let sql = """
            SELECT path, size, modified, changed, inode, fingerprint IS ? FROM seed ORDER BY path
            """
        return SeedMarks(try Row.fetchCursor(database, sql: sql, arguments: [fingerprint.data]))
    }
}
