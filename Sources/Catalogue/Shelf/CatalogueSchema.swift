/// The catalogue's tables.
enum CatalogueSchema {
    /// A file of another version is thrown away.
    static let version = "8"

    static let tables = """
        CREATE TABLE fact (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

        CREATE TABLE seed (
            path TEXT PRIMARY KEY, size INTEGER, modified INTEGER, changed INTEGER, inode INTEGER, hash BLOB,
            fingerprint BLOB, outcome TEXT NOT NULL, article INTEGER, due INTEGER, line INTEGER, column INTEGER,
            detail TEXT
        ) WITHOUT ROWID;
        CREATE INDEX seed_article ON seed(article);
        CREATE INDEX seed_outcome ON seed(outcome, due);

        -- How many seeds there are of each outcome, and how many articles: to count them would take longer the more there are.
        CREATE TABLE tally (what TEXT PRIMARY KEY, count INTEGER NOT NULL) WITHOUT ROWID;
        CREATE TRIGGER seed_insert AFTER INSERT ON seed BEGIN
            INSERT INTO tally VALUES (new.outcome, 1) ON CONFLICT DO UPDATE SET count = count + 1;
        END;
        CREATE TRIGGER seed_delete AFTER DELETE ON seed BEGIN
            UPDATE tally SET count = count - 1 WHERE what = old.outcome;
        END;
        CREATE TRIGGER seed_update AFTER UPDATE OF outcome ON seed WHEN old.outcome <> new.outcome BEGIN
            UPDATE tally SET count = count - 1 WHERE what = old.outcome;
            INSERT INTO tally VALUES (new.outcome, 1) ON CONFLICT DO UPDATE SET count = count + 1;
        END;

        CREATE TABLE article (
            number INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, slug TEXT NOT NULL UNIQUE, path TEXT NOT NULL,
            title TEXT NOT NULL, titleKey TEXT NOT NULL, category TEXT, categorySlug TEXT, abstract TEXT,
            published INTEGER NOT NULL, updated INTEGER NOT NULL, firstSeen INTEGER NOT NULL, recency INTEGER NOT NULL,
            details BLOB NOT NULL, digest BLOB NOT NULL, givenID TEXT, place INTEGER NOT NULL UNIQUE,
            -- Stands for all before it, so that what is known already need not be read.
            stamp INTEGER NOT NULL
        );
        -- With the stamp, so that a look at the latest need not visit them.
        CREATE INDEX article_recency ON article(recency, number, stamp);
        CREATE INDEX article_titleKey ON article(titleKey);
        CREATE INDEX article_published ON article(published, number);

        CREATE TRIGGER article_insert AFTER INSERT ON article BEGIN
            INSERT INTO tally VALUES ('article', 1) ON CONFLICT DO UPDATE SET count = count + 1;
        END;
        CREATE TRIGGER article_delete AFTER DELETE ON article BEGIN
            UPDATE tally SET count = count - 1 WHERE what = 'article';
        END;

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

        -- What feeds were in former editions, for those who are sent only what is new since.
        CREATE TABLE feedVersion (path TEXT, number INTEGER, content BLOB NOT NULL, PRIMARY KEY (path, number));

        -- Those that search is still to take up.
        CREATE TABLE unindexed (number INTEGER PRIMARY KEY);

        -- Its rows are those of article by place, which goes with the time: the newest are found without sorting.
        CREATE VIRTUAL TABLE search USING fts5(
            title, abstract, body, content='', tokenize='unicode61 remove_diacritics 2', prefix='2 3'
        );
        -- The words of titles alone, for what is like what: a look into it never meets the many bodies that have a word.
        CREATE VIRTUAL TABLE titleWord USING fts5(
            title, content='', detail=none, columnsize=0, tokenize='unicode61 remove_diacritics 2'
        );
        -- Left to itself, an insertion now and then merges what many have left, for half a second: see mergeIndex.
        INSERT INTO search (search, rank) VALUES ('automerge', 0), ('crisismerge', 1000);
        INSERT INTO titleWord (titleWord, rank) VALUES ('automerge', 0), ('crisismerge', 1000);
        """
}
