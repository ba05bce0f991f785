/// What an article needs where hardly another is known yet, made in a fraction of the time that all its marks take.
package struct FirstSight: Sendable {
    package let identity: MintedIdentity
    /// The same for articles of the same text, as `ArticleMarks.textKey` is.
    ///
    /// Now and then for others, too, and nothing to keep.
    package let textHash: UInt64

    /// Linear in the length of the texts.
    ///
    /// - Parameter size: about how many bytes they have; counted here where nobody knows.
    package init(_ article: Article, size: Int? = nil) {
        let folded = FoldedArticle(article, size: size)
        (identity, textHash) = (folded.identity, folded.textHash)
    }
}
