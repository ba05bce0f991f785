/// The normalised record made from a seed: the only form that later stages see.
///
/// All text is plain.
package struct Article: Sendable, Hashable, Codable {
    package var title: String
    package var date: ArticleDate?
    package var category: String?
    /// Paragraphs that say what was wrong before; shown above everything else.
    package var corrections: [String]
    /// One paragraph that opens the article, before any heading.
    package var standfirst: String?
    /// Paragraphs.
    package var summary: [String]
    package var keyPoints: [String]
    package var body: [Block]
    package var risks: [String]
    /// Paragraphs.
    package var disclosure: [String]
    /// Shown on the article's page when held, and nowhere else.
    package var related: [Related]
    /// An identity that the publisher gave, in the file or by its name.
    package var explicitID: String?

    package init(
        title: String,
        date: ArticleDate? = nil,
        category: String? = nil,
        corrections: [String] = [],
        standfirst: String? = nil,
        summary: [String] = [],
        keyPoints: [String] = [],
        body: [Block] = [],
        risks: [String] = [],
        disclosure: [String] = [],
        related: [Related] = [],
        explicitID: String? = nil
    ) {
        self.title = title
        self.date = date
        self.category = category
        self.corrections = corrections
        self.standfirst = standfirst
        self.summary = summary
        self.keyPoints = keyPoints
        self.body = body
        self.risks = risks
        self.disclosure = disclosure
        self.related = related
        self.explicitID = explicitID
    }
}

extension Article {
    /// A part of the body.
    package enum Block: Sendable, Hashable {
        case paragraph(String)
        case heading(String)
        case list([String])
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
