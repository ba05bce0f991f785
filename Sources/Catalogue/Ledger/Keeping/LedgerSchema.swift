import GRDB

/// The parts of a database's schema as SQLite has understood them, one text each.
///
/// Compared in place of the schema's own text, which may differ between versions of SQLite, and in which a changed bit can
/// turn one column type into another without any complaint.
enum LedgerSchema {
    static func shape(_ database: Database) throws -> Set<String> {
        try String.fetchSet(database, sql: parts)
    }

    /// What the migrations up to `identifier` make of an empty database.
    static func expected(upTo identifier: String) throws -> Set<String> {
        let model = try DatabaseQueue()
        try LedgerMigrations.migrator.migrate(model, upTo: identifier)
        return try model.read(shape)
    }

    /// Whether the database holds nothing at all.
    static func isEmpty(_ database: Database) throws -> Bool {
        try Row.fetchOne(database, sql: "SELECT 1 FROM sqlite_master LIMIT 1") == nil
    }

    private static let parts = """
        SELECT 'column ' || t.name || '.' || c.name || ' ' || c.type || ' ' || c."notnull" || ' ' || c.pk || ' '
            || ifnull(c.dflt_value, '-')
        FROM sqlite_master t JOIN pragma_table_xinfo(t.name) c WHERE t.type = 'table'
        UNION ALL
        SELECT 'index ' || i.name || ' of ' || t.name || ' ' || i."unique" || ' ' || i.partial || ' ' || c.seqno || ' '
            || ifnull(c.name, '-') || ' ' || c."desc" || ' ' || ifnull(c.coll, '-')
        FROM sqlite_master t JOIN pragma_index_list(t.name) i JOIN pragma_index_xinfo(i.name) c WHERE t.type = 'table'
        UNION ALL
        SELECT 'reference ' || t.name || '.' || f."from" || ' to ' || f."table"
        FROM sqlite_master t JOIN pragma_foreign_key_list(t.name) f WHERE t.type = 'table'
        """
}
