/// Whether a new seed continues an article whose own seed is gone although its text was changed on the way.
package enum Likeness {
    /// Of the wording, what must be shared when nothing else speaks for it.
    package static let alone = 0.5
    /// Of the wording, what must be shared by articles of one title and one day.
    package static let underOneTitle = 0.2

    /// Both texts must have about twenty words at least.
    ///
    /// The date must be the same in any case, or missing in both: another date is another article, as with a weekly
    /// column or a notice that is given again.
    package static func continues(
        title: String,
        date: ArticleDate?,
        sketch: Sketch,
        as article: Article,
        _ articleSketch: Sketch
    ) -> Bool {
        guard date == article.date, sketch.isTelling, articleSketch.isTelling else { return false }
        let isSameTitle = date != nil && Folding.folded(title) == Folding.folded(article.title)
        return sketch.likeness(to: articleSketch) >= (isSameTitle ? underOneTitle : alone)
    }
}
