/// A ledger with five articles, as the first schema stood; never changed, since ledgers like it are out there.
enum FirstSchema {
    static let sql = """
        CREATE TABLE grdb_migrations (identifier TEXT NOT NULL PRIMARY KEY);
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
        CREATE TABLE alias (
            name TEXT PRIMARY KEY, article INTEGER NOT NULL REFERENCES article, checksum INTEGER NOT NULL
        ) WITHOUT ROWID;
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
        CREATE TABLE document (
            path TEXT PRIMARY KEY, digest TEXT NOT NULL, lastModified INTEGER NOT NULL,
            checksum INTEGER NOT NULL
        ) WITHOUT ROWID;
        CREATE INDEX article_path ON article(path);
        CREATE INDEX article_textKey ON article(textKey);
        CREATE INDEX article_published ON article(published);
        CREATE INDEX article_retracted ON article(retracted) WHERE retracted IS NOT NULL;
        CREATE INDEX article_missingSince ON article(missingSince) WHERE missingSince IS NOT NULL;
        CREATE UNIQUE INDEX article_givenID ON article(givenID) WHERE givenID IS NOT NULL;
        CREATE INDEX article_gone ON article(date, number) WHERE missingSince IS NOT NULL OR state = 1;
        CREATE INDEX alias_article ON alias(article);
        CREATE INDEX imported_link ON imported(link);
        CREATE INDEX imported_slug ON imported(slug);
        CREATE INDEX imported_titleKey ON imported(titleKey);
        CREATE INDEX imported_article ON imported(article);
        INSERT INTO grdb_migrations VALUES ('1');
        INSERT INTO fact VALUES ('created','1767787200',1109778120419205000);
        INSERT INTO fact VALUES ('lastRetraction','1767787200',-1982597700786950842);
        INSERT INTO fact VALUES ('revision','1',-1287080138741120591);
        INSERT INTO fact VALUES ('site','urn:uuid:4bf5122f-3445-84c5-bbde-2ebb8cd2b7e3',-6403420176780623458);
        INSERT INTO article VALUES (1,X'E93F2CF9A1678480BCB6B97EBA862D06','headline-1','a b/ñ-1.txt',
            '“Ünï” headline 1','2026-01-07',X'B90013CA09BB01F2C377AA0090BF7613',1767790800,1767790807,1767790795,
            X'414A392B1145813D6F093DE821221A0B',1,X'7854531E1B6EBDDAD0A8B700AF9E29DA',0,NULL,NULL,0,NULL,
            X'225E290A2CCB5B1D8FBFB3C2C9CE9AC3CA0002BACA42540CE0B805E5',7222302845260387032);
        INSERT INTO article VALUES (2,X'EE2E18539289855E9AB052768B090F53','headline-2','a b/ñ-2.txt',
            '“Ünï” headline 2','@1767794400',X'AFE5FCD606E0303818B054BA22457E99',1767794400,1767794407,1767794395,
            X'44EBBC00FCBA0FA945177165177187A1',1,X'B57685E514944AD355349E0D703765B4',0,NULL,NULL,0,
            'tag:old.example,2020:2',X'1AE8FD8F8FBFB3C2C8E8BB22CA0002BACA42540CD24D2815E537083A',
            6820173961604814070);
        INSERT INTO article VALUES (3,X'4C7056EE43DD8494A0DBD7BA01748070','headline-3','a b/ñ-3.txt',
            '“Ünï” headline 3',NULL,X'3FBE5C02D1F4A6E1A07D1C5D7D875EA0',1767798000,1767798007,1767797995,
            X'FB1353C7BC2EFA6B32EA256FEFDCBEC0',1,X'9D03CB18FC1BBEF1A6C9CE091E8C3B34',0,NULL,NULL,0,NULL,
            X'30D055D239C53E154C168DD95DE8CE8C8FBFB3C2CA0002BACA42540C',-3801560586583727269);
        INSERT INTO article VALUES (4,X'E9EAF7787D9B8A518128D2D50682A5F9','headline-4','a b/ñ-4.txt',
            '“Ünï” headline 4','2026-01-07',X'1FDE8E7D97A63501D0E1C720A24292DF',1767801600,1767801607,1767801595,
            X'6ABC0CA9C244EBA06B9B63F82268AFCB',1,X'F71051BED19DCDD8281AD1FD6970EBDC',0,NULL,NULL,0,
            'tag:old.example,2020:4',X'0746ABB11153384A7BE5E93E8FBFB3C2CA0002BACA42540CF41202A2',
            -5637342440913161217);
        INSERT INTO article VALUES (5,X'6708B031F6A38DD88043790CED6CD37D','headline-5','a b/ñ-5.txt',
            '“Ünï” headline 5','@1767805200',X'96545090C82212B87659703656B5BBB1',1767805200,1767805207,1767805195,
            X'ADD42BFDDE0B71A23761620757428469',1,X'079869AEF415B71EE2EBCBAC23A22040',0,NULL,NULL,0,NULL,
            X'0719DCD51361E20F514B894A6B16626B8FBFB3C2CA0002BACA42540C',848769686490757218);
        INSERT INTO alias VALUES ('id:given-1',1,4389884279399283892);
        INSERT INTO alias VALUES ('id:given-2',2,-6130816219334858130);
        INSERT INTO alias VALUES ('id:given-3',3,2159745292705341462);
        INSERT INTO alias VALUES ('id:given-4',4,-8489079767897248760);
        INSERT INTO alias VALUES ('id:given-5',5,-8889292086487640599);
        INSERT INTO alias VALUES ('link:https://news.example/3',3,2835910345136849522);
        INSERT INTO formerSlug VALUES ('former-4',4,1168542683716942996);
        INSERT INTO imported VALUES (1,'https://old.example/?p=5','https://old.example/5','headline-5',
            '“Ünï” headline 5','"uni" headline 5',1767805200,NULL,5,6217627110274720319);
        INSERT INTO document VALUES ('/atom.xml','a1',1767787200,-8091612273823924034);
        INSERT INTO document VALUES ('/category/science/','b2',1767787260,2927010063496092083);
        """
}
