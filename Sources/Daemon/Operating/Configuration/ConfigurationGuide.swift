/// What there is to know about one key: the one source of the sample file, the manual page and `sower config`.
package struct ConfigurationGuide: Sendable {
    /// Plain sentences, each a line of its own where it has to be broken anyway.
    package let text: String
    /// A value to show.
    package let sample: String
    /// Whether the value shown is the default, so that the sample file may say it outright.
    package let isDefault: Bool
    /// Whether a change waits for a restart; otherwise SIGHUP brings it.
    package let needsRestart: Bool

    private init(_ text: String, sample: String, isDefault: Bool = false, needsRestart: Bool = false) {
        (self.text, self.sample) = (text, sample)
        (self.isDefault, self.needsRestart) = (isDefault, needsRestart)
    }

    /// A key whose default is a value.
    private static func usual(_ value: String, _ text: String, needsRestart: Bool = false) -> ConfigurationGuide {
        ConfigurationGuide(text, sample: value, isDefault: true, needsRestart: needsRestart)
    }

    /// A key that says nothing unless it is set.
    private static func sample(_ value: String, _ text: String, needsRestart: Bool = false) -> ConfigurationGuide {
        ConfigurationGuide(text, sample: value, needsRestart: needsRestart)
    }

    package init(_ key: ConfigurationKey) {
        self =
            switch key {
            case .seeds:
                .sample(
                    "/srv/articles",
                    """
                    The folder of articles. Files that end in .txt, .md, .markdown, .html or .htm are articles; names that \
                    begin with "." or "_" are drafts. It has no default: name it here or as "sower serve DIR".
                    """,
                    needsRestart: true
                )
            case .state:
                .sample(
                    "/var/lib/sower",
                    """
                    Where the ledger is kept: the one thing to back up. The default is chosen by the seeds folder's path, \
                    under $STATE_DIRECTORY, else $XDG_STATE_HOME/sower, else ~/.local/state/sower.
                    """,
                    needsRestart: true
                )
            case .follow:
                .sample(
                    "/srv/news/ledger.txt",
                    """
                    A ledger that another daemon keeps, as "sower ledger export" writes it. This daemon then gives no ids and \
                    dates and withdraws nothing; it holds back files that the ledger does not name, and takes the ledger over \
                    whenever the file is replaced. By default it keeps a ledger of its own.
                    """,
                    needsRestart: true
                )
            case .listen:
                .usual(
                    "127.0.0.1:8080",
                    "Where to listen: HOST:PORT or unix:PATH, or a list of them. Port 0 picks a free one.",
                    needsRestart: true
                )
            case .baseURL:
                .sample(
                    "https://news.example",
                    """
                    The address under which readers reach the site; links begin with it. It may carry a path. It is needed \
                    when an address that can be reached from outside is listened on; otherwise the default is the first \
                    TCP address of "listen" with http:// before it.
                    """
                )
            case .title:
                .sample("Harbour News", "The feed's title. The default is the seeds folder's name.")
            case .description:
                .sample("What happens between the pier and the tide mill.", "A line about the feed.")
            case .author:
                .sample("The Harbour Newsroom", "The feed's author. The default is the title.")
            case .language:
                .usual("en", "The language of the articles, as a BCP 47 tag.")
            case .rights:
                .sample("© 2026 The Harbour Newsroom", "Who holds the rights, for people to read.")
            case .zone:
                .usual("UTC", "The time zone of dates in articles: UTC or a name such as Europe/Vienna.")
            case .links:
                .sample(
                    "https://news.example/{date}/{slug}",
                    """
                    Where an entry leads: to the article's page here (default), or to the publisher's own site. {slug} is \
                    the title made fit for an address, {stem} the file's name without its ending, {date} the day of \
                    publication, and {year}, {month}, {day} are its parts. It must contain {slug} or {stem}.
                    """
                )
            case .entries:
                .usual("50", "How many of the latest articles a feed shows: 1 to 500.")
            case .feedSize:
                .usual(
                    "1MiB",
                    "How large the articles of one feed may be together, 1kB to 16MB; the oldest that don't fit are left out."
                )
            case .categoryAliases:
                .sample(
                    "[\"Corporates = Companies\", \"Tech = Technology\"]",
                    """
                    Categories that have another name: "old name = new name", one or a list. Articles of the old one appear under \
                    the new one, and the old one's page and feeds lead there. Spellings that differ in case, accents or \
                    punctuation alone are one category in any case.
                    """
                )
            case .templates:
                .sample(
                    "/etc/sower/templates",
                    """
                    A folder of Mustache templates that replace the built-in ones: front, article, topic, search, feeds, \
                    archive and notice, and the parts head, top, bottom, item, subscribe and pager, each with the ending \
                    .mustache; style.css replaces the style sheet.
                    """
                )
            case .maxAge:
                .usual("5m", "How long readers and caches may keep a feed before they ask again: 1m to 24h.")
            case .grace:
                .usual(
                    "30s",
                    """
                    How long an article whose file is gone stays published, so that a rename or a sync is no withdrawal: \
                    0s to 24h.
                    """
                )
            case .onMissing:
                .usual(
                    "retract",
                    """
                    What happens after that: "retract", or "keep" to never withdraw an article because its file is gone.
                    """
                )
            case .tombstones:
                .usual("on", "Whether Atom feeds say which articles have left them (RFC 6721): on or off.")
            case .deltas:
                .usual(
                    "off",
                    """
                    Whether a reader that asks for it (RFC 3229, "A-IM: feed") and says which version of the main feed it has is \
                    sent only what is new since: on or off. A cache in front must not pass A-IM on.
                    """
                )
            case .watch:
                .usual(
                    "auto",
                    """
                    How changes in the seeds folder are noticed: "auto" by events, and by reading the folder where its file \
                    system (NFS, SMB, FUSE, 9p, AFS, Ceph and others) doesn't tell of what other machines do; "events" by events \
                    alone; "poll" by reading the folder alone.
                    """
                )
            case .pollInterval:
                .usual(
                    "5s",
                    """
                    How often the whole folder is read while not every change is heard of, for whatever reason: 1s to 1h; less often \
                    where that would take more than a tenth of the time.
                    """
                )
            case .reconcile:
                .usual(
                    "15m",
                    """
                    How often, give or take a tenth, the folder is compared with what is published although every change is heard \
                    of: 0s for never, up to 24h. No file is opened unless its size, times or inode changed. What it finds is taken \
                    in and counted as drift.
                    """
                )
            case .hubs:
                .sample(
                    "[\"https://hub.example/\"]",
                    """
                    WebSub hubs that are told when a feed has changed, so that their subscribers have it at once; one or a \
                    list. Feeds name them too. An https hub is believed by the system's certificates, or those of the file that \
                    SSL_CERT_FILE names.
                    """
                )
            case .idFromName:
                .sample(
                    #"^\d+_([0-9a-f]{16})$"#,
                    """
                    A regular expression over the file's name without its ending; its first group becomes the article's \
                    id, so that the same article under another name stays the same. The one shown is for names such as \
                    000_fe62e274a8b505a0.txt.
                    """
                )
            case .dateOrder:
                .usual(
                    "mdy",
                    """
                    How dates of three numbers are read: "mdy" takes 01/07/2026 for January 7, "dmy" for the first of July. One \
                    that could be either is a warning.
                    """
                )
            case .furniture:
                .sample(
                    "[\"from Share this article\", \"from Newsletter if Your email or Sign up\", \"line Advertisement\", \"block Read more*\"]",
                    """
                    What else of a page is cut from articles: "from LINE" cuts from the last such line to the end, "from LINE if \
                    LINE or LINE" only when one of the others stands below it, "line LINE" each such line, "block LINE" each \
                    with what follows up to a blank line. A star at the end stands for any words. The search box, the list of \
                    categories and related articles that follow "Search Articles" are cut in any case, unless "without \
                    built-in" is among the rules.
                    """
                )
            case .largestSeed:
                .usual("4MiB", "The largest file that is read, 1kB to 64MB; a larger one is refused.")
            case .longestLine:
                .usual("1MB", "The longest line of a text or Markdown seed; a seed with a longer one is refused.")
            case .deepestNesting:
                .usual(
                    "100",
                    "How many elements, lists or quotations may stand inside one another: 10 to 200; a seed with more is refused."
                )
            case .mostSections:
                .usual("1000", "How many headings an article may have; a seed with more is refused.")
            case .logLevel:
                .usual("info", "What is logged: debug, info, notice, warning or error, and what is graver.")
            case .logLevels:
                .sample(
                    "http=debug, ledger=warning",
                    """
                    Other levels for parts of the log: seeds (reading and publishing), ledger, http and service; each as \
                    part=level.
                    """
                )
            case .logFormat:
                .usual(
                    "auto",
                    """
                    The form of the log: "lines" for people, "json" with one object a line, "journal" for systemd's \
                    journal with priorities and fields, or "auto": the journal where standard error leads there, else \
                    lines.
                    """
                )
            case .accessLog:
                .usual(
                    "off",
                    """
                    Where each answer is noted as a line of JSON, without addresses and queries: a path, "-" for \
                    standard output, or "off". A reload opens the file anew.
                    """
                )
            case .maxConnections:
                .usual(
                    "4096",
                    """
                    How many connections may be open, 16 to 1000000; above it the one that idles longest is closed for a \
                    new one. The limit of open files is raised as far as it goes.
                    """
                )
            case .headerTimeout:
                .usual("10s", "How long a client may take to send the head of a request: 1s to 10m.")
            case .idleTimeout:
                .usual("60s", "How long a connection may stay open without a request: 1s to 1h.")
            case .writeTimeout:
                .usual("30s", "A client that takes less than 1 kB a second for so long is given up: 1s to 1h.")
            case .maxHeaderSize:
                .usual("16KiB", "The largest head of a request, 1kB to 1MB; one field may take half of it.")
            case .maxHeaderCount:
                .usual("64", "How many header fields a request may have: 8 to 1000.")
            case .socketMode:
                .usual("0666", "The mode of Unix sockets that are listened on, in octal digits.", needsRestart: true)
            case .socketOwner:
                .sample(
                    "www-data:www-data",
                    """
                    The owner of Unix sockets that are listened on: user, user:group or :group. The default is whoever runs \
                    the daemon.
                    """,
                    needsRestart: true
                )
            case .throttle:
                .usual(
                    "off",
                    """
                    How often a client may fetch a feed without saying which version it has, as 10/1h (3 to 10000 times in \
                    1m to 24h); beyond it the answer is 429 with the seconds to wait. A client is an address and a \
                    User-Agent together. "off" throttles nobody.
                    """
                )
            case .trustedProxies:
                .sample(
                    "[127.0.0.1, \"10.0.0.0/8\", unix]",
                    """
                    The proxies whose Forwarded or X-Forwarded-For says who the client is: addresses, networks, or "unix" \
                    for Unix sockets; one or a list.
                    """
                )
            case .staleWhileRevalidate:
                .usual(
                    "0s",
                    "How long caches may go on with an outdated answer while they fetch the new one: 0s to 24h."
                )
            case .staleIfError:
                .usual(
                    "0s",
                    "How long caches may go on with an outdated answer when there is none to be had: 0s to 168h."
                )
            }
    }
}
