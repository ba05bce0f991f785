import GRDB

/// The ledger's schema, step by step.
///
/// A step that was released is never changed; a change is a new step.
enum LedgerMigrations {
    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1") { database in
            try database.execute(
                sql: """
                    CREATE TABLE fact (
                        key TEXT PRIMARY KEY, value TEXT NOT NULL, checksum INTEGER NOT NULL
                    ) WITHOUT ROWID;

                    CREATE TABLE article (
                        number INTEGER PRIMARY KEY AUTOINCREMENT,
                        id BLOB NOT NULL UNIQUE,
                        slug TEXT NOT NULL UNIQUE,
                        path TEXT NOT NULL,
                        title TEXT NOT NULL,
                        date TEXT,
                        textKey BLOB NOT NULL,
                        published INTEGER NOT NULL,
                        updated INTEGER NOT NULL,
                        firstSeen INTEGER NOT NULL,
                        digest BLOB NOT NULL,
                        digestVersion INTEGER NOT NULL,
                        source BLOB NOT NULL,
                        state INTEGER NOT NULL,
                        retracted INTEGER,
                        missingSince INTEGER,
                        isHeld INTEGER NOT NULL,
                        givenID TEXT,
                        sketch BLOB NOT NULL,
                        checksum INTEGER NOT NULL
                    );
                    CREATE INDEX article_path ON article(path);
                    CREATE INDEX article_textKey ON article(textKey);
                    CREATE INDEX article_published ON article(published);
                    CREATE INDEX article_retracted ON article(retracted) WHERE retracted IS NOT NULL;
                    CREATE INDEX article_missingSince ON article(missingSince) WHERE missingSince IS NOT NULL;

                    CREATE UNIQUE INDEX article_givenID ON article(givenID) WHERE givenID IS NOT NULL;
                    CREATE INDEX article_gone ON article(date, number) WHERE missingSince IS NOT NULL OR state = 1;

                    CREATE TABLE alias (
                        name TEXT PRIMARY KEY, article INTEGER NOT NULL REFERENCES article, checksum INTEGER NOT NULL
                    ) WITHOUT ROWID;
                    CREATE INDEX alias_article ON alias(article);

                    CREATE TABLE formerSlug (
                        slug TEXT PRIMARY KEY, article INTEGER NOT NULL REFERENCES article, checksum INTEGER NOT NULL
                    ) WITHOUT ROWID;

                    CREATE TABLE imported (
                        number INTEGER PRIMARY KEY AUTOINCREMENT,
                        id TEXT NOT NULL UNIQUE,
                        link TEXT,
                        slug TEXT,
                        title TEXT NOT NULL,
                        titleKey TEXT NOT NULL,
                        published INTEGER,
                        updated INTEGER,
                        article INTEGER REFERENCES article,
                        checksum INTEGER NOT NULL
                    );
                    CREATE INDEX imported_link ON imported(link);
                    CREATE INDEX imported_slug ON imported(slug);
                    CREATE INDEX imported_titleKey ON imported(titleKey);
                    CREATE INDEX imported_article ON imported(article);

                    CREATE TABLE document (
                        path TEXT PRIMARY KEY, digest TEXT NOT NULL, lastModified INTEGER NOT NULL,
                        checksum INTEGER NOT NULL
                    ) WITHOUT ROWID;
                    """
            )
        }
        migrator.registerMigration("2") { database in
            // Thousands that the brake holds are counted without a look at each, and not met by who looks for one that is due.
            try database.execute(
                sql: """
                    DROP INDEX article_missingSince;
                    CREATE INDEX article_missing ON article(missingSince, number)
                        WHERE missingSince IS NOT NULL AND state = 0;
                    CREATE INDEX article_waiting ON article(missingSince)
                        WHERE missingSince IS NOT NULL AND state = 0 AND isHeld = 0;
                    """
            )
        }
        return migrator
    }
}
