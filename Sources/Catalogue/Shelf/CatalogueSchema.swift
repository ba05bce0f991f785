/// The catalogue's tables.
enum CatalogueSchema {
    /// A file of another version is thrown away.
    static let version = "5"

    static let tables = """
        CREATE TABLE fact (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

        CREATE TABLE seed (
            path TEXT PRIMARY KEY, size INTEGER, modified INTEGER, changed INTEGER, inode INTEGER, hash BLOB,
            fingerprint BLOB, outcome TEXT NOT NULL, article INTEGER, due INTEGER, line INTEGER, column INTEGER,
            detail TEXT
        ) WITHOUT ROWID;
        CREATE INDEX seed_article ON seed(article);
        CREATE INDEX seed_outcome ON seed(outcome, due);

        CREATE TABLE article (
            number INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, slug TEXT NOT NULL UNIQUE, path TEXT NOT NULL,
            title TEXT NOT NULL, titleKey TEXT NOT NULL, category TEXT, categorySlug TEXT, abstract TEXT,
            published INTEGER NOT NULL, updated INTEGER NOT NULL, firstSeen INTEGER NOT NULL, recency INTEGER NOT NULL,
            details BLOB NOT NULL, digest BLOB NOT NULL, givenID TEXT, place INTEGER NOT NULL UNIQUE
        );
        CREATE INDEX article_recency ON article(recency, number);
        CREATE INDEX article_titleKey ON article(titleKey);
        CREATE INDEX article_published ON article(published, number);

        CREATE TABLE body (number INTEGER PRIMARY KEY, content TEXT NOT NULL);

        CREATE TABLE topic (
            kind INTEGER, slug TEXT, name TEXT NOT NULL, count INTEGER NOT NULL, PRIMARY KEY (kind, slug)
        ) WITHOUT ROWID;
        CREATE INDEX topic_count ON topic(kind, count);

        CREATE TABLE membership (
            kind INTEGER, slug TEXT, published INTEGER, number INTEGER, recency INTEGER NOT NULL, name TEXT NOT NULL,
            PRIMARY KEY (kind, slug, published, number)
        ) WITHOUT ROWID;
        CREATE INDEX membership_recency ON membership(kind, slug, recency, number);
        CREATE INDEX membership_number ON membership(number);

        -- Its rows are those of article by place, which goes with the time: the newest are found without sorting.
        CREATE VIRTUAL TABLE search USING fts5(
            title, abstract, body, content='', tokenize='unicode61 remove_diacritics 2', prefix='2 3'
        );
        -- The words of titles alone, for what is like what: a look into it never meets the many bodies that have a word.
        CREATE VIRTUAL TABLE titleWord USING fts5(
            title, content='', detail=none, columnsize=0, tokenize='unicode61 remove_diacritics 2'
        );
        """
}
