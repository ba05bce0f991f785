/// Each mark by itself; where several are wanted, `ArticleMarks` folds the text once for all.
extension Article {
    /// The text alone, folded, without title and date: two articles with the same key say the same.
    package var textKey: Digest { FoldedArticle(self).textKey }

    /// The text with the date: those of one day that say the same have the same.
    package var dateKey: String { "\(date?.identifyingText ?? "") \(textKey.hex)" }

    /// The identity at first sight (`sower-id-1`); `collision` counts from 0 for texts that are alike.
    ///
    /// The function is frozen: it must give the same identity in every later version.
    package func mintedID(collision: Int) -> PermanentID {
        FoldedArticle(self).identity.id(collision: collision)
    }

    /// How alike its text is to that of others; without the title.
    package var sketch: Sketch { FoldedArticle(self).sketch }

    /// The version of the function behind `digest`, from 1 on.
    package static let digestVersion = 1

    /// Moves when a change is one that subscribers should hear of: title, category and text count, folded.
    package var digest: Digest { FoldedArticle(self).digest }
}
