/// What a configuration says of the whole site, as far as documents show it.
package struct Site: Sendable, Hashable {
    /// Minted once, kept in the ledger.
    package var id: PermanentID
    package var title: String
    package var description: String?
    package var author: String
    /// A BCP 47 tag.
    package var language: String
    package var rights: String?
    package var zone: Zone
    package var baseURL: BaseURL
    package var links: LinkPattern?
    /// How long a reader may keep a feed before it asks again, in seconds.
    package var maxAge: Int
    /// The most entries that a feed's head holds.
    package var entries: Int
    /// Whether Atom feeds name articles that have left them.
    package var tombstones: Bool
    /// Addresses of the hubs that are told when a feed changes (WebSub).
    package var hubs: [String] = []
    /// The most bytes that the entries of a feed's head take together, but for a single one.
    package var feedSize: Int = 1 << 20
    package var categoryAliases = CategoryAliases()
    /// Whether readers that have a former version of a feed may get what is new since (RFC 3229).
    package var deltas = false

    package init(
        id: PermanentID,
        title: String,
        description: String? = nil,
        author: String? = nil,
        language: String = "en",
        rights: String? = nil,
        zone: Zone = .utc,
        baseURL: BaseURL,
        links: LinkPattern? = nil,
        maxAge: Int = 300,
        entries: Int = 50,
        tombstones: Bool = true
    ) {
        self.id = id
        self.title = title
        self.description = description
        self.author = author ?? title
        self.language = language
        self.rights = rights
        self.zone = zone
        self.baseURL = baseURL
        self.links = links
        self.maxAge = maxAge
        self.entries = entries
        self.tombstones = tombstones
    }

    /// Stands for all that a feed shows of the site.
    package var digest: Digest {
        Digest([
            "sower-site-1", id.uuid, title, description ?? "", author, language, rights ?? "", zone.name, baseURL.text,
            links?.source ?? "", String(maxAge), tombstones ? "tombstones" : "",
        ])
    }

    /// An identity that depends on the site's, a kind and a key, and on nothing else.
    package func derivedID(kind: String, key: String) -> PermanentID {
        PermanentID(Digest(["sower-feed-1", id.uuid, kind, key]))
    }

    /// The scheme of category terms (RFC 4287 §4.2.2.2).
    package var categoryScheme: String { derivedID(kind: "scheme", key: "category").urn }

    package var tagScheme: String { derivedID(kind: "scheme", key: "tag").urn }
}
