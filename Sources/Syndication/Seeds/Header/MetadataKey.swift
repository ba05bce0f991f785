/// What a field of front matter, or a page's metadata, is about.
enum MetadataKey: Hashable {
    case label(HeaderLabel)
    case description
    case image
    /// A date, or whether it is published.
    case published

    /// Takes a folded key; nil for one that says nothing to Sower.
    init?(_ key: String) {
        switch key {
        case "description", "summary", "excerpt", "abstract", "teaser", "dek", "standfirst": self = .description
        case "image", "cover", "thumbnail", "featured_image", "featuredimage", "cover_image", "og_image", "hero",
            "banner":
            self = .image
        case "published": self = .published
        case "publishdate", "publish_date", "published_at", "created", "date_published", "datepublished":
            self = .label(.date)
        case "last_modified_at", "modified_date", "updated_at", "date_modified", "datemodified", "last_modified",
            "edited":
            self = .label(.updated)
        case "categories": self = .label(.category)
        case "tag": self = .label(.tags)
        case "canonical_url", "canonicalurl", "original_url", "external_url": self = .label(.link)
        case "locale": self = .label(.language)
        case "uuid", "post_id": self = .label(.id)
        default:
            guard let label = HeaderLabel(key), key != "by" else { return nil }
            self = .label(label)
        }
    }
}
