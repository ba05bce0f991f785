/// The normalised record made from a seed: the only form that later stages see.
///
/// All text is plain but for `Passage.html` and `Block.markup`, which are sanitised.
package struct Article: Sendable, Hashable, Codable {
    package var title: String
    /// When the article says it was published.
    package var date: ArticleDate?
    /// When the article says it was last changed; counts at first sight only.
    package var updated: ArticleDate?
    package var category: String?
    package var authors: [String]
    package var tags: [String]
    /// A BCP 47 tag, when the article names its own.
    package var language: String?
    /// Paragraphs that say what was wrong before; shown above everything else.
    package var corrections: [Passage]
    /// One paragraph that opens the article, before any heading.
    package var standfirst: Passage?
    /// A summary that stands beside the article and not in it.
    package var description: String?
    /// Paragraphs.
    package var summary: [Passage]
    package var keyPoints: [Passage]
    package var body: [Block]
    package var risks: [Passage]
    /// Paragraphs.
    package var disclosure: [Passage]
    package var image: Image?
    /// Shown on the article's page when held, and nowhere else.
    package var related: [Related]
    /// An identity that the publisher gave, in the file or by its name.
    package var explicitID: String?
    /// The absolute address that the publisher calls the article's own.
    package var canonicalLink: String?
    /// The last part of its address that the publisher wishes for.
    package var slug: Slug?

    package init(
        title: String,
        date: ArticleDate? = nil,
        updated: ArticleDate? = nil,
        category: String? = nil,
        authors: [String] = [],
        tags: [String] = [],
        language: String? = nil,
        corrections: [Passage] = [],
        standfirst: Passage? = nil,
        description: String? = nil,
        summary: [Passage] = [],
        keyPoints: [Passage] = [],
        body: [Block] = [],
        risks: [Passage] = [],
        disclosure: [Passage] = [],
        image: Image? = nil,
        related: [Related] = [],
        explicitID: String? = nil,
        canonicalLink: String? = nil,
        slug: Slug? = nil
    ) {
        self.title = title
        self.date = date
        self.updated = updated
        self.category = category
        self.authors = authors
        self.tags = tags
        self.language = language
        self.corrections = corrections
        self.standfirst = standfirst
        self.description = description
        self.summary = summary
        self.keyPoints = keyPoints
        self.body = body
        self.risks = risks
        self.disclosure = disclosure
        self.image = image
        self.related = related
        self.explicitID = explicitID
        self.canonicalLink = canonicalLink
        self.slug = slug
    }
}

extension Article {
    /// A part of the body.
    package enum Block: Sendable, Hashable {
        case paragraph(Passage)
        /// `level` is 2 to 4, as in HTML.
        case heading(Passage, level: Int = 2)
        case list([Passage])
        /// Anything else, as sanitised HTML, with its texts in order.
        case markup(html: String, texts: [String])

        /// Its texts in order, plain.
        package var texts: [String] {
            switch self {
            case .paragraph(let passage), .heading(let passage, _): [passage.text]
            case .list(let items): items.map(\.text)
            case .markup(_, let texts): texts
            }
        }
    }

    /// A picture that stands for the whole article.
    package struct Image: Sendable, Hashable, Codable {
        /// Absolute.
        package var address: String
        package var alternative: String

        package init(address: String, alternative: String = "") {
            (self.address, self.alternative) = (address, alternative)
        }
    }

    /// An article that the source named beside this one.
    package struct Related: Sendable, Hashable, Codable {
        package var title: String
        /// The beginning of the other article's summary or text, without the dots that cut it.
        package var teaser: String?

        package init(title: String, teaser: String? = nil) {
            (self.title, self.teaser) = (title, teaser)
        }
    }
}

/// When an article says it was written.
package enum ArticleDate: Sendable, Hashable {
    /// A day without a time, in the configured zone.
    case day(CivilDate)
    case moment(Timestamp)
}
