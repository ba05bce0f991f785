/// What tells an article from others, and one wording of it from another: all that is made from its folded texts, made at once.
package struct ArticleMarks: Sendable {
    /// Moves when a change is one that subscribers should hear of: title, category and text count, folded.
    package let digest: Digest
    /// The text alone, folded, without title and date: two articles with the same key say the same.
    package let textKey: Digest
    /// How alike its text is to that of others; without the title.
    package let sketch: Sketch
    package let identity: MintedIdentity

    /// Linear in the length of the texts.
    package init(_ article: Article) {
        let folded = FoldedArticle(article)
        (digest, textKey, sketch, identity) = (folded.digest, folded.textKey, folded.sketch, folded.identity)
    }
}
